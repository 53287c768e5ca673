import { oncePer } from '../../once.ts';
import type { LintPolicy } from '../../policy/policy.ts';
import { type Book, bookOf, placesOf } from './phrases.ts';
import type { Token } from './reading.ts';

type Lists = Readonly<Record<string, readonly string[]>>;

/** The phrases of all lists of a section. */
export const allOf = (lists: Lists): string[] => Object.values(lists).flat();

/** The phrase books of one section of a policy, made once. */
export interface Section {
  readonly objects: Book;
  readonly unless: Book;
  readonly unlessInSentence: Book;
}

/** Every phrase book of a policy. */
export const booksOf = oncePer((lint: LintPolicy) => {
  const { phrases, score, shouting, vocabulary } = lint;
  const book = (lists: Lists) => bookOf(allOf(lists), vocabulary);
  const section = (id: keyof typeof phrases): Section => ({
    objects: book(phrases[id].objects),
    unless: book(phrases[id].unless),
    unlessInSentence: book(phrases[id].unlessInSentence),
  });
  return {
    section: oncePerId(section),
    ck: book(score.ck),
    otherExams: book(score.otherExams),
    said: book(score.said),
    notOwn: book(score.notOwn),
    notOwnBefore: book(score.notOwnBefore),
    notOwnAfter: book(score.notOwnAfter),
    followers: book(score.followers),
    placeBefore: book(score.placeBefore),
    joins: book(score.joins),
    firstScore: book(score.firstScore.words),
    acronyms: new Set(allOf(shouting.acronyms).map((word) => word.toLowerCase())),
    exams: new Set((shouting.acronyms.exams ?? []).map((word) => word.toLowerCase())),
    shouted: new Set(allOf(shouting.words)),
    namedBefore: book(shouting.namedBefore),
  };
});

export type Books = ReturnType<typeof booksOf>;

function oncePerId<Id extends string, Value>(work: (id: Id) => Value): (id: Id) => Value {
  const known = new Map<Id, Value>();
  return (id) => {
    const value = known.get(id) ?? work(id);
    known.set(id, value);
    return value;
  };
}

/** Whether a phrase of the book stands anywhere between two words. */
export function stands(book: Book, tokens: readonly Token[], from: number, to: number): boolean {
  const within = placesOf(book, tokens, Math.max(0, from), Math.min(tokens.length, to));
  return !within.next().done;
}
