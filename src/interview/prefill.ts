import { type Answers, type Field, factSchemas } from '../facts.ts';
import { oncePer } from '../once.ts';
import type { Policy } from '../policy/policy.ts';
import { answerWords, bareWords, keyWords } from './vocabulary.ts';

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
    else refused.push({ field, value: typeof value === 'number' ? value : String(value) });
  };

  const spoken = words.slice(0, mostWords);
  for (let at = 0; at < spoken.length; ) {
    const word = spoken[at] as string;
    const colon = word.search(/[:=]/);
    const field = colon > 0 ? ownValue(keyWords, word.slice(0, colon).toLowerCase()) : undefined;
    if (field) {
      const meant = { ...answerWords[field], ...(field === 'specialty' ? specialties : {}) };
      const rest = [word.slice(colon + 1), ...spoken.slice(at + 1, at + longestPhrase)];
      const phrase = longestMatch(rest, meant);
      if (phrase) take(field, phrase.meaning, word);
      else take(field, numberOr(rest[0] as string), word);
      at += phrase?.words ?? 1;
      continue;
    }
    const phrase = longestMatch(spoken.slice(at, at + longestPhrase), specialties);
    const bare = ownValue(bareWords, word.toLowerCase());
    if (phrase) take('specialty', phrase.meaning, word);
    else if (bare) take(...bare, word);
    else if (/^\d+$/.test(word)) {
      const first = answers.ck === undefined && !refused.some(({ field }) => field === 'ck');
      take(first ? 'ck' : 'step1', Number(word), word);
    } else unknown.push(word);
    at += phrase?.words ?? 1;
  }
  return { answers: answers as Answers, unknown, refused };
}

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
