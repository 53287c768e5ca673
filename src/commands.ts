import type { Event } from './conversation/event.ts';
import { topics } from './conversation/topics.ts';

/** What can be typed after `/step2`, in the order in which help lists it. */
export const commands = ['check', 'guide', 'forget', 'help'] as const;

export type CommandName = (typeof commands)[number];

/** What was typed: something that happens to the conversation, or a wish for help. */
export type Command =
  | { readonly kind: 'event'; readonly event: Event }
  /** `unknown` was typed and is no command. */
  | { readonly kind: 'help'; readonly unknown: string | null };

/**
 * Reads the text after `/step2`, such as `check 251 pass derm`.
 *
 * @param id for the conversation that a `check` begins
 */
export function readCommand(text: string, id: string): Command {
  const [typed = 'help', ...rest] = text.split(/\s+/).filter((word) => word !== '');
  const name = commands.find((command) => command === typed.toLowerCase());
  switch (name) {
    case 'check':
      return { kind: 'event', event: { type: 'start', id, words: rest.join(' ') } };
    case 'guide': {
      const topic = topics.find((one) => one === rest[0]?.toLowerCase());
      return { kind: 'event', event: { type: 'guide', ...(topic ? { topic } : {}), on: null } };
    }
    case 'forget':
      return { kind: 'event', event: { type: 'forget', on: null } };
    case 'help':
      return { kind: 'help', unknown: null };
    case undefined:
      return { kind: 'help', unknown: typed };
  }
}
