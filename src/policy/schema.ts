import { z } from 'zod';
import { highestScore } from '../facts.ts';
import { lintSchema } from './lint-schema.ts';

/** Where a number comes from, when that was read, and when to look again. */
const provenance = {
  source: z.string().min(1),
  asOf: z.iso.date(),
  reviewBy: z.iso.date(),
};

const numberFrom = (lowest: number, highest: number) =>
  // The message is read back by the fault report, which shows both bounds whichever was crossed.
  z.strictObject({ value: whole(lowest, highest), ...provenance });

const whole = (lowest: number, highest: number) => {
  const bounds = `${lowest}–${highest}`;
  return z.int(bounds).min(lowest, bounds).max(highest, bounds);
};

/** A three-digit score to compare with. */
const cutoff = numberFrom(1, highestScore);
/** A distance between two scores, in points. */
const points = numberFrom(0, highestScore - 1);
const count = numberFrom(1, highestScore);
const percent = numberFrom(0, 100);
const seasonDay = z.strictObject({ value: z.iso.date(), confirmed: z.boolean(), ...provenance });

const specialtySchema = z.strictObject({
  name: z.string().min(1),
  /** What people type for it, lower case. */
  aliases: z.array(z.string().min(1)).default([]),
  /** The application service in which the applicant updates the score. */
  service: z.string().min(1),
  /** Whose match calendar the specialty follows. */
  match: z.enum(['NRMP', 'AUA']),
  /** Ballparks; both absent where none is known. */
  good: cutoff.optional(),
  strong: cutoff.optional(),
});

/** A whole policy file: the default, or the default with an overlay laid over it. */
export const policySchema = z.strictObject({
  sources: z.record(z.string(), z.strictObject({ title: z.string().min(1) })),
  passingScore: cutoff,
  barelyPassingMargin: points,
  passOnlyStrong: cutoff,
  lowStep1: cutoff,
  lowStep1Ck: cutoff,
  lowStep1Gain: points,
  bigGain: points,
  sideways: points,
  drop: points,
  massiveJump: points,
  fewPrograms: count,
  manyPrograms: count,
  borderline: points,
  whatIfReach: points,
  impact: z.strictObject({
    'before-interviews': percent,
    'early-interviews': percent,
    'late-interviews': percent,
    'after-rank-lists': percent,
  }),
  specialties: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), specialtySchema)
    .refine((all) => 'other' in all),
  calendar: z.strictObject({
    season: z.string().min(1),
    stages: z.strictObject({
      'before-download': seasonDay,
      'after-download': seasonDay,
      'early-interviews': seasonDay,
      'late-interviews': seasonDay,
      'rank-deadline': seasonDay,
      'after-rank-lists': seasonDay,
    }),
    ends: seasonDay,
  }),
  lint: lintSchema({ count }),
});

export type PolicyFile = z.infer<typeof policySchema>;
