import type { Span } from './finding.ts';

/** One word of a text as the rules see it. */
export interface Token extends Span {
  /** Lower case, apostrophes and possessives gone, contractions spelled out. */
  readonly norm: string;
  /** What stands between the word before and this one. */
  readonly before: string;
  readonly sentence: number;
  /** Whether it begins its sentence. */
  readonly first: boolean;
  /** Whether it stands in a name: the program's, another that is known, or what is written like one. */
  readonly name: 'program' | 'known' | 'written' | null;
}

/** A part of an email, read word by word. */
export interface Reading {
  readonly part: 'subject' | 'body';
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Classes that cannot match the same character follow each other, so this never goes back. */
const word = /[\p{L}\p{M}\p{N}]+(?:['’‘ʼ`´][\p{L}\p{M}]+)*/gu;

const endings: Readonly<Record<string, string>> = {
  m: 'am',
  ve: 'have',
  d: 'would',
  ll: 'will',
  re: 'are',
};

/** Contractions that are no stem and ending, and what people write without the apostrophe. */
const whole: Readonly<Record<string, readonly string[]>> = {
  "can't": ['can', 'not'],
  cannot: ['can', 'not'],
  "won't": ['will', 'not'],
  im: ['i', 'am'],
  ive: ['i', 'have'],
  dont: ['do', 'not'],
  didnt: ['did', 'not'],
  doesnt: ['does', 'not'],
  wasnt: ['was', 'not'],
  isnt: ['is', 'not'],
  havent: ['have', 'not'],
  hadnt: ['had', 'not'],
  couldnt: ['could', 'not'],
  wouldnt: ['would', 'not'],
  cant: ['can', 'not'],
  wont: ['will', 'not'],
};

const pronouns = ['it', 'that', 'there', 'he', 'she', 'what', 'this', 'here'];

/** A word as it is compared, as one or two. */
function normsOf(word: string): readonly string[] {
  const plain = word.toLowerCase().replace(/['’‘ʼ`´]/g, "'");
  const known = Object.hasOwn(whole, plain) ? whole[plain] : undefined;
  if (known) return known;
  const cut = plain.indexOf("'");
  if (cut < 0) return [plain];
  const [stem, ending] = [plain.slice(0, cut), plain.slice(cut + 1)];
  if (ending === 't' && stem.endsWith('n')) return [stem.slice(0, -1), 'not'];
  if (ending === 's') return pronouns.includes(stem) ? [stem, 'is'] : [stem];
  const spelled = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  return spelled ? [stem, spelled] : [plain.replaceAll("'", '')];
}

/** The words of a text for comparing, such as those of a name. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(word)].flatMap(([found]) => normsOf(found));
}

const abbreviations = ['dr', 'mr', 'ms', 'mrs', 'prof', 'st', 'vs', 'no', 'jr', 'sr', 'mt', 'ft'];

/** Whether a sentence ends between two words. */
function ends(previous: string, between: string, next: string): boolean {
  if (/\n[ \t\r]*\n/.test(between) || /[!?]/.test(between)) return true;
  if (/[,.:;]\s*\n/.test(between) && /^\p{Lu}/u.test(next)) return true;
  const initial = previous.length === 1 && previous !== 'i' && !/\d/.test(previous);
  return /[.…]['"”’)]*\s/.test(between) && !initial && !abbreviations.includes(previous);
}

/** Reads a text; `named` finds the names in it. */
export function read(
  part: Reading['part'],
  text: string,
  named: (tokens: readonly Token[], reading: Reading) => readonly Token['name'][],
): Reading {
  const tokens: Token[] = [];
  let sentence = 0;
  let end = 0;
  let previous = '';
  for (const found of text.matchAll(word)) {
    const before = text.slice(end, found.index);
    const starts = tokens.length === 0 || ends(previous, before, found[0]);
    if (starts && tokens.length > 0) sentence++;
    end = found.index + found[0].length;
    const norms = /#$/.test(before) && found[0] === '1' ? ['nr1'] : normsOf(found[0]);
    for (const [at, norm] of norms.entries()) {
      const first = starts && at === 0;
      const gap = at === 0 ? before : '';
      tokens.push({ norm, from: found.index, to: end, before: gap, sentence, first, name: null });
      previous = norm;
    }
  }
  const reading = { part, text, tokens };
  const names = named(tokens, reading);
  return { ...reading, tokens: tokens.map((token, at) => ({ ...token, name: names[at] ?? null })) };
}

/** The word as it was typed. */
export function typed({ text }: Pick<Reading, 'text'>, { from, to }: Span): string {
  return text.slice(from, to);
}
