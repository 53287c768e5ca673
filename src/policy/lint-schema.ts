import { z } from 'zod';
import { emailTemplates } from '../programs/template.ts';

/** Words or phrases, in lists of any name, so that an overlay can add one of its own beside the others. */
const lists = z.record(z.string(), z.array(z.string().min(1).max(400)));

/** What is objected to, what longer phrase around it makes it harmless, and what in the same sentence does. */
const phrases = z.strictObject({ objects: lists, unless: lists, unlessInSentence: lists });

const templates = z.array(z.enum(emailTemplates));

/** The section `lint` of a policy file, which stands in lint.yaml. */
export function lintSchema<Count extends z.ZodType>({ count }: { count: Count }) {
  return z.strictObject({
    wordLimit: count,
    exclamationMarks: count,
    shoutedLetters: count,
    /** Words that phrases name together as `{list}`. */
    vocabulary: z.record(z.string(), z.array(z.string().min(1))),
    phrases: z.strictObject({
      apology: phrases,
      excuse: phrases,
      attachment: phrases,
      'rank-promise': phrases,
      'top-choice': phrases,
      'point-difference': phrases,
      'generic-reason': phrases,
      unfilled: phrases,
    }),
    score: z.strictObject({
      ck: lists,
      otherExams: lists,
      said: lists,
      notOwn: lists,
      notOwnBefore: lists,
      notOwnAfter: lists,
      followers: lists,
      placeBefore: lists,
      joins: lists,
      firstScore: z.strictObject({ templates, words: lists }),
      leftOutIn: templates,
    }),
    shouting: z.strictObject({ acronyms: lists, words: lists, namedBefore: lists }),
  });
}
