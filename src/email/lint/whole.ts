import type { Rule, Span } from './finding.ts';

/** The words beyond the limit, as far as their first line goes. */
export const tooLong: Rule = ({ policy, reading }) => {
  if (reading.part === 'subject') return [];
  const limit = policy.lint.wordLimit;
  const words = reading.text.matchAll(/\S+/g);
  let count = 0;
  for (const { index, 0: word } of words) {
    // A dash between blanks is no word.
    if (!/[\p{L}\p{N}]/u.test(word)) continue;
    count++;
    if (count > limit) return [lineFrom(reading.text, index)];
  }
  return [];
};

/** The subject stands for the email that should not be sent at all. */
export const tooManyUpdates: Rule = ({ email, reading }) =>
  email.stopRuleHolds && reading.part === 'subject' ? [{ from: 0, to: reading.text.length }] : [];

const signOffs =
  /^[ \t]*(?:sincerely|respectfully|best|kind|warm|warmest|regards|with|thank|thanks|yours|cordially|gratefully)\b[^\n]{0,40}$/gim;

/** Subject and closing name the applicant's ID, whatever stands between its digits. */
export const noId: Rule = ({ email, reading }) => {
  const { text, part } = reading;
  const closing = part === 'subject' ? { from: 0, to: text.length } : closingOf(text);
  const plain = text
    .slice(closing.from, closing.to)
    .replace(/[\s.-]/g, '')
    .toLowerCase();
  const id = (email.applicant.id ?? '').replace(/[\s.-]/g, '').toLowerCase();
  // Where the ID is not known, a long number is taken for it.
  const there = id ? plain.includes(id) : /\d{6}/.test(plain);
  if (there) return [];
  const last = text.slice(closing.from, closing.to).trimEnd().length + closing.from;
  const from = Math.max(closing.from, text.lastIndexOf('\n', last - 1) + 1);
  return [{ from, to: last }];
};

/** What comes after "Sincerely"; without such a line, the last lines of the text. */
function closingOf(text: string): Span {
  const signed = [...text.matchAll(signOffs)].at(-1);
  let from = text.trimEnd().length;
  for (let lines = 0; lines < 5 && from > 0; lines++) from = text.lastIndexOf('\n', from - 1);
  const lastLines = Math.max(0, from);
  // A sign-off in the middle of the text is none; the closing is a few lines.
  const begin = signed && signed.index >= text.length - 400 ? signed.index : lastLines;
  return { from: begin, to: text.length };
}

function lineFrom(text: string, from: number): Span {
  const end = text.slice(from, from + 80).indexOf('\n');
  return { from, to: end < 0 ? Math.min(text.length, from + 80) : from + end };
}
