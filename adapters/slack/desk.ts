import { webApi } from '@slack/bolt';
import {
  type Bot,
  type Delivery,
  type Event,
  type FileToHand,
  type Press,
  plainText,
  type Reply,
  soon,
  withFault,
  withoutFile,
} from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Screen } from '../../src/screen.ts';
import type { CarriedForm } from './carried.ts';
import type { Deliver } from './deliver.ts';
import { modalOf, refusal } from './form-view.ts';
import { createGroups } from './groups.ts';
import { createHands } from './hands.ts';
import { limits } from './limits.ts';
import { patiently } from './patience.ts';
import { hereOf, type Place, placeOf } from './place.ts';
import { type Message, messageOf } from './screen-view.ts';
import { typedValues, type ViewValues } from './typed.ts';

/** Slack wants to hear of a command or a form within three seconds; after this a screen follows by itself. In milliseconds. */
const soonEnough = 2_000;

/** A form can be opened for three seconds after the click. In milliseconds. */
const formOpens = 2_500;

/** Somebody in Slack who did something, and how to reach them. */
export interface Visit {
  /** The workspace. */
  readonly tenant: string;
  readonly place: Place;
  /** Slack's id of what happened; a redelivery has the same. */
  readonly id: string;
  readonly client: webApi.WebClient;
}

export interface DeskOptions {
  readonly bot: Bot;
  readonly words: Words;
  readonly deliver: Deliver;
  readonly onFault: (error: unknown) => string;
  readonly now: () => Date;
}

export type Desk = ReturnType<typeof createDesk>;

/** What happens in Slack as turns of the bot, and their screens as answers in Slack. */
export function createDesk({ bot, words, deliver, onFault, now }: DeskOptions) {
  const keyOf = ({ tenant, place }: Visit) => ({ tenant, person: place.person, about: '' });
  const groupsOf = createGroups(onFault, now);
  const how = ({ id, tenant, place, client }: Visit): Delivery => ({
    id,
    limits,
    here: hereOf(place),
    hands: createHands(words, client, onFault),
    groups: (named) => groupsOf(client, tenant, place.person, named),
  });
  const turn = (visit: Visit, event: Event) => bot.turn(keyOf(visit), event, how(visit));

  /** Shows a reply where the person is, and hands over what it brings. */
  async function show(visit: Visit, reply: Reply): Promise<void> {
    const { client, place } = visit;
    await deliver(client, place, reply.screen);
    if (reply.removed && !place.home) await refreshHome(visit);
    for (const file of reply.files) {
      try {
        await handOver(visit, file);
      } catch (error) {
        await deliver(client, place, noticed(reply.screen, 'no-file', onFault(error)));
        continue;
      }
      const text = words.text('slack/screen', {}, 'file-sent');
      const notices = [...reply.screen.notices, { tone: 'note', text } as const];
      await deliver(client, place, { ...reply.screen, notices });
    }
  }

  /** App Home keeps showing what it last showed, so what was forgotten must go from there too. */
  async function refreshHome(visit: Visit): Promise<void> {
    const place = placeOf(visit.place.person, { home: true });
    const { screen } = await turn(visit, { type: 'look' });
    await deliver(visit.client, place, screen);
  }

  /** A file for the person alone, in their direct messages with the bot. */
  async function handOver({ client, place }: Visit, file: FileToHand): Promise<void> {
    const { name, what, content } = file;
    const { channel } = await patiently(() =>
      client.chat.postMessage({
        channel: place.person,
        text: words.text('file', {}, what),
      }),
    );
    if (!channel) throw new Error('Slack names no direct message.');
    await patiently(() => client.filesUploadV2({ channel_id: channel, filename: name, content }));
  }

  function noticed(screen: Screen, part: string, reference: string): Screen {
    const text = words.text('slack/screen', { reference }, part);
    return withFault(screen, text);
  }

  return {
    /**
     * A slash command. The screen is the acknowledgement itself; where the turn takes long, it follows.
     *
     * @param ack acknowledges with a message, or with nothing yet
     */
    async command(visit: Visit, text: string, ack: (message?: Message) => Promise<void>) {
      const replying = bot.command(keyOf(visit), text, how(visit));
      const reply = await soon(replying, soonEnough);
      if (reply && reply.files.length === 0) return ack(messageOf(words, reply.screen));
      await ack();
      await show(visit, await replying);
    },

    /**
     * What was typed elsewhere than after the command: nothing waits for its answer.
     *
     * @param overheard whether the channel could read it; then whoever said more than a command is told so
     */
    async said(visit: Visit, text: string, overheard: boolean) {
      const reply = await bot.command(keyOf(visit), text, how(visit));
      const { screen } = reply;
      if (!overheard || !/\S\s+\S|\d/.test(text)) return show(visit, reply);
      const note = { tone: 'note', text: words.text('slack/screen', {}, 'public') } as const;
      await show(visit, { ...reply, screen: { ...screen, notices: [...screen.notices, note] } });
    },

    /** A click, already acknowledged. It may open a form, else a screen follows. */
    async click(visit: Visit, event: Event, trigger: string) {
      const reply = await turn(visit, event);
      const { form, screen } = reply;
      if (!form) return show(visit, reply);
      const { client, place } = visit;
      const carried: CarriedForm = { form: form.name, on: screen.token, place };
      try {
        const view = modalOf(words, form, carried);
        await patiently(() => client.views.open({ trigger_id: trigger, view }), {
          longest: formOpens,
        });
      } catch (error) {
        if (isOpenAlready(error)) return;
        await deliver(client, place, noticed(screen, 'no-form', onFault(error)));
      }
    },

    /**
     * A form that was sent. What is wrong with it stands in it, and it stays open; else it closes, and the screen it was
     * opened from goes on.
     *
     * @param ack closes the form, or says what is wrong with it
     */
    async submit(
      visit: Visit,
      { form, on }: CarriedForm,
      values: ViewValues,
      ack: (wrong?: ReturnType<typeof refusal>) => Promise<void>,
    ) {
      const replying = typedValues(values, visit.client.token).then(
        (typed) => turn(visit, { type: 'submit', form, values: typed, on }),
        async (error: unknown) =>
          withoutFile(words, await turn(visit, { type: 'look' }), onFault(error)),
      );
      const reply = await soon(replying, soonEnough);
      const blockIds = Object.keys(values);
      if (reply?.fault) {
        const text = plainText(reply.screen).replaceAll('\n\n', '. ');
        return ack(refusal(blockIds, [{ text }]));
      }
      if (reply?.refused) return ack(refusal(blockIds, reply.refused));
      await ack();
      await show(visit, await replying);
    },

    /** The shortcut in the menu of a message. */
    async message(visit: Visit, { ts, author }: { ts: string; author: string | null }) {
      const { channel, thread, name } = visit.place;
      const where = {
        kind: 'message',
        channel: channel ?? '',
        message: thread ?? ts,
        name,
      } as const;
      const message = { id: `${channel}/${ts}`, author, where };
      await show(visit, await bot.message(keyOf(visit), message, how(visit)));
    },

    /** A button below a post, which stays as it is: what comes of it is for whoever pressed it. */
    async press(visit: Visit, press: Press) {
      await show(visit, await bot.press(keyOf(visit), press, how(visit)));
    },

    /** App Home was opened. */
    async home(visit: Visit) {
      await show(visit, await turn(visit, { type: 'look' }));
    },
  };
}

/** A trigger opens one form; where it is used up, an earlier try came through and only its answer was lost. */
function isOpenAlready(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && error.data.error === 'exchanged_trigger_id';
}
