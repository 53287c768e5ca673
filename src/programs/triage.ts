import { judge } from '../decision/decide.ts';
import { type Facts, isScored } from '../facts.ts';
import { requiredMatters } from '../interview/required.ts';
import type { Policy } from '../policy/policy.ts';
import { any, explicitRequests, type Kind, kindsOf } from './kinds.ts';
import { type LeftReason, stopOf, takesPlace, whyPassedOver } from './left-out.ts';
import type { Program } from './program.ts';
import { type EmailReason, ranksUnder } from './ranks.ts';
import { selectionOf } from './scopes.ts';
import { type EmailTemplate, templateFor } from './template.ts';

/** What to know about one email: the program wants no contact, but asked for the score itself. */
export type EntryNote = 'confirm-with-coordinator';

/** What to know about the whole plan: so many emails read like a form letter. */
export type PlanNote = 'mass-mailing';

/** A program that gets an email; `order` counts from 1. */
export interface Emailed<P extends Program> {
  readonly program: P;
  readonly email: true;
  readonly template: EmailTemplate;
  readonly reason: EmailReason;
  readonly order: number;
  readonly notes: readonly EntryNote[];
}

/** A program that gets none. */
export interface Left<P extends Program> {
  readonly program: P;
  readonly email: false;
  readonly template: null;
  readonly reason: LeftReason;
  readonly order: null;
  readonly notes: readonly [];
}

export type Entry<P extends Program = Program> = Emailed<P> | Left<P>;

export interface Plan<P extends Program = Program> {
  /** In the order in which to write them. */
  readonly emailed: readonly Emailed<P>[];
  /** In the order given. */
  readonly left: readonly Left<P>[];
  readonly notes: readonly PlanNote[];
  /** A program asked for the score, though the applicant answered that none requires it, and it would matter. */
  readonly contradictsRequired: boolean;
}

/** A program on its way through triage. */
interface Candidate<P extends Program> {
  readonly program: P;
  readonly kinds: readonly Kind[];
  /** Where it stands among all, from 0. Programs without any reason for an email stand behind all others. */
  readonly place: number;
  readonly name: string;
  readonly stop: LeftReason | null;
  /** Selected with all of its kind. */
  readonly selected: boolean;
  /** Whether it may be one of the few. */
  readonly contends: boolean;
}

/** Who gets a direct email, in which order, and who gets none and why (decision §7). Pure. */
export function triage<P extends Program>(
  policy: Policy,
  facts: Facts,
  programs: readonly P[],
): Plan<P> {
  const { applicant, action: rule } = judge(policy, facts);
  const { action, scope } = rule;
  const selection = selectionOf(action, scope);
  const ranks = ranksUnder(rule.id);
  const candidates = programs.map((program): Candidate<P> => {
    const kinds = kindsOf(program, applicant.img);
    const considered = { action, selection, program, kinds };
    const rank = ranks.findIndex((kind) => kinds.includes(kind));
    const selected = any(kinds, selection.all);
    return {
      program,
      kinds,
      place: rank === -1 ? ranks.length : rank,
      name: program.name.toLowerCase(),
      stop: stopOf(considered),
      selected,
      contends: !selected && any(kinds, selection.few) && takesPlace(considered),
    };
  });

  // Sorting is stable, so programs of one place and name keep the order given.
  const ranked = [...candidates].sort(
    (a, b) => a.place - b.place || (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
  const few = new Set(ranked.filter(({ contends }) => contends).slice(0, policy.fewPrograms));
  const gets = (candidate: Candidate<P>) =>
    candidate.stop === null && (candidate.selected || few.has(candidate));

  const emailed = ranked.filter(gets).map(({ program, kinds, place }, at): Emailed<P> => {
    // Whoever is selected has a ranked kind: every kind of a selection is one of the ranks.
    const reason = ranks[place] as EmailReason;
    const template = templateFor({ program, result: facts.result, action });
    const notes: EntryNote[] = kinds.includes('no-contact') ? ['confirm-with-coordinator'] : [];
    return { program, email: true, template, reason, order: at + 1, notes };
  });
  const left = candidates
    .filter((candidate) => !gets(candidate))
    .map(({ program, kinds, stop }): Left<P> => {
      const reason = stop ?? whyPassedOver({ action, selection, program, kinds });
      return { program, email: false, template: null, reason, order: null, notes: [] };
    });

  const written = left.filter(({ reason }) => reason === 'already-updated').length;
  return {
    emailed,
    left,
    notes: emailed.length + written > policy.manyPrograms ? ['mass-mailing'] : [],
    contradictsRequired: contradictsRequired(policy, facts, candidates),
  };
}

/**
 * Whether a program's own request contradicts the answer to `required`, and that answer decides something. It does under
 * `eras-only`, where the opposite answer makes it `required-only`, and under `include` with a score that does not help,
 * where it decides whether the score must be released. Under the emailing actions the rules never look at it, and where
 * nobody is written to there is nothing to change. A program that is closed asks for nothing any more.
 */
function contradictsRequired(
  policy: Policy,
  facts: Facts,
  candidates: readonly { readonly kinds: readonly Kind[] }[],
): boolean {
  if (!isScored(facts) || facts.img || facts.required) return false;
  const asks = candidates.some(
    ({ kinds }) => any(kinds, explicitRequests) && !any(kinds, ['rejected', 'withdrawn']),
  );
  return asks && requiredMatters(policy, facts);
}
