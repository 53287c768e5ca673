import type { ScoredFacts } from '../facts.ts';
import type { EmailTemplate } from '../programs/template.ts';

/** What an applicant adds to a draft. Texts are fragments that end a sentence; the day is YYYY-MM-DD. */
export interface Details {
  /** The specialty in words, where the policy has no name for it. */
  readonly specialty?: string | undefined;
  /** Instead of the program's own `interviewDate`. */
  readonly interviewDate?: string | undefined;
  /** One specific thing about the program. */
  readonly reason?: string | undefined;
  readonly context?: 'improvement' | 'confirms' | null | undefined;
  readonly oneOfMyTop?: boolean | undefined;
  /** Whether the program remains an excellent fit. */
  readonly fit?: boolean | undefined;
  /** What was different in the preparation for the second attempt. */
  readonly change?: string | undefined;
  /** The one new fact since the last update. */
  readonly news?: string | undefined;
}

/** One detail that a form asks for. Without a needed one, the draft has a named blank. */
export interface Detail {
  readonly id: keyof Details;
  readonly kind: 'text' | 'day' | 'choice' | 'yes-no';
  readonly needed: boolean;
  readonly choices?: readonly string[];
}

const reason: Detail = { id: 'reason', kind: 'text', needed: true };
const interviewDate: Detail = { id: 'interviewDate', kind: 'day', needed: true };

const asked: Record<EmailTemplate, readonly Detail[]> = {
  strong: [
    reason,
    { id: 'context', kind: 'choice', needed: false, choices: ['improvement', 'confirms'] },
  ],
  'strong-after-interview': [
    interviewDate,
    reason,
    { id: 'oneOfMyTop', kind: 'yes-no', needed: false },
  ],
  requested: [],
  'needed-to-rank': [interviewDate, { id: 'fit', kind: 'yes-no', needed: false }],
  'was-pending': [],
  retake: [{ id: 'change', kind: 'text', needed: true }],
  'follow-up': [{ id: 'news', kind: 'text', needed: true }],
};

/**
 * The details that a template asks for, in the order of a form.
 *
 * @param about without them, what everybody is asked; with them, only what makes sense for this applicant
 */
export function detailsOf(
  template: EmailTemplate,
  about?: { readonly facts: ScoredFacts; readonly coordinatorOnly?: boolean },
): readonly Detail[] {
  if (!about) return asked[template];
  const { facts, coordinatorOnly } = about;
  const sensible = asked[template]
    .filter(({ id }) => !(id === 'oneOfMyTop' && coordinatorOnly))
    .map((detail) =>
      detail.id === 'context' && !improvedFromStep1(facts)
        ? { ...detail, choices: ['confirms'] }
        : detail,
    );
  return template === 'strong' && facts.specialty === 'other'
    ? [{ id: 'specialty', kind: 'text', needed: true }, ...sensible]
    : sensible;
}

/** Whether "an improvement from Step 1" would be true. */
export function improvedFromStep1({ ck, step1 }: ScoredFacts): boolean {
  return typeof step1 === 'number' && ck > step1;
}
