import { describe, expect, test } from 'vitest';
import { findingsOf } from '../support/lint.ts';

const id = 'AAMC ID 12345678';

/** An email of so many words, closing included. */
const emailOf = (words: number) => `${'word '.repeat(words - 5)}\nSincerely,\nJane\n${id}`;

const found = (given: Parameters<typeof findingsOf>[0]) => findingsOf(given).map(({ id }) => id);

describe("the limits of an email are the policy's", () => {
  test('160 words, and no word more', () => {
    expect(found({ body: emailOf(160) })).toEqual([]);
    expect(found({ body: emailOf(161) })).toEqual(['too-long']);
  });

  test('one exclamation mark, counted over subject and body', () => {
    const subject = `Update, Jane Doe, ${id}`;
    const body = `Thanks! Sincerely,\nJane\n${id}`;
    expect(found({ subject, body })).toEqual([]);
    expect(found({ subject: `${subject}!`, body })).toEqual(['shouting']);
    expect(found({ subject: `${subject}!`, body: body.replace('!', '.') })).toEqual([]);
    expect(found({ subject, body: `Really! ${body}` })).toEqual(['shouting']);
  });

  test('capitals of six letters and more are no acronym, those of five may be', () => {
    const body = (word: string) => `I like ${word} a lot.\nSincerely,\nJane\n${id}`;
    expect(found({ body: body('QWERTY') })).toEqual(['shouting']);
    expect(found({ body: body('QWERT') })).toEqual([]);
  });
});
