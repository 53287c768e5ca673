import { type Component, type Message, menu, row } from './names.ts';

/** How somebody walks through the interview. */
export type Walk = keyof typeof walks;

/** Answers with the how many-th of so many, or goes back. */
type Move = ((person: number, count: number) => number) | 'back';

interface Way {
  /** What is given with the command, by the options of `/step2 check`. */
  readonly given: Readonly<Record<string, string | number | boolean>>;
  readonly moves: readonly Move[];
}

const any: Move = (person, count) => person % count;

/**
 * `questions`: from question to question, once back and on again; the result, which has a picture, stays away. The
 * first question and the last stage of the season stay as they are, for they would end the interview at once.
 * `result`: everything is given but the last answer.
 */
export const walks = {
  questions: {
    given: { ck: 231, step1: 'pass' },
    moves: [() => 0, (person, count) => person % (count - 1), any, 'back', any],
  },
  result: {
    given: {
      ck: 231,
      step1: 'pass',
      specialty: 'psychiatry',
      stage: 'before-download',
      result: 'passed',
      img: false,
    },
    moves: [any],
  },
} as const satisfies Record<string, Way>;

/** Discord's numbers for the types of options. */
const optionTypes: Readonly<Record<string, number>> = { string: 3, number: 4, boolean: 5 };

/** One person, on the message that the bot last showed. */
export class Person {
  readonly id: string;
  readonly #number: number;
  readonly #way: Way;
  #shown: Message;
  #clicks = 0;

  constructor(number: number, walk: Walk, shown: Message) {
    this.id = String(500_000_000_000_000_000n + BigInt(number));
    this.#number = number;
    this.#way = walks[walk];
    this.#shown = shown;
  }

  get shown(): Message {
    return this.#shown;
  }

  /** The message is replaced by another. */
  sees(message: Message): void {
    this.#shown = message;
  }

  /** What this person clicks next, as an interaction tells it; null at the end of the walk. */
  click(): object | null {
    const move = this.#way.moves[this.#clicks];
    if (!move) return null;
    this.#clicks += 1;
    const rows = this.#shown.components.filter(({ type }) => type === row);
    const pressed = move === 'back' ? backIn(rows) : null;
    if (pressed) return pressedOf(pressed);
    // The answers stand in the first row.
    const [{ components: answers = [] } = {}] = rows;
    const [first] = answers;
    if (!first || move === 'back') throw new Error('A message has nothing to click.');
    if (first.type !== menu) return pressedOf(answers[move(this.#number, answers.length)]);
    const { options = [] } = first;
    const chosen = options[move(this.#number, options.length)];
    return { component_type: menu, custom_id: first.custom_id, values: [chosen?.value] };
  }

  /** The command that begins an interview; some answers are given with it, so that clicks suffice for the rest. */
  command(): object {
    const options = Object.entries(this.#way.given).map(([name, value]) => ({
      name,
      value,
      type: optionTypes[typeof value],
    }));
    return {
      id: '800000000000000000',
      name: 'step2',
      type: 1,
      options: [{ type: 1, name: 'check', options }],
    };
  }
}

function backIn(rows: readonly Component[]): Component | undefined {
  return rows.flatMap(({ components = [] }) => components).find(({ label }) => label === 'Back');
}

function pressedOf(pressed: Component | undefined): object {
  return { component_type: pressed?.type, custom_id: pressed?.custom_id };
}
