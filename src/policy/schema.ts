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

/** Read back by the fault report: that an id is no number in quotes is easily missed. */
export const platformIdFault = 'platform-id';

/** An id as Slack or Discord gives it. Discord's are too long for a number, so all are texts. */
const platformId = z.string(platformIdFault).regex(/^[A-Za-z0-9]{1,40}$/, platformIdFault);
const platformIds = z.array(platformId).max(100).default([]);

/** Who advises at an institution, and where. It decides no result. */
const advisingSchema = z.strictObject({
  advisors: z.strictObject({ people: platformIds, groups: platformIds }).prefault({}),
  /** The channel of *Ask an advisor*. */
  channel: platformId.nullable().default(null),
  /** The group or role that is mentioned there. */
  mention: platformId.nullable().default(null),
  /** Where a share from a direct message may go. */
  shareTo: z
    .array(z.strictObject({ id: platformId, name: z.string().min(1).max(80) }))
    .max(25)
    .default([]),
});

/** Limits on whom an applicant may write to: after an interview the coordinator only, or none. */
export const contactRules = ['anybody', 'coordinator-after-interview'] as const;

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
  /** Whom an applicant may write to; `anybody` where nothing is said, and to lift the rule in an overlay. */
  contact: z.strictObject({ value: z.enum(contactRules), ...provenance }).optional(),
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
  advising: advisingSchema.prefault({}),
  lint: lintSchema({ count }),
});

export type PolicyFile = z.infer<typeof policySchema>;
