import type { Event } from './conversation/event.ts';
import { topics } from './conversation/topics.ts';

/** What can be typed after `/step2`, in the order in which help lists it. */
export const commands = ['check', 'programs', 'draft', 'guide', 'forget', 'stats', 'help'] as const;

export type CommandName = (typeof commands)[number];

/** What was typed: something that happens to the conversation, or a wish for the numbers or for help. */
export type Command =
  | {
      readonly kind: 'event';
      readonly event: Event;
      /** Words after the command that mean nothing there. */
      readonly unknown: readonly string[];
    }
  | { readonly kind: 'stats'; readonly unknown: readonly string[] }
  /** `unknown` was typed and is no command. */
  | { readonly kind: 'help'; readonly unknown: string | null };

/**
 * Reads the text after `/step2`, such as `check 251 pass derm`. Answers without a command are a check as well.
 *
 * @param id for the conversation that a `check` begins
 */
export function readCommand(text: string, id: string): Command {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const [typed = 'help', ...rest] = words;
  const word = typed.toLowerCase().replace(/[:,.!?]+$/, '');
  const name = commands.find((command) => command === word) ?? (isAnswer(typed) ? 'check' : null);
  switch (name) {
    case 'check': {
      const said = (isAnswer(typed) ? words : rest).join(' ');
      return { kind: 'event', event: { type: 'start', id, words: said }, unknown: [] };
    }
    case 'guide': {
      const topic = topics.find((one) => one === rest[0]?.toLowerCase());
      const event = { type: 'guide', ...(topic ? { topic } : {}), on: null } as const;
      return { kind: 'event', event, unknown: topic ? rest.slice(1) : rest };
    }
    case 'programs':
      return { kind: 'event', event: { type: 'plan', on: null }, unknown: rest };
    case 'draft':
      return { kind: 'event', event: { type: 'drafts', on: null }, unknown: rest };
    case 'forget':
      return { kind: 'event', event: { type: 'forget', on: null }, unknown: rest };
    case 'stats':
      return { kind: 'stats', unknown: rest };
    case 'help':
      return { kind: 'help', unknown: null };
    case null:
      return { kind: 'help', unknown: typed };
  }
}

/** Such as `251` or `ck:251`; no command looks so. */
function isAnswer(word: string): boolean {
  return /^\d|[:=]./.test(word);
}
