/** What the guide speaks of; templates/en/guide/ has a file for each. */
export const topics = ['mistakes', 'reading', 'timing', 'questions', 'failing'] as const;

export type Topic = (typeof topics)[number];
