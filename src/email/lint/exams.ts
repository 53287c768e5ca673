import type { Books } from './books.ts';
import { stands } from './books.ts';
import { placesOf } from './phrases.ts';
import type { Reading } from './reading.ts';
import { sentenceAround } from './wording.ts';

/** How far from a score (in words) the name of its exam is looked for. A sentence without an end stays cheap to read. */
const reach = 16;

/** A number of three digits that can be a score, by its place among the words. */
export interface Score {
  readonly at: number;
  readonly value: number;
}

/** Every number that stands where a score can stand: nothing is counted by it, no street or page has it. */
export function scoresIn(books: Books, reading: Reading): Score[] {
  const { tokens, text } = reading;
  return tokens.flatMap((token, at) => {
    if (token.name !== null || !/^[1-9]\d\d$/.test(token.norm)) return [];
    const follows = text.slice(token.to, token.to + 3);
    // Telephones, prices, decimals, times, shares and ranges of dates are no scores.
    if (/[$€£#@/.\d]$|\d[-–]$/.test(token.before) || /^([%°@/]|[-–]\d|[.,:]\d)/.test(follows)) {
      return [];
    }
    // "Room 251", "my pager is 251"
    const [sentence] = sentenceAroundNear(reading, at);
    if (stands(books.placeBefore, tokens, Math.max(sentence, at - 2), at)) return [];
    const next = tokens[at + 1];
    const closed =
      !next || next.first || /^['"”’)\]]*[ \t]*[.,;:)\]!?—–\-\n→>(/]/.test(next.before);
    const goesOn =
      closed || (next?.name === null && stands(books.followers, tokens, at + 1, at + 2));
    const capital = next && !closed && /^\p{Lu}\p{Ll}/u.test(text.slice(next.from, next.from + 2));
    return goesOn && !capital ? [{ at, value: Number(token.norm) }] : [];
  });
}

/** Which exam a score is said to be of; `said` where it is called a score without a name, null where it is not. */
export function examOf(
  books: Books,
  reading: Reading,
  { at }: Score,
): 'ck' | 'other' | 'said' | null {
  const { tokens } = reading;
  const [sentence, sentenceEnd] = sentenceAroundNear(reading, at);
  const named = labelAfter(books, reading, at, sentenceEnd);
  if (named) return named;
  const before = lastLabel(books, reading, sentence, at);
  if (before) return before;
  const after = firstLabel(books, reading, at + 1, sentenceEnd);
  if (after) return after;
  if (stands(books.said, tokens, Math.max(sentence, at - 6), at)) return 'said';
  if (stands(books.said, tokens, at + 1, Math.min(sentenceEnd, at + 4))) return 'said';
  // "My Step 2 CK score is now in ERAS. It is 251."
  const pronoun = ['it', 'this', 'mine', 'that', 'number'];
  const short = at - sentence <= 6 && sentence > 0;
  const refers = tokens.slice(sentence, at).some(({ norm }) => pronoun.includes(norm));
  if (!short || !refers) return null;
  const [earlier] = sentenceAroundNear(reading, sentence - 1);
  return lastLabel(books, reading, earlier, sentence);
}

type Label = 'ck' | 'other';

/** "… 251 on my Step 2 CK": the name right behind the number. */
function labelAfter(books: Books, { tokens }: Reading, at: number, end: number): Label | null {
  let next = at + 1;
  if (!['on', 'in', 'for'].includes(tokens[next]?.norm ?? '') || next >= end) return null;
  next++;
  while (['the', 'my', 'usmle', 'this'].includes(tokens[next]?.norm ?? '')) next++;
  for (const [exam, book] of exams(books)) {
    for (const { from } of placesOf(book, tokens, next, Math.min(end, next + 4))) {
      if (from === next) return exam;
    }
  }
  return null;
}

function lastLabel(books: Books, reading: Reading, from: number, to: number): Label | null {
  return nearestLabel(books, reading, from, to, (a, b) => b - a);
}

function firstLabel(books: Books, reading: Reading, from: number, to: number): Label | null {
  return nearestLabel(books, reading, from, Math.min(to, from + 8), (a, b) => a - b);
}

function nearestLabel(
  books: Books,
  { tokens }: Reading,
  from: number,
  to: number,
  order: (a: number, b: number) => number,
): Label | null {
  const found = exams(books).flatMap(([exam, book]) =>
    [...placesOf(book, tokens, from, to)].map((place) => ({ exam, ...place })),
  );
  // Of two names that begin in one place ("Step 2", "Step 2 CS"), the longer one is meant.
  found.sort((a, b) => order(a.from, b.from) || b.to - a.to);
  return found[0]?.exam ?? null;
}

const exams = (books: Books) =>
  [
    ['other', books.otherExams],
    ['ck', books.ck],
  ] as const;

/** The sentence around a word, but no more of it than can matter. */
export function sentenceAroundNear(reading: Reading, at: number): [begin: number, end: number] {
  const from = Math.max(0, at - reach);
  const near = { ...reading, tokens: reading.tokens.slice(from, at + reach) };
  const [begin, end] = sentenceAround(near, at - from);
  return [begin + from, end + from];
}
