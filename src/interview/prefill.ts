import { type Answers, type Field, factSchemas } from '../facts.ts';
import { oncePer } from '../once.ts';
import type { Policy } from '../policy/policy.ts';
import { answerWords, bareWords, keyWords, spokenKeys } from './vocabulary.ts';

/** What the words after `check` said. */
export interface Prefill {
  readonly answers: Answers;
  /** Words that mean nothing here, as typed. */
  readonly unknown: readonly string[];
  /** Values that a field does not take, as typed; numbers as numbers. */
  readonly refused: readonly { readonly field: Field; readonly value: string | number }[];
}

/** A phrase such as "obstetrics and gynecology" or "under review" has at most this many words. */
const longestPhrase = 4;

/** More words than this are no answers to seven questions. */
const mostWords = 40;

/**
 * Reads answers from words such as `251 pass derm` or `ck:251 step1:pass stage:early`. The first bare number is CK, the
 * second Step 1. A word that is not understood is named; the others count.
 */
export function readWords(policy: Policy, text: string): Prefill {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const specialties = specialtyWords(policy);
  const schemas = factSchemas(policy);
  const answers: Partial<Record<Field, unknown>> = {};
  const unknown = words.slice(mostWords);
  const refused: Prefill['refused'][number][] = [];

  const take = (field: Field, value: string | number | boolean, word: string): void => {
    if (answers[field] !== undefined) unknown.push(word);
    else if (schemas[field].safeParse(value).success) answers[field] = value;
    else if (refused.some((fault) => fault.field === field)) unknown.push(word);
    else refused.push({ field, value: typeof value === 'number' ? value : String(value) });
  };

  // Keys say what is meant, so they are read first; bare words fill in what is left.
  const bare: string[] = [];
  const spoken = joinedKeys(words.slice(0, mostWords));
  for (let at = 0; at < spoken.length; ) {
    const word = spoken[at] as string;
    const colon = word.search(/[:=]/);
    const field = colon > 0 ? ownValue(keyWords, word.slice(0, colon).toLowerCase()) : undefined;
    if (!field) {
      bare.push(word);
      at++;
      continue;
    }
    const meant = { ...answerWords[field], ...(field === 'specialty' ? specialties : {}) };
    const rest = [word.slice(colon + 1), ...spoken.slice(at + 1, at + longestPhrase)];
    const phrase = longestMatch(rest, meant);
    take(field, phrase ? phrase.meaning : numberOr(rest[0] as string), word);
    at += phrase?.words ?? 1;
  }

  for (let at = 0; at < bare.length; ) {
    const word = bare[at] as string;
    const phrase = longestMatch(bare.slice(at, at + longestPhrase), bareMeanings(policy));
    if (phrase) take(...phrase.meaning, bare.slice(at, at + phrase.words).join(' '));
    else if (/^\d+$/.test(word)) {
      const first = answers.ck === undefined && !refused.some(({ field }) => field === 'ck');
      take(first ? 'ck' : 'step1', Number(word), word);
    } else unknown.push(word);
    at += phrase?.words ?? 1;
    // "not required", "no img": what is denied is not taken for its opposite.
    if (/^(no|not|non|never|without)$/i.test(word) && bare[at] !== undefined) {
      unknown.push(bare[at] as string);
      at++;
    }
  }
  return { answers: answers as Answers, unknown, refused };
}

/** Keys that people write apart from their value: `ck: 251`, `CK 251`, `step 1 pass`; made one word, as `ck:251`. */
function joinedKeys(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; ) {
    const key = longestMatch(words.slice(at, at + longestPhrase), spokenKeys);
    const value = key && words[at + key.words];
    if (key && value !== undefined) {
      joined.push(`${key.meaning}:${value}`);
      at += key.words + 1;
    } else joined.push(words[at++] as string);
  }
  return joined;
}

/** Everything that bare words can mean: the specialties, and what needs no key. */
const bareMeanings = oncePer(
  (policy: Policy): Readonly<Record<string, readonly [Field, string | boolean]>> => ({
    ...Object.fromEntries(
      Object.entries(specialtyWords(policy)).map(([word, id]) => [
        word,
        ['specialty', id] as const,
      ]),
    ),
    ...bareWords,
  }),
);

/** The longest run of words at the beginning that means something. */
function longestMatch<Meaning>(
  words: readonly string[],
  meanings: Readonly<Record<string, Meaning>>,
): { meaning: Meaning; words: number } | null {
  for (let count = words.length; count > 0; count--) {
    const meaning = ownValue(meanings, words.slice(0, count).join(' ').toLowerCase());
    if (meaning !== undefined) return { meaning, words: count };
  }
  return null;
}

/** Every word for a specialty: its id, its name and its aliases. */
const specialtyWords = oncePer((policy: Policy) => {
  const words: Record<string, string> = {};
  for (const { id, name, aliases } of policy.specialties) {
    for (const word of [id, name, ...aliases]) words[word.toLowerCase()] = id;
  }
  return words;
});

/** Stage ids count as they are; a number stays a number so that its fault can say what is wrong with it. */
function numberOr(value: string): string | number {
  return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : value.toLowerCase();
}

/** A typed word may be `constructor` or `__proto__`. */
function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
