import type { Channel, Person, Seen, Server } from '../test/emulators/discord/index.ts';
import { type Client, type Control, controlOf, type Shown, same, withinMs } from './client.ts';

function controlsIn({ buttons, selects }: Seen): { controls: Control[]; token: string | null } {
  let token: string | null = null;
  const controls: Control[] = [];
  const add = (label: string, customId: string, carried: string) => {
    const control = controlOf(label, carried);
    if (!control) return;
    controls.push(control);
    const [on = ''] = customId.split('|');
    if (on !== '') token = on;
  };
  for (const { label, customId = '', disabled } of buttons) {
    if (!disabled) add(label, customId, customId.split('|')[1] ?? '');
  }
  for (const { customId, options } of selects) {
    for (const { label, value } of options) add(label, customId, value);
  }
  return { controls, token };
}

/** How long a screen may take that follows an answer. In milliseconds. */
const patience = 5_000;

/** Somebody in a channel of a server. */
export function discordClient(server: Server, person: Person, channel: Channel): Client {
  const message = (): Seen | undefined =>
    person
      .messages(channel)
      .filter(({ ephemeral, content }) => ephemeral && content === '')
      .at(-1);
  const shown = (): Shown | null => {
    const found = message();
    return found && !found.thinking ? { ...controlsIn(found), text: found.text } : null;
  };
  return {
    who: { tenant: `discord:${server.id}`, person: person.id },
    async command(text) {
      await person.command(channel, `step2 ${text}`);
    },
    screen: shown,
    async press({ label }) {
      const found = message();
      if (!found) throw new Error('There is no screen.');
      if (person.modal) person.closeModal();
      const button = found.buttons.some((one) => one.label === label);
      await (button ? person.click(found, label) : person.choose(found, label));
    },
    async fill(typed, form, token) {
      const open = person.modal;
      if (!open) return;
      const [first] = open.fields;
      if (open.customId === `${token}|${form}`)
        await person.submit({ [first?.label ?? '']: typed });
      person.closeModal();
    },
    async changed(from) {
      await withinMs(
        person.until('the screen is another', () => person.modal || !same(from, shown())),
        patience,
      );
    },
    posts: () =>
      person
        .messages(channel)
        .filter(
          ({ ephemeral, components }) =>
            !ephemeral && JSON.stringify(components).includes(person.id),
        )
        .map(({ id, components }) => {
          const share = /"post\|([^|"]+)\|/.exec(JSON.stringify(components))?.[1];
          if (share === undefined) throw new Error('A post says not of which share it is.');
          return { message: id, share };
        }),
  };
}
