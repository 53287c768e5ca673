import type {
  ButtonInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import {
  type Bot,
  type Delivery,
  type Event,
  type Press,
  type Reply,
  soon,
  type Typed,
  type Where,
  withFault,
  withoutFile,
} from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Screen } from '../../src/screen.ts';
import { drawn, handOver, later, open, show, type Visit } from './answer.ts';
import { readCarriedModal } from './carried.ts';
import { modalOf } from './form-view.ts';
import { createHands } from './hands.ts';
import { limits } from './limits.ts';
import { hereOf, rolesOf, serverOf } from './place.ts';
import { viewOf } from './screen-view.ts';
import { typedValues } from './typed.ts';

/** Discord wants to hear of everything within three seconds; after this a screen follows by itself. In milliseconds. */
const soonEnough = 2_000;

export interface DeskOptions {
  readonly bot: Bot;
  readonly words: Words;
  /** Tells the operator of an error; returns the reference number that the person is told. */
  readonly onFault: (error: unknown) => string;
  readonly now?: () => number;
}

/** The server that somebody is in; `@me` where it is none. */
export function tenantOf({ guildId }: { readonly guildId: string | null }): string {
  return `discord:${guildId ?? '@me'}`;
}

export type Desk = ReturnType<typeof createDesk>;

/** What happens in Discord as turns of the bot, and their screens as answers in Discord. */
export function createDesk({ bot, words, onFault, now = Date.now }: DeskOptions) {
  const keyOf = (visit: Visit) => ({ tenant: tenantOf(visit), person: visit.user.id, about: '' });
  const how = (visit: Visit): Delivery => ({
    id: visit.id,
    limits,
    here: hereOf(visit),
    hands: createHands(words, serverOf(visit, now), onFault),
    groups: async (named) => rolesOf(visit).filter((role) => named.includes(role)),
  });
  const turn = (visit: Visit, event: Event) => bot.turn(keyOf(visit), event, how(visit));

  /**
   * Answers with the screen, at once or, where the turn takes long, when it is there.
   *
   * @param anew in a private message of its own: what was clicked is everybody's
   */
  async function answer(
    visit: Visit,
    replying: Promise<Reply>,
    typed: (reply: Reply) => Typed = () => ({}),
    patience = soonEnough,
    anew = false,
  ): Promise<void> {
    const drawing = replying.then(async (reply) => ({
      reply,
      screen: await drawn(viewOf(words, reply.screen, typed(reply))),
    }));
    const quick = await soon(drawing, patience);
    if (!quick) await later(visit, anew);
    const { reply, screen } = quick ?? (await drawing);
    await show(visit, screen, anew);
    for (const file of reply.files) {
      await handOver(visit, file, words.text('file', {}, file.what));
    }
  }

  function withoutForm(screen: Screen): Screen {
    const reference = onFault(new Error('A form came too late.'));
    const text = words.text('discord/screen', { reference }, 'no-form');
    return withFault(screen, text);
  }

  return {
    /** Something typed after `/step2`, or a command from the menu of a message. */
    command: (visit: Visit, text: string) =>
      answer(visit, bot.command(keyOf(visit), text, how(visit))),

    /** The command in the menu of a message. */
    message(visit: MessageContextMenuCommandInteraction) {
      const { id, author } = visit.targetMessage;
      const here = hereOf(visit);
      const where: Where =
        here?.kind === 'channel' ? { ...here, kind: 'message', message: id } : (here as Where);
      // In a conversation between two nobody answers in a thread.
      const message = { id, author: here?.kind === 'direct' ? null : author.id, where };
      return answer(visit, bot.message(keyOf(visit), message, how(visit)));
    },

    /** A button below a post, which stays as it is: what comes of it is for whoever pressed it. */
    press: (visit: ButtonInteraction, press: Press) =>
      answer(visit, bot.press(keyOf(visit), press, how(visit)), undefined, soonEnough, true),

    /**
     * A click or a choice. It may open a form, which only the first answer can.
     *
     * @param typed what the form, or the one of the next screen, held before
     */
    async click(
      visit: ButtonInteraction | StringSelectMenuInteraction,
      event: Event,
      typed: Typed,
    ) {
      if (event.type !== 'open') return answer(visit, turn(visit, event), () => typed);
      const opening = turn(visit, event);
      const quick = await soon(opening, soonEnough);
      if (quick?.form) return open(visit, modalOf(quick.form, quick.screen.token, typed));
      const reply = opening.then((late) =>
        late.form ? { ...late, screen: withoutForm(late.screen) } : late,
      );
      // The time that there was has been spent on waiting for the form.
      return answer(visit, reply, () => typed, quick ? soonEnough : 0);
    },

    /** A form that was sent. What is wrong with it stands above the button that opens it again, as it was. */
    async submit(visit: ModalSubmitInteraction) {
      const form = readCarriedModal(visit.customId);
      if (!form) return;
      let values: Typed = {};
      const replying = typedValues(visit).then(
        (typed) => {
          values = typed;
          return turn(visit, { type: 'submit', ...form, values });
        },
        async (error: unknown) =>
          withoutFile(words, await turn(visit, { type: 'look' }), onFault(error)),
      );
      await answer(visit, replying, (reply) => (reply.refused || reply.fault ? values : {}));
    },
  };
}
