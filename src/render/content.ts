import type { Click } from '../conversation/event.ts';
import type { Policy } from '../policy/policy.ts';
import type { Block, Button, Choice } from '../screen.ts';
import type { Words } from './words.ts';

/** What rendering needs beside the conversation. Days are YYYY-MM-DD. */
export interface Rendering {
  readonly words: Words;
  readonly policy: Policy;
  readonly today: string;
  /** When the conversation is removed by itself; null where it is not kept beyond the process. */
  readonly keptUntil: string | null;
}

/** What one kind of screen fills in; the rest is the same for all. */
export interface Content {
  readonly name: string;
  readonly title: string;
  readonly progress?: string;
  readonly body?: readonly Block[];
  readonly choices?: readonly Choice[];
  readonly listed?: boolean;
  readonly actions?: readonly Button[];
}

/** The clicks that say nothing but what they are. */
type PlainClick = {
  [C in Click as { type: C['type'] } extends C ? C['type'] : never]: true;
};

/** A button; its label stands in templates/ under the kind of its click, unless it has one of its own. */
export function button(
  { words }: Rendering,
  type: keyof PlainClick,
  label: string = type,
): Extract<Button, { click: object }> {
  return { label: words.text('buttons', {}, label), click: { type } as Click };
}

/** A button with a label of its own. */
export function clicking(label: string, click: Click): Extract<Button, { click: Click }> {
  return { label, click };
}

export function text(words: string): Block {
  return { kind: 'text', text: words };
}
