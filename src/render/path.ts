import type { Conversation } from '../conversation/conversation.ts';
import { judge, type Verdict } from '../decision/decide.ts';
import type { Predicate } from '../decision/predicates.ts';
import type { Facts } from '../facts.ts';
import { factsOf } from '../interview/questions.ts';
import { decisionPath, type PathRow } from '../picture/path.ts';
import { type Specialty, specialtyOf } from '../policy/policy.ts';
import { button, type Content, type Rendering } from './render.ts';
import { actionInShort } from './result.ts';

/** A row of the decision path in words. */
export type PathLine = PathRow & {
  /** What the row asks, such as "CK below 228". */
  readonly asks: string;
  /** What it leads to, in a few words. */
  readonly answer: string;
};

/** The way to the result: every question that the rules asked, and where they were answered. */
export function pathScreen(rendering: Rendering, { answers }: Conversation): Content {
  const { words } = rendering;
  const asked = pathLines(rendering, factsOf(answers)).filter(({ mark }) => mark !== 'open');
  return {
    name: 'path',
    title: words.text('screen/path'),
    body: [
      { kind: 'text', text: words.text('screen/path', {}, 'text') },
      {
        kind: 'list',
        style: 'steps',
        items: asked.map((line) => words.text('screen/path', { ...line }, line.mark)),
      },
    ],
    actions: [button(rendering, 'resume', 'to-result')],
  };
}

/** The whole decision path in words; the way of these facts is marked. Without facts nothing is. */
export function pathLines(rendering: Rendering, facts?: Facts): PathLine[] {
  const { words, policy } = rendering;
  const verdict: Verdict | null = facts ? judge(policy, facts) : null;
  const specialty = verdict?.applicant.specialty ?? null;
  // The service is named only where the specialty is known.
  const params = { ...policy, service: (specialty ?? specialtyOf(policy, 'other')).service };
  return decisionPath(verdict).map((row) => ({
    ...row,
    asks: inWords(rendering, row.when, specialty),
    answer:
      row.table === 'effect'
        ? words.text('effect', {}, `short ${row.effect}`)
        : actionInShort(rendering, row.outcome, params),
  }));
}

/** A condition in words, with the numbers of this policy and, where it is known, of this specialty. */
function inWords(rendering: Rendering, when: Predicate, specialty: Specialty | null): string {
  const { words, policy } = rendering;
  const join = (conditions: readonly Predicate[], by: string, within: Predicate['kind']) =>
    conditions
      .map((part) => {
        const said = inWords(rendering, part, specialty);
        const mixed = (part.kind === 'all' || part.kind === 'any') && part.kind !== within;
        return mixed ? words.text('predicate', { said }, 'grouped') : said;
      })
      .join(` ${words.text('predicate', {}, by)} `);
  switch (when.kind) {
    case 'all':
      return join(when.conditions, 'and', 'all');
    case 'any':
      return join(when.conditions, 'or', 'any');
    case 'not':
      return words.text(
        'predicate',
        { said: inWords(rendering, when.condition, specialty) },
        'not',
      );
    case 'range': {
      const from = when.from?.(policy, specialty) ?? null;
      const below = when.below?.(policy, specialty) ?? null;
      const to = below === null ? null : below - 1;
      return words.text('predicate', { from, below, to }, when.name);
    }
    default:
      return words.text('predicate', {}, when.name);
  }
}
