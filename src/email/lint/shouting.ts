import { type Books, booksOf, stands } from './books.ts';
import type { Rule, Span } from './finding.ts';
import { type Reading, type Token, typed, wordsOf } from './reading.ts';
import { textOf } from './wording.ts';

const titles = ['dr', 'mr', 'ms', 'mrs', 'prof', 'professor'];

/** Words in capitals that are no acronyms, a row of them as one. */
export const capitals: Rule = ({ policy, email, reading }) => {
  const books = booksOf(policy.lint);
  const { tokens } = reading;
  const initials = wordsOf(email.program.name)
    .map((word) => word.charAt(0))
    .join('');
  const rows: Span[] = [];
  for (const [at, token] of tokens.entries()) {
    if (!isShouted(token, at)) continue;
    const last = rows.at(-1);
    if (last?.to === at) rows[rows.length - 1] = { from: last.from, to: at + 1 };
    else rows.push({ from: at, to: at + 1 });
  }
  return textOf(reading, rows);

  function isShouted(token: Token, at: number): boolean {
    const word = typed(reading, token);
    if (token.name !== null || !/^\p{Lu}{2,}$/u.test(word)) return false;
    const norm = word.toLowerCase();
    if (books.acronyms.has(norm) || initials.includes(norm)) return false;
    if (books.shouted.has(norm)) return true;
    return word.length >= policy.lint.shoutedLetters && !isName(books, reading, at);
  }
};

/** "Maria GARCIA", "Dr. GARCIA", "the RESPECT study" and what stands in brackets by itself. */
function isName(books: Books, { tokens, text }: Reading, at: number): boolean {
  const [previous, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!token) return false;
  if (previous && !token.first) {
    const given = /^\p{Lu}\p{Ll}/u.test(text.slice(previous.from, previous.to));
    if (titles.includes(previous.norm) || (given && !previous.first)) return true;
  }
  if (/\($/.test(token.before) && text.charAt(token.to) === ')') return true;
  return next !== undefined && !next.first && stands(books.namedBefore, tokens, at + 1, at + 2);
}

/** Every exclamation mark of the email beyond those that are allowed, where they begin. */
export const exclamations: Rule = ({ policy, email, reading }) => {
  const marks = (text: string) => [...text.matchAll(/[!！]/g)].map(({ index }) => index);
  const before = reading.part === 'body' ? marks(email.subject).length : 0;
  const [first] = marks(reading.text).slice(Math.max(0, policy.lint.exclamationMarks - before));
  if (first === undefined) return [];
  let from = first;
  while (from > 0 && /[!！]/.test(reading.text.charAt(from - 1))) from--;
  let to = first + 1;
  while (/[!！]/.test(reading.text.charAt(to))) to++;
  return [{ from, to }];
};
