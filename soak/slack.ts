import type { Person } from '../test/emulators/slack/people/person.ts';
import type { SeenMessage } from '../test/emulators/slack/people/seen.ts';
import type { Channel } from '../test/emulators/slack/world/channel.ts';
import type { Json } from '../test/emulators/slack/world/json.ts';
import type { Workspace } from '../test/emulators/slack/world/workspace.ts';
import { type Client, type Control, controlOf, type Shown, same } from './client.ts';

/** Labels and what they carry, of the buttons and menus of some blocks. */
function controlsIn(blocks: readonly Json[]): { controls: Control[]; token: string | null } {
  const controls: Control[] = [];
  let token: string | null = null;
  for (const block of blocks) {
    const id = String(block.block_id ?? '');
    const elements = [
      ...((block.elements ?? []) as Json[]),
      ...(block.accessory ? [block.accessory as Json] : []),
    ];
    for (const element of elements) {
      const options = (element.options ?? []) as Json[];
      const groups = ((element.option_groups ?? []) as { options: Json[] }[]).flatMap(
        (one) => one.options,
      );
      for (const { text, value } of [element, ...options, ...groups]) {
        const label = String((text as Json | undefined)?.text ?? '');
        const control = typeof value === 'string' ? controlOf(label, value) : null;
        if (!control) continue;
        controls.push(control);
        if (id.includes('.')) token = id.slice(0, id.lastIndexOf('/'));
      }
    }
  }
  return { controls, token };
}

/** Somebody in a channel of a workspace. */
export function slackClient(workspace: Workspace, person: Person, channel: Channel): Client {
  const message = (): SeenMessage | undefined =>
    person
      .messages(channel)
      .filter(({ ephemeral }) => ephemeral)
      .at(-1);
  const shown = (): Shown | null => {
    const found = message();
    return found ? { ...controlsIn(found.blocks), text: found.shown } : null;
  };
  return {
    who: { tenant: `slack:${workspace.id}`, person: person.id },
    command: (text) => person.command(channel, `/step2 ${text}`),
    screen: shown,
    async press({ label }) {
      const found = message();
      if (!found) throw new Error('There is no screen.');
      // A redelivered click may have left a second form open.
      if (person.modal) await person.closeModal({ all: true });
      await (found.buttons.includes(label)
        ? person.click(found, label)
        : person.choose(found, label));
    },
    async fill(typed, form, token) {
      const open = person.modal;
      if (!open) return;
      const carried = JSON.parse(open.privateMetadata) as { form: string; on: string };
      const [first = ''] = open.labels;
      const wrong =
        carried.form === form && carried.on === token
          ? await person.submit({ [first]: typed })
          : null;
      if (wrong === null || Object.keys(wrong).length > 0) await person.closeModal();
    },
    async changed(from) {
      await person
        .until('the screen is another', () => person.modal || !same(from, shown()))
        .catch(() => {});
    },
    posts: () =>
      channel.messages
        .filter(
          ({ author, ephemeralTo, blocks }) =>
            author === workspace.botUserId &&
            ephemeralTo === undefined &&
            JSON.stringify(blocks).includes(person.id),
        )
        .map(({ ts, metadata }) => {
          const { share } = (metadata?.event_payload ?? {}) as Json;
          if (typeof share !== 'string') throw new Error('A post says not of which share it is.');
          return { message: ts, share };
        }),
  };
}
