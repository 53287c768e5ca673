import type { Action, Scope } from '../decision/action-rules.ts';
import { explicitRequests, type Kind, priorityFlags } from './kinds.ts';

/** Whom a result selects: everybody of one kind of `all`, and of the others with a kind of `few` only the best. */
export interface Selection {
  readonly all: readonly Kind[];
  readonly few: readonly Kind[];
}

const everybody = (...all: readonly Kind[]): Selection => ({ all, few: [] });
const waiting = [...explicitRequests, 'img-program'] as const;

/** Who is selected where the result names a scope (decision §7). */
const byScope: Readonly<Record<Scope, Selection>> = {
  required: everybody(...waiting),
  priority: everybody(...waiting, ...priorityFlags),
  'top-choices': { all: waiting, few: priorityFlags },
  'waiting-or-relationship': everybody(
    ...waiting,
    'interviewed',
    'waitlisted',
    'home',
    'rotated',
    'region',
    'signaled',
  ),
  'active-contact': everybody(...waiting, 'interviewed', 'waitlisted'),
};

/** Who is selected where it names none. */
const byAction: Readonly<Partial<Record<Action, Selection>>> = {
  'eras-only': everybody(...explicitRequests),
  include: everybody('strict-deadline'),
};

const nobody = everybody();

export function selectionOf(action: Action, scope: Scope | null): Selection {
  return scope === null ? (byAction[action] ?? nobody) : byScope[scope];
}
