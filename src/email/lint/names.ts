import type { Edited } from './finding.ts';
import { type Reading, type Token, typed, wordsOf } from './reading.ts';

const titles = ['dr', 'mr', 'ms', 'mrs', 'prof', 'professor', 'doctor'];

/**
 * Which words stand in names: the names that are known, and in the body whatever is written like one. ("Sorry Day
 * Hospital" apologizes for nothing.) A subject is often written in capitals like a headline, so there only known names
 * count.
 */
export function namesIn(email: Edited) {
  const { program, applicant } = email;
  const known = [
    { words: wordsOf(program.name), as: 'program' as const },
    ...[applicant.name, applicant.school, program.coordinatorName].map((name) => ({
      words: wordsOf(name ?? ''),
      as: 'known' as const,
    })),
  ].filter(({ words }) => words.length > 0);

  return (tokens: readonly Token[], reading: Reading): Token['name'][] => {
    const names: Token['name'][] = tokens.map(() => null);
    if (reading.part === 'body') markWritten(tokens, reading, names);
    const [short = ''] = wordsOf(program.name);
    for (const [at, token] of tokens.entries()) {
      // "Lakeside", for Lakeside Medical Center.
      if (token.norm === short && short.length > 3 && capital(reading, token))
        names[at] = 'program';
    }
    for (const { words, as } of known) {
      for (const [at, { norm }] of tokens.entries()) {
        if (norm !== words[0] || !words.every((word, by) => tokens[at + by]?.norm === word))
          continue;
        names.fill(as, at, at + words.length);
      }
    }
    return names;
  };
}

function capital(reading: Reading, token: Token): boolean {
  return /^\p{Lu}/u.test(typed(reading, token));
}

/** Marks runs of capitalised words, and whatever capitalised follows a title. */
function markWritten(tokens: readonly Token[], reading: Reading, names: Token['name'][]): void {
  const capitalised = (token: Token) => {
    const [letter = '', ...rest] = typed(reading, token);
    return /\p{Lu}/u.test(letter) && rest.some((other) => /\p{Ll}/u.test(other));
  };
  let begin = 0;
  while (begin < tokens.length) {
    let end = begin;
    for (let token = tokens[end]; token && belongs(token, end > begin); token = tokens[end]) end++;
    const run = end - begin;
    const afterTitle = titles.includes(tokens[begin - 1]?.norm ?? '');
    // The first word of a sentence has a capital anyhow, so there it takes more to be a name.
    const needed = afterTitle ? 1 : tokens[begin]?.first ? 3 : 2;
    if (run >= needed) names.fill('written', begin, end);
    begin = Math.max(end, begin + 1);
  }

  function belongs(token: Token, continues: boolean): boolean {
    if (!capitalised(token) || titles.includes(token.norm)) return false;
    if (token.norm === 'step' || token.norm === 'i') return false;
    return !continues || (!token.first && /^[ \t-]*(?:\n\s*)?$/.test(token.before));
  }
}
