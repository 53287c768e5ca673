import type { Span } from './finding.ts';
import type { Token } from './reading.ts';

/**
 * A phrase of the policy is a row of words with a space between them:
 *
 * - `sorry`: this word; `a|b`: either; `improv*`: any word that begins so; `~attached`: this word, one slip allowed
 * - `very?`: may be left out
 * - `..`: up to two words, `...`: up to five, `.....`: up to sixteen, in the same sentence
 * - `{kin}`: one of a list of the policy's vocabulary
 * - `<n>`: a number of one or two digits; `<plus>`: one with a plus; `<tens>`: such as 240s; `<program>`: the program's name
 * - `^`: the sentence begins; `$`: a sentence or a part of one ends
 *
 * However long a text is, each of its words is looked at a bounded number of times.
 */
type Phrase = readonly Element[];

type Element =
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'begin' | 'end' }
  | ({ readonly kind: 'word'; readonly optional: boolean } & Fitting);

interface Fitting {
  readonly fits: (token: Token) => boolean;
  /** The words that fit as they are; null where that is not all. */
  readonly exact: ReadonlySet<string> | null;
}

/** Phrases by the words that they can begin with, so that most words of a text need no look at any. */
export interface Book {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly others: readonly Phrase[];
}

type Vocabulary = Readonly<Record<string, readonly string[]>>;

const gaps: Readonly<Record<string, number>> = { '..': 2, '...': 5, '.....': 16 };

/** @throws where a phrase names a list that the vocabulary does not have: the policy check refuses it before */
export function bookOf(texts: readonly string[], vocabulary: Vocabulary): Book {
  const byFirst = new Map<string, Phrase[]>();
  const others: Phrase[] = [];
  for (const text of texts) {
    const phrase = phraseOf(text, vocabulary);
    const words = firstWords(phrase);
    if (!words) others.push(phrase);
    for (const word of words ?? []) byFirst.set(word, [...(byFirst.get(word) ?? []), phrase]);
  }
  return { byFirst, others };
}

function phraseOf(text: string, vocabulary: Vocabulary): Phrase {
  return text.split(' ').map((piece): Element => {
    const most = gaps[piece];
    if (most !== undefined) return { kind: 'gap', most };
    if (piece === '^') return { kind: 'begin' };
    if (piece === '$') return { kind: 'end' };
    const optional = piece.endsWith('?');
    const word = optional ? piece.slice(0, -1) : piece;
    return { kind: 'word', optional, ...fitting(word, vocabulary) };
  });
}

/** Every word that the phrase can begin with; null where they cannot be told. */
function firstWords(phrase: Phrase): ReadonlySet<string> | null {
  const words = new Set<string>();
  for (const element of phrase) {
    if (element.kind === 'begin') continue;
    if (element.kind !== 'word' || !element.exact) return null;
    for (const word of element.exact) words.add(word);
    if (!element.optional) return words;
  }
  return null;
}

/** The lists of the vocabulary that a phrase names. */
export function listsIn(phrase: string): string[] {
  return [...phrase.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

function fitting(piece: string, vocabulary: Vocabulary): Fitting {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const slips: string[] = [];
  const specials: ((token: Token) => boolean)[] = [];
  const add = (word: string): void => {
    if (word === '<n>') specials.push(({ norm }) => /^\d{1,2}$/.test(norm));
    else if (word === '<tens>') specials.push(({ norm }) => /^[12]\d0s$/.test(norm));
    else if (word === '<plus>') specials.push(isPlus);
    else if (word === '<program>') specials.push(({ name }) => name === 'program');
    else if (word.startsWith('{')) vocabularyOf(word.slice(1, -1)).forEach(add);
    else if (word.startsWith('~')) slips.push(word.slice(1));
    else if (word.endsWith('*')) prefixes.push(word.slice(0, -1));
    else exact.add(word);
  };
  const vocabularyOf = (name: string): readonly string[] => {
    const list = vocabulary[name];
    if (!list) throw new Error(`The vocabulary has no list "${name}".`);
    return list;
  };
  piece.split('|').forEach(add);
  const fits = (token: Token) =>
    specials.some((special) => special(token)) ||
    (token.name === null &&
      (exact.has(token.norm) ||
        prefixes.some((prefix) => token.norm.startsWith(prefix)) ||
        slips.some((word) => isSlip(token.norm, word))));
  const simple = specials.length + prefixes.length + slips.length === 0;
  return { fits, exact: simple ? exact : null };
}

/** "+14" is a gain; "3+1" is a schedule, "+1 (555) …" a telephone. */
function isPlus({ norm, before, from }: Token): boolean {
  const alone = before === '+' ? from === 1 : /[\s(:,~]\+$/.test(before);
  return alone && /^([2-9]|[1-9]\d)$/.test(norm);
}

/** Whether one letter is missing, too many or another, or two neighbours have changed places. */
export function isSlip(typed: string, word: string): boolean {
  if (typed === word) return true;
  if (Math.abs(typed.length - word.length) > 1) return false;
  let from = 0;
  while (from < typed.length && typed[from] === word[from]) from++;
  const rest = (text: string, at: number) => text.slice(at);
  return (
    rest(typed, from + 1) === rest(word, from + 1) ||
    rest(typed, from + 1) === rest(word, from) ||
    rest(typed, from) === rest(word, from + 1) ||
    (typed[from] === word[from + 1] &&
      typed[from + 1] === word[from] &&
      rest(typed, from + 2) === rest(word, from + 2))
  );
}

/** Every place where a phrase of the book stands between two words: the first and one past the last. */
export function* placesOf(
  book: Book,
  tokens: readonly Token[],
  from = 0,
  to = tokens.length,
): Generator<Span> {
  for (let at = from; at < to; at++) {
    const first = tokens[at] as Token;
    for (const phrases of [book.byFirst.get(first.norm) ?? [], book.others]) {
      for (const phrase of phrases) {
        const end = endOf(phrase, 0, tokens, { start: at, at, to });
        if (end !== null && end > at) yield { from: at, to: end };
      }
    }
  }
}

/** Where in a text a phrase is being tried. */
interface Trial {
  readonly start: number;
  readonly at: number;
  /** One past the last word that it may use. */
  readonly to: number;
}

/** Where the rest of a phrase ends if it stands here, in the sentence in which it began; null where it does not. */
function endOf(
  phrase: Phrase,
  next: number,
  tokens: readonly Token[],
  trial: Trial,
): number | null {
  const element = phrase[next];
  const { start, at, to } = trial;
  if (!element) return at;
  const here = at < to ? tokens[at] : undefined;
  const token = here && (at === start || !here.first) ? here : undefined;
  const go = (by: number) => endOf(phrase, next + 1, tokens, { ...trial, at: at + by });
  switch (element.kind) {
    case 'begin':
      return token?.first ? go(0) : null;
    case 'end':
      return !token || /^['"”’]*[.,;:)!?—–\n]/.test(token.before) ? go(0) : null;
    case 'gap':
      for (let by = 0; by <= element.most; by++) {
        if (by > 0 && (at + by > to || tokens[at + by - 1]?.first)) return null;
        const end = go(by);
        if (end !== null) return end;
      }
      return null;
    case 'word': {
      const end = token && element.fits(token) ? go(1) : null;
      return end === null && element.optional ? go(0) : end;
    }
  }
}
