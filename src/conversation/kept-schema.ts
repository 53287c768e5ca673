/**
 * The forms of what a saved conversation holds beside its answers. A value is only looked at, never copied: what a later
 * version has added to it stays.
 */
import { z } from 'zod';
import { actionRules } from '../decision/action-rules.ts';
import type { Outcome } from '../decision/outcome.ts';
import { flags, programFields } from '../programs/program.ts';
import type { Block } from '../screen.ts';
import type { Work } from './listed.ts';
import { levels, type Share, shareKinds, type Where } from './share.ts';

/** Takes a value that has this form, as it is. */
function formed<Value>(form: z.ZodType): z.ZodType<Value> {
  return z.custom<Value>((value) => form.safeParse(value).success);
}

const text = z.string();
const name = text.nullable();

export const outcomeSchema = formed<Outcome>(
  z.object({
    action: z.enum(actionRules.map(({ action }) => action)),
    scope: z.enum(actionRules.flatMap(({ scope }) => (scope === null ? [] : [scope]))).nullable(),
  }),
);

const where = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channel: text, name }),
  z.object({ kind: z.literal('thread'), channel: text, thread: text, name }),
  z.object({ kind: z.literal('message'), channel: text, message: text, name }),
  z.object({ kind: z.literal('link') }),
]);
export const whereSchema = formed<Where>(where);

const mark = z.enum(['passed', 'taken', 'open']);
const block: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['text', 'warning', 'heading', 'copy']), text }),
  z.object({ kind: z.literal('list'), style: z.enum(['bullets', 'steps']), items: z.array(text) }),
  z.object({ kind: z.literal('link'), text, url: text }),
  z.object({ kind: z.literal('person'), person: text, text, mention: name, plain: text }),
  z.object({
    kind: z.literal('chart'),
    title: text,
    alt: text,
    bars: z.array(z.object({ label: text, percent: z.number(), here: name })),
  }),
  z.object({
    kind: z.literal('path'),
    title: text,
    alt: text,
    sections: z.array(
      z.object({ title: text, rows: z.array(z.object({ asks: text, answer: text, mark })) }),
    ),
    steps: z.array(text),
  }),
]);

export const sharesSchema = formed<readonly Share[]>(
  z.array(
    z.object({
      id: text,
      kind: z.enum(shareKinds),
      level: z.enum(levels),
      answers: z.record(text, z.unknown()),
      where,
      day: z.iso.date(),
      tried: z.number(),
      posted: z
        .object({ channel: text, message: text, link: name, until: z.exactOptional(text) })
        .nullable(),
      card: z.object({ title: text, body: z.array(block) }).nullable(),
      review: z.object({ by: text, day: z.iso.date() }).nullable(),
    }),
  ),
);

const someText = text.optional();
const programSchema = z.object({
  id: z.int(),
  name: text,
  flags: z.array(z.enum(flags)),
  ...Object.fromEntries(programFields.map((field) => [field, someText])),
});

export const workSchema = formed<Work>(
  z.object({
    programs: z.array(programSchema),
    applicant: z.object({
      name: someText,
      id: someText,
      school: someText,
      visa: z.boolean().nullish(),
    }),
    writings: z.record(
      text,
      z.object({
        details: z.object({
          specialty: someText,
          interviewDate: someText,
          reason: someText,
          context: z.enum(['improvement', 'confirms']).nullish(),
          oneOfMyTop: z.boolean().optional(),
          fit: z.boolean().optional(),
          change: someText,
          news: someText,
        }),
        otherSubject: z.boolean().optional(),
        edited: z.object({ subject: text, body: text }).optional(),
        anyway: z.boolean().optional(),
      }),
    ),
    planned: z.array(z.int()),
  }),
);
