import type { Stage } from '../facts.ts';
import { oncePer } from '../once.ts';
import type { contactRules, PolicyFile } from './schema.ts';

/** Where a number comes from: a source's title, the day it was read, the day to look again (YYYY-MM-DD). */
export interface Source {
  readonly title: string;
  readonly asOf: string;
  readonly reviewBy: string;
}

/** One specialty. `good` and `strong` are three-digit scores; null where no ballpark is known. */
export interface Specialty {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly service: string;
  readonly match: 'NRMP' | 'AUA';
  readonly good: number | null;
  readonly strong: number | null;
  /** Whom an applicant may write to. */
  readonly contact: (typeof contactRules)[number];
}

/** The first day of a stage (YYYY-MM-DD), and whether somebody official has announced it. */
export interface SeasonDay {
  readonly stage: Stage;
  readonly from: string;
  readonly confirmed: boolean;
}

/** Who advises at one institution, and where. The ids are those of its platform. */
export interface Advising {
  /** `groups`: Slack user groups or Discord roles, all of whose members advise. */
  readonly advisors: { readonly people: readonly string[]; readonly groups: readonly string[] };
  /** The channel where *Ask an advisor* posts; null where nobody is asked. */
  readonly channel: string | null;
  /** The group or role mentioned there, once; null: nobody. */
  readonly mention: string | null;
  /** The channels that are offered for a share from a direct message. */
  readonly shareTo: readonly { readonly id: string; readonly name: string }[];
}

/** The plain numbers of the policy that the rules compare with; scores and points are whole. */
export type PolicyNumber =
  | 'passingScore'
  | 'barelyPassingMargin'
  | 'passOnlyStrong'
  | 'lowStep1'
  | 'lowStep1Ck'
  | 'lowStep1Gain'
  | 'bigGain'
  | 'sideways'
  | 'drop'
  | 'massiveJump'
  | 'fewPrograms'
  | 'manyPrograms'
  | 'borderline'
  | 'whatIfReach';

type LintNumber = 'wordLimit' | 'exclamationMarks' | 'shoutedLetters';

/** What lint objects to in an email: its numbers, word lists and phrases. */
export type LintPolicy = Omit<PolicyFile['lint'], LintNumber> &
  Readonly<Record<LintNumber, number>>;

/** A policy in force: plain values for the rules, and beside them where each number comes from. */
export interface Policy extends Readonly<Record<PolicyNumber, number>> {
  /** How much an update can still move a program, in percent. */
  readonly impact: Readonly<Record<keyof PolicyFile['impact'], number>>;
  /** In the order of the file, `other` last. */
  readonly specialties: readonly Specialty[];
  readonly calendar: {
    readonly season: string;
    readonly days: readonly SeasonDay[];
    /** From this day on the calendar suggests nothing. */
    readonly ends: string;
  };
  readonly lint: LintPolicy;
  /** By path, such as `passingScore` or `specialties.dermatology.good`. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The titles of the sources by id, for rules that no number stands for. */
  readonly sourceTitles: Readonly<Record<string, string>>;
  readonly advising: Advising;
  /**
   * `sha256:` and the hexadecimal digest of the values without sources and review dates. It names what decides results,
   * so `advising` is left out of it: another advisor makes no result another one.
   */
  readonly hash: string;
}

/**
 * The specialty of an id that has been checked.
 *
 * @throws where the policy has no such specialty: a programmer's error, since facts are checked before
 */
export function specialtyOf(policy: Policy, id: string): Specialty {
  const specialty = specialtiesById(policy).get(id);
  if (!specialty) throw new Error(`The policy has no specialty "${id}".`);
  return specialty;
}

const specialtiesById = oncePer(
  ({ specialties }: Policy) => new Map(specialties.map((specialty) => [specialty.id, specialty])),
);
