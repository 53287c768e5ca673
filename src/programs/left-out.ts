import type { Action } from '../decision/action-rules.ts';
import { any, explicitRequests, type Kind } from './kinds.ts';
import type { Program } from './program.ts';
import type { Selection } from './scopes.ts';

/** What a reason for leaving a program out looks at. */
interface Considered {
  readonly action: Action;
  readonly selection: Selection;
  readonly program: Program;
  readonly kinds: readonly Kind[];
}

const closed = ({ kinds }: Considered) => any(kinds, ['rejected', 'withdrawn']);
const noContact = ({ kinds }: Considered) =>
  kinds.includes('no-contact') && !any(kinds, explicitRequests);

/** Actions under which nobody is written to. */
const silent: readonly Action[] = ['too-late', 'wait', 'retake'];

/** What keeps even a selected program out of the plan: the first that holds is its reason (decision §7). */
const stops = [
  {
    id: 'action',
    when: ({ action, kinds }: Considered) =>
      silent.includes(action) || (action === 'include' && !kinds.includes('strict-deadline')),
  },
  { id: 'closed', when: closed },
  { id: 'no-contact', when: noContact },
  {
    id: 'already-updated',
    when: ({ program, kinds }: Considered) =>
      program.lastUpdate !== undefined && !any(kinds, ['invites-updates', 'new-information']),
  },
] as const;

/** Why a program is left out that nothing stopped and nothing selected. */
const passedOver = [
  {
    id: 'beyond-the-few',
    when: ({ selection, kinds }: Considered) => any(kinds, selection.few),
  },
  { id: 'not-a-priority', when: () => true },
] as const;

export type LeftReason = (typeof stops | typeof passedOver)[number]['id'];

/** What keeps a program out whether it is selected or not; null where nothing does. */
export function stopOf(considered: Considered): LeftReason | null {
  return stops.find(({ when }) => when(considered))?.id ?? null;
}

/** Why a program that was not selected gets no email. */
export function whyPassedOver(considered: Considered): LeftReason {
  return passedOver.find(({ when }) => when(considered))?.id ?? 'not-a-priority';
}

/**
 * Whether a program may take one of the few places. One that was written to keeps its place, so that marking an email
 * as sent never brings in another program.
 */
export function takesPlace(considered: Considered): boolean {
  return !closed(considered) && !noContact(considered);
}
