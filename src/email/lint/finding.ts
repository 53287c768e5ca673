import type { ScoredFacts } from '../../facts.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Program } from '../../programs/program.ts';
import type { EmailTemplate } from '../../programs/template.ts';
import type { Applicant, Email } from '../draft.ts';
import type { Reading } from './reading.ts';

/** What lint can object to (decision §8), and how serious it is. */
export const severities = {
  unfilled: 'error',
  apology: 'warning',
  excuse: 'warning',
  'point-difference': 'warning',
  attachment: 'warning',
  'score-not-needed': 'warning',
  'wrong-score': 'error',
  'too-long': 'warning',
  'too-many-updates': 'error',
  'rank-promise': 'warning',
  'no-id': 'error',
  shouting: 'warning',
  'generic-reason': 'warning',
} as const;

export type FindingId = keyof typeof severities;
export const findingIds = Object.keys(severities) as FindingId[];

/** The email as the applicant edited it, and what is known about it. */
export interface Edited extends Email {
  readonly template: EmailTemplate;
  readonly facts: ScoredFacts;
  readonly applicant: Applicant;
  readonly program: Program;
  /** Whether the specialty's contact rule sends this email to the coordinator alone. */
  readonly coordinatorOnly?: boolean;
  /** Whether a stop rule of the triage holds: this program should not be written to (again). */
  readonly stopRuleHolds?: boolean;
}

/** One objection. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: (typeof severities)[FindingId];
  readonly part: 'subject' | 'body';
  /** What it objects to, as it stands there. */
  readonly words: string;
  /** Where that begins in its part, in UTF-16 units. */
  readonly at: number;
  /** The part of templates/en/lint.hbs that says what to write instead. */
  readonly advice: string;
}

/** A stretch of one part of the email. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One rule: what it objects to in one part of the email. */
export type Rule = (about: {
  readonly policy: Policy;
  readonly email: Edited;
  readonly reading: Reading;
}) => readonly Span[];
