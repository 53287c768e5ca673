/** The emails that a program can get, in the order of the decision's table (§8). */
export const emailTemplates = [
  'strong',
  'strong-after-interview',
  'requested',
  'needed-to-rank',
  'was-pending',
  'retake',
  'follow-up',
] as const;

export type EmailTemplate = (typeof emailTemplates)[number];
