import { type Books, booksOf, stands } from './books.ts';
import { examOf, type Score, scoresIn, sentenceAroundNear } from './exams.ts';
import type { Rule, Span } from './finding.ts';
import { placesOf } from './phrases.ts';
import type { Reading } from './reading.ts';
import { phraseRule, textOf } from './wording.ts';

/** A number presented as this applicant's CK that is another one. */
export const wrongScore: Rule = ({ policy, email, reading }) => {
  const books = booksOf(policy.lint);
  const { ck, step1 } = email.facts;
  const first = policy.lint.score.firstScore.templates.includes(email.template);
  // The lower end of "238 to 251" is no claim about CK; the difference is objected to by itself.
  const lower = new Set(pairsIn(books, reading).map(({ from }) => from.at));
  return scoresIn(books, reading)
    .filter((score) => {
      if (score.value === ck || lower.has(score.at) || isNotOwn(books, reading, score))
        return false;
      if (first && isFirst(books, reading, score)) return false;
      const exam = examOf(books, reading, score);
      return exam === 'said' ? score.value !== step1 : exam === 'ck';
    })
    .flatMap(({ at }) => textOf(reading, [{ from: at, to: at + 1 }]));
};

/** The score in an email that leaves it out. */
export const scoreNotNeeded: Rule = ({ policy, email, reading }) => {
  if (!policy.lint.score.leftOutIn.includes(email.template)) return [];
  const books = booksOf(policy.lint);
  return scoresIn(books, reading)
    .filter((score) => score.value === email.facts.ck && !isNotOwn(books, reading, score))
    .filter((score) => examOf(books, reading, score) !== 'other')
    .flatMap(({ at }) => textOf(reading, [{ from: at, to: at + 1 }]));
};

/** How many points there are between two scores, said outright or as from one to the other; naming both is no harm. */
export const pointDifference: Rule = (about) => {
  const { policy, email, reading } = about;
  const { ck, step1 } = email.facts;
  const books = booksOf(policy.lint);
  const own = new Set([ck, step1]);
  const pairs = pairsIn(books, reading)
    .filter(({ from, to }) =>
      [from, to].some((score) => own.has(score.value) || examOf(books, reading, score) !== null),
    )
    .map(({ from, to }) => ({ from: from.at, to: to.at + 1 }));
  const scores = scoresIn(books, reading);
  const compared = scores.flatMap((score, next): Span[] => {
    const other = scores[next + 1];
    if (!other || step1 === ck || !isCompared(reading, score, other)) return [];
    const both = [score.value, other.value];
    const own = both.includes(ck) && typeof step1 === 'number' && both.includes(step1);
    return own ? [{ from: score.at, to: other.at + 1 }] : [];
  });
  return [...phraseRule('point-difference')(about), ...textOf(reading, [...pairs, ...compared])];
};

/** Two scores that are joined, such as "238 to 251" and "238 → 251". */
function pairsIn(books: Books, reading: Reading): { from: Score; to: Score }[] {
  const scores = scoresIn(books, reading);
  return scores.flatMap((from, next) => {
    const to = scores[next + 1];
    if (!to || !inOneSentence(reading, from, to) || to.at - from.at > 8) return [];
    const { tokens } = reading;
    const arrow =
      to.at === from.at + 1 && /^\s*(→|[-=–—]*>|–|—|-)\s*$/.test(tokens[to.at]?.before ?? '');
    const joined = stands(books.joins, tokens, from.at + 1, to.at);
    return arrow || joined ? [{ from, to }] : [];
  });
}

/** Whether one score is told as where the other came from; naming both is no harm, since programs see both. */
function isCompared(reading: Reading, one: Score, other: Score): boolean {
  const { tokens, text } = reading;
  if (!inOneSentence(reading, one, other)) return false;
  const from = tokens.slice(Math.max(0, one.at - 1), other.at).some(({ norm }) => norm === 'from');
  return from || /→|[-=]>/.test(text.slice(tokens[one.at]?.to, tokens[other.at]?.from));
}

function inOneSentence({ tokens }: Reading, one: Score, other: Score): boolean {
  return tokens[one.at]?.sentence === tokens[other.at]?.sentence && other.at - one.at <= 16;
}

/** A cut-off, an average, a goal: said of CK, but not this applicant's. */
function isNotOwn(books: Books, reading: Reading, { at }: Score): boolean {
  const [sentence, end] = sentenceAroundNear(reading, at);
  return (
    [...placesOf(books.notOwn, reading.tokens, Math.max(sentence, at - 2), at)].some(
      ({ to }) => to === at,
    ) ||
    stands(books.notOwnBefore, reading.tokens, Math.max(sentence, at - 8), at) ||
    stands(books.notOwnAfter, reading.tokens, at + 1, Math.min(end, at + 4))
  );
}

function isFirst(books: Books, reading: Reading, { at }: Score): boolean {
  const [sentence, end] = sentenceAroundNear(reading, at);
  return stands(
    books.firstScore,
    reading.tokens,
    Math.max(sentence, at - 8),
    Math.min(end, at + 6),
  );
}
