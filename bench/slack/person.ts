import { type Block, type Element, type Message, team } from './names.ts';

/** Where everybody is; each sees only their own private message there. */
const channel = 'CBENCH';

/**
 * The answers that people choose, question by question: from the how many-th person on another one. The first question
 * and the last stage of the season stay as they are, for they could end the interview at once.
 */
const choosing: readonly ((person: number, count: number) => number)[] = [
  () => 0,
  (person, count) => person % (count - 1),
  (person, count) => Math.floor(person / 6) % count,
  (person, count) => Math.floor(person / 2) % count,
  (person, count) => person % count,
];

/** One person who walks through the interview by clicks, on the message that the bot last showed. */
export class Person {
  readonly id: string;
  readonly #number: number;
  #shown: Message;
  #clicks = 0;

  constructor(number: number, shown: Message) {
    this.id = `U${number}`;
    this.#number = number;
    this.#shown = shown;
  }

  /** The message is replaced by another. */
  sees(message: Message): void {
    this.#shown = message;
  }

  /** What this person clicks next, as Slack tells a bot; null where there is nothing to choose any more. */
  click(responseUrl: string, trigger: string): object | null {
    const choose = choosing[this.#clicks];
    const block = this.#shown.blocks.find(isChoices);
    if (!choose || !block) return null;
    this.#clicks += 1;
    return {
      type: 'block_actions',
      team: { id: team, domain: 'bench' },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: this.id, username: this.id, name: this.id, team_id: team },
      api_app_id: 'ABENCH',
      token: 'verification',
      container: {
        type: 'message',
        message_ts: '1700000000.000100',
        channel_id: channel,
        is_ephemeral: true,
      },
      trigger_id: trigger,
      channel: { id: channel, name: 'bench' },
      state: { values: {} },
      response_url: responseUrl,
      actions: [actionOn(block, (count) => choose(this.#number, count))],
    };
  }

  /** The command that begins an interview; the scores are given with it, so that clicks suffice for the rest. */
  command(responseUrl: string, trigger: string): Record<string, string> {
    return {
      token: 'verification',
      team_id: team,
      team_domain: 'bench',
      channel_id: channel,
      channel_name: 'bench',
      user_id: this.id,
      user_name: this.id,
      command: '/step2',
      text: 'check 251 pass',
      api_app_id: 'ABENCH',
      is_enterprise_install: 'false',
      response_url: responseUrl,
      trigger_id: trigger,
    };
  }
}

/** The answers stand in the first row of what can be clicked; a result has only actions. */
function isChoices({ type, block_id }: Block): boolean {
  return type === 'actions' && !block_id?.endsWith('/actions');
}

function actionOn({ block_id, elements = [] }: Block, choose: (count: number) => number): object {
  const [first] = elements;
  const { options } = first ?? {};
  const clicked = options ? first : elements[choose(elements.length)];
  if (!clicked) throw new Error('A message has nothing to click.');
  const { type, action_id, value, text } = clicked satisfies Element;
  const chosen = options ? { selected_option: options[choose(options.length)] } : { value, text };
  return { type, action_id, block_id, ...chosen, action_ts: '1700000000.000200' };
}
