import { all, any, predicates as is, type Predicate } from './predicates.ts';

/** What to do about the score. */
export type Action =
  | 'wait'
  | 'retake'
  | 'include'
  | 'too-late'
  | 'required-only'
  | 'eras-only'
  | 'email-few'
  | 'email-priority';

/** Which programs a direct email is for; null where the action names none. */
export type Scope =
  | 'required'
  | 'active-contact'
  | 'top-choices'
  | 'waiting-or-relationship'
  | 'priority';

/** One row of the action table. `citing`: the id of the policy's source that stands behind the rule. */
export interface ActionRule {
  readonly id: string;
  readonly when: Predicate;
  readonly action: Action;
  readonly scope: Scope | null;
  readonly citing: 'guide' | 'ours';
}

const rule = (
  id: string,
  when: Predicate,
  action: Action,
  scope: Scope | null,
  citing: ActionRule['citing'] = 'guide',
): ActionRule => ({ id, when, action, scope, citing });

/** What to do: the first row that matches (decision §5). */
export const actionRules: readonly ActionRule[] = [
  rule('score-pending', is['result-pending'], 'wait', null),
  rule('not-passed', is['result-failed'], 'retake', null),
  rule('not-late', is['stage-before-submission'], 'include', null),
  rule('too-late', is['stage-after-rank-lists'], 'too-late', null),
  rule('required-update', all(is['effect-not-good'], is.required), 'required-only', 'required'),
  rule('quiet-update', is['effect-not-good'], 'eras-only', null),
  rule('solid-retake', is['passed-on-retake'], 'email-few', 'active-contact', 'ours'),
  rule(
    'jump-before-download',
    all(is['stage-before-download'], any(is.jumped, is['effect-strong'])),
    'email-few',
    'top-choices',
  ),
  rule(
    'batch-will-see-it',
    all(is['stage-before-download'], is.required),
    'required-only',
    'required',
  ),
  rule('batch-will-see-it', is['stage-before-download'], 'eras-only', null),
  rule('only-who-waits', is['stage-rank-deadline'], 'email-few', 'waiting-or-relationship'),
  rule('img-score-on-file', is.img, 'email-priority', 'priority'),
  rule(
    'strong-and-improved',
    any(
      is['by-above-band'],
      all(is['by-clear-gain'], any(is['band-above'], is['band-within'])),
      all(is['by-pass-only-strong'], is['band-unknown']),
    ),
    'email-priority',
    'priority',
  ),
  rule('strong-not-improved', is['by-band-alone'], 'email-few', 'top-choices'),
  rule('high-score-below-band', is['by-pass-only-strong'], 'email-few', 'top-choices'),
  rule('improved-no-band', is['band-unknown'], 'email-few', 'top-choices', 'ours'),
  rule('improved-not-strong', is['anything-else'], 'email-few', 'top-choices'),
];
