import fc from 'fast-check';
import { withoutWords } from '../../src/operator.ts';

/**
 * How long fuzzing goes on: few runs in the suite, `FUZZ_RUNS` times as many where somebody wants to know. The seed is the
 * same at every run, unless `FUZZ_SEED` names another.
 */
export function runs(few: number): { numRuns: number; seed: number } {
  const times = Number(process.env.FUZZ_RUNS ?? 1);
  return { numRuns: few * times, seed: Number(process.env.FUZZ_SEED ?? 1) };
}

/** What nobody types by chance, so that each place where it turns up is a leak. */
export const secretWords = 'Zaphod-7731';

/** What the operator hears of faults, but for the lines of the program where they were: those may be a score by chance. */
export const heardOf = (faults: readonly unknown[]): string =>
  JSON.stringify(faults.map(withoutWords)).replaceAll(/:\d+:\d+/g, '');

/** Texts as nobody should send them. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    'a\udc00b',
    '\u202eevil',
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    '{{lookup . "constructor"}}',
    '{{{raw}}}',
    '{{#if}}',
    '<script>alert(1)</script>',
    '<!channel>',
    '@everyone',
    '=cmd|x',
    "'; drop table conversations; --",
    '../../../etc/passwd',
    'NaN',
    '-0',
    '1e309',
    '251',
    'x'.repeat(5000),
    '\r\n\r\n',
    '🏥'.repeat(300),
    secretWords,
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('"', "'", ',', ':', '=', '|', '~', '.', '/', '{', '\n') }),
);

/** Any JSON at all, now and then with a key that means something to JavaScript. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e308, 2 ** 53, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 3 }),
  hostileText.map((text) => ({ [text]: text })),
  hostileText.map((text) => JSON.parse(`{"__proto__":${JSON.stringify({ type: text })}}`)),
);

/** One thing done to a document: where, as a share of all its places, and what. */
interface Harm {
  readonly at: number;
  readonly how: 'delete' | 'replace' | 'nest' | 'huge' | 'key' | 'wrap' | 'double';
  readonly by: unknown;
}

const harm: fc.Arbitrary<Harm> = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  how: fc.constantFrom('delete', 'replace', 'nest', 'huge', 'key', 'wrap', 'double'),
  by: hostileJson,
});

/** What stands for values that cannot be had as such: they are written into the finished text. */
const deep = '(ten thousand deep)';
const huge = '(a hundred thousand)';

/** The JSON text of one of these documents with up to four things wrong in it. */
export function mangledText(documents: readonly unknown[], depth = 10_000): fc.Arbitrary<string> {
  const most = Math.max(documents.length - 1, 0);
  const harms = fc.oneof(
    // Of several one is enough to be refused.
    { weight: 3, arbitrary: fc.tuple(harm) },
    fc.array(harm, { minLength: 2, maxLength: 4 }),
  );
  return fc
    .tuple(fc.nat({ max: most }), harms)
    .map(([at, done]) => textOf(done.reduce(harmed, structuredClone(documents[at])), depth));
}

/** The same as a value; nested only so deep that it can be written as JSON again. */
export function mangled(documents: readonly unknown[]): fc.Arbitrary<unknown> {
  return mangledText(documents, 1000).map((text) => JSON.parse(text));
}

function textOf(document: unknown, depth: number): string {
  return (JSON.stringify(document) ?? 'null')
    .replaceAll(JSON.stringify(deep), '['.repeat(depth) + ']'.repeat(depth))
    .replaceAll(JSON.stringify(huge), JSON.stringify('x'.repeat(100_000)));
}

/** Where something stands: in this object or list, under this name. */
type Spot = readonly [Record<string, unknown>, string];

function spotsIn(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name): Spot[] => [
    [holder, name],
    ...spotsIn(Object.hasOwn(holder, name) ? holder[name] : null),
  ]);
}

function harmed(document: unknown, { at, how, by }: Harm): unknown {
  const spots = spotsIn(document);
  const spot = spots[Math.floor(at * spots.length)];
  if (!spot) return by;
  const [holder, name] = spot;
  const put = (value: unknown, key = name) =>
    Object.defineProperty(holder, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  switch (how) {
    case 'delete':
      delete holder[name];
      break;
    case 'replace':
      put(by);
      break;
    case 'nest':
      put(deep);
      break;
    case 'huge':
      put(huge);
      break;
    case 'key':
      put(by, typeof by === 'string' ? by.slice(0, 50) : '__proto__');
      break;
    case 'wrap':
      put([holder[name]]);
      break;
    case 'double':
      put([holder[name], holder[name]]);
      break;
  }
  return document;
}
