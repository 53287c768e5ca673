import type { Json } from '../world/json.ts';

/** What a value must be. The tables beside this file are made of these. */
export type Rule =
  | { is: 'string'; min?: number; max?: number; oneOf?: readonly string[]; like?: Like }
  | { is: 'boolean' }
  | { is: 'integer'; min?: number; max?: number }
  | { is: 'text'; as: TextKind; max: number }
  | { is: 'list'; of: Rule; min?: number; max?: number }
  /** One of several things, told apart by `type`. */
  | { is: 'one of'; types: readonly string[]; from: () => Table }
  | { is: 'object'; shape: Shape }
  | { is: 'anything' };

/** A format, and how Slack names what does not have it. */
export interface Like {
  pattern: RegExp;
  wrong: string;
}

export type TextKind = 'plain_text' | 'mrkdwn' | 'either';

export type Fields = Readonly<Record<string, Rule>>;

/** Something that no single field shows: returns what is wrong, and where below the value. */
export type Also = (value: Json) => { at?: string; wrong: string } | undefined;

/** The properties that an object must and may have; every other is refused. */
export interface Shape {
  readonly required?: Fields;
  readonly optional?: Fields;
  readonly also?: readonly Also[];
}

export type Table = Readonly<Record<string, Shape>>;

export const string = (max?: number, min = 1): Rule =>
  max === undefined ? { is: 'string', min } : { is: 'string', min, max };
export const word = (...oneOf: string[]): Rule => ({ is: 'string', oneOf });
export const like = (pattern: RegExp, wrong = 'does not match the required format'): Rule => ({
  is: 'string',
  like: { pattern, wrong },
});
export const url: Rule = {
  is: 'string',
  min: 1,
  max: 3000,
  like: { pattern: /^[a-z][a-z0-9+.-]*:[^\s]+$/i, wrong: 'must be a valid URL' },
};

/** Slack fetches pictures itself when a message is posted, so it must be able to reach them. */
export const pictureUrl: Rule = {
  is: 'string',
  min: 1,
  max: 3000,
  like: {
    pattern: /^https?:\/\/(?!localhost\b|127\.|10\.|192\.168\.|0\.0\.0\.0|\[::1\])[^\s/]+\S*$/i,
    wrong: 'downloading image failed',
  },
};
export const boolean: Rule = { is: 'boolean' };
export const integer = (min?: number, max?: number): Rule => ({
  is: 'integer',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
export const plain = (max: number): Rule => ({ is: 'text', as: 'plain_text', max });
export const anyText = (max: number): Rule => ({ is: 'text', as: 'either', max });
export const list = (of: Rule, max?: number, min = 1): Rule =>
  max === undefined ? { is: 'list', of, min } : { is: 'list', of, min, max };
export const object = (shape: Shape): Rule => ({ is: 'object', shape });
