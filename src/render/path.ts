import type { Conversation } from '../conversation/conversation.ts';
import { judge, type Verdict } from '../decision/decide.ts';
import { decisionPath, type PathRow } from '../decision/path.ts';
import type { Predicate } from '../decision/predicates.ts';
import type { Facts } from '../facts.ts';
import { factsOf } from '../interview/questions.ts';
import { type Specialty, specialtyOf } from '../policy/policy.ts';
import type { PathBlock } from '../screen.ts';
import { actionInShort } from './action.ts';
import { button, type Content, type Rendering } from './content.ts';

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
  return {
    name: 'path',
    title: words.text('screen/path'),
    body: [
      { kind: 'text', text: words.text('screen/path', {}, 'text') },
      pathBlock(rendering, factsOf(answers)),
    ],
    actions: [button(rendering, 'resume', 'to-result')],
  };
}

/** The whole decision path to draw; without facts no way is marked. */
export function pathBlock(rendering: Rendering, facts?: Facts): PathBlock {
  const { words } = rendering;
  const lines = pathLines(rendering, facts);
  const said = (part: string, params = {}) => words.text('picture/path', params, part);
  const taken = lines.filter(({ mark }) => mark === 'taken');
  const sections = ['first', 'effect', 'action'] as const;
  return {
    kind: 'path',
    title: said(''),
    alt: said('described', {
      rows: lines.length,
      taken: taken.map(({ asks, answer }) => `${asks} → ${answer}`).join('; '),
    }),
    sections: sections.map((section) => ({
      title: said(section),
      rows: lines.filter((line) => line.section === section),
    })),
    steps: lines
      .filter(({ mark }) => mark !== 'open')
      .map((line) => words.text('screen/path', { ...line }, line.mark)),
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
    asks: inWords(rendering, row.when, specialty) ?? words.text('predicate', {}, 'nothing'),
    answer:
      row.table === 'effect'
        ? words.text('effect', {}, `short ${row.effect}`)
        : actionInShort(rendering, row.outcome, params),
  }));
}

/**
 * A condition in words, with the numbers of this policy and, where it is known, of this specialty; null where nothing
 * can meet it, such as a score between good and strong where these are one score.
 */
function inWords(
  rendering: Rendering,
  when: Predicate,
  specialty: Specialty | null,
): string | null {
  const { words, policy } = rendering;
  switch (when.kind) {
    case 'all':
    case 'any': {
      const parts = when.conditions.map((part) => {
        const said = inWords(rendering, part, specialty);
        const mixed = (part.kind === 'all' || part.kind === 'any') && part.kind !== when.kind;
        return said !== null && mixed ? words.text('predicate', { said }, 'grouped') : said;
      });
      const possible = parts.filter((part) => part !== null);
      const never = when.kind === 'all' ? possible.length < parts.length : possible.length === 0;
      return never ? null : possible.join(` ${words.text('predicate', {}, when.kind)} `);
    }
    case 'range': {
      const from = when.from?.(policy, specialty) ?? null;
      const below = when.below?.(policy, specialty) ?? null;
      const to = below === null ? null : below - 1;
      if (from !== null && to !== null && from > to) return null;
      const params = { from: signed(from), below: signed(below), to: signed(to) };
      return words.text('predicate', params, when.name);
    }
    default:
      return words.text('predicate', {}, when.name);
  }
}

/** A number with a real minus sign. */
function signed(value: number | null): string | null {
  return value === null ? null : String(value).replace('-', '−');
}
