import { booksOf, type Section } from './books.ts';
import type { Rule, Span } from './finding.ts';
import { placesOf } from './phrases.ts';
import { type Reading, type Token, typed, wordsOf } from './reading.ts';

type SectionId = Parameters<ReturnType<typeof booksOf>['section']>[0];

/** A rule that objects to the phrases of one section of the policy. */
export function phraseRule(id: SectionId): Rule {
  return ({ policy, reading }) =>
    textOf(reading, objected(booksOf(policy.lint).section(id), reading));
}

/** A top choice may be named, but not where the contact rule forbids it. */
export const rankPromise: Rule = (about) => {
  const ids: SectionId[] = about.email.coordinatorOnly
    ? ['rank-promise', 'top-choice']
    : ['rank-promise'];
  return ids.flatMap((id) => phraseRule(id)(about));
};

/** Praise that fits every program, unless something that fits only this one stands beside it. */
export const genericReason: Rule = ({ policy, email, reading }) => {
  if (reading.part === 'subject') return [];
  const books = booksOf(policy.lint);
  const ownNames = new Set(wordsOf(`${email.program.name} ${specialtyName()}`));
  const isSpecific = (token: Token) => {
    if (token.first || token.name === 'program' || ownNames.has(token.norm)) return false;
    if (token.name !== null) return true;
    const acronym = /^\p{Lu}{2,}s?$/u.test(typed(reading, token));
    return acronym && !books.exams.has(token.norm) && !books.shouted.has(token.norm);
  };
  const specific = new Set(reading.tokens.filter(isSpecific).map(({ sentence }) => sentence));
  return textOf(
    reading,
    objected(books.section('generic-reason'), reading).filter(
      ({ from }) => !specific.has(reading.tokens[from]?.sentence ?? -1),
    ),
  );

  function specialtyName(): string {
    return policy.specialties.find(({ id }) => id === email.facts.specialty)?.name ?? '';
  }
};

/** The places (as words) that a section objects to, one for each stretch of text. */
function objected({ objects, unless, unlessInSentence }: Section, reading: Reading): Span[] {
  const { tokens } = reading;
  const harmless = [...placesOf(unless, tokens)];
  const sentences = new Set(
    [...placesOf(unlessInSentence, tokens)].map(({ from }) => tokens[from]?.sentence),
  );
  const found = [...placesOf(objects, tokens)].filter(
    ({ from }) => !sentences.has(tokens[from]?.sentence),
  );
  return apart(withoutOverlaps(found, harmless));
}

/** Those of the places that share no word with one of the others, both in order of their beginning. */
function withoutOverlaps(places: readonly Span[], others: readonly Span[]): Span[] {
  const covered = new Set<number>();
  for (const { from, to } of others) for (let at = from; at < to; at++) covered.add(at);
  return places.filter(({ from, to }) => {
    for (let at = from; at < to; at++) if (covered.has(at)) return false;
    return true;
  });
}

/** The places with those that overlap made one. */
function apart(places: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const place of places) {
    const last = whole.at(-1);
    if (!last || place.from >= last.to) whole.push(place);
    else whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, place.to) };
  }
  return whole;
}

/** The same places in the text instead of in its words. */
export function textOf({ tokens }: Reading, places: readonly Span[]): Span[] {
  return places.flatMap(({ from, to }) => {
    const [first, last] = [tokens[from], tokens[to - 1]];
    return first && last ? [{ from: first.from, to: last.to }] : [];
  });
}

/** The first word of the sentence around a word, and one past its last. */
export function sentenceAround({ tokens }: Reading, at: number): [begin: number, end: number] {
  let begin = at;
  while (begin > 0 && !tokens[begin]?.first) begin--;
  let end = at + 1;
  while (end < tokens.length && !tokens[end]?.first) end++;
  return [begin, end];
}
