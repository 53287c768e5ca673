import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asMarkdown, type Run, runsOf } from '../../src/render/markdown.ts';

describe('the Markdown subset of screens', () => {
  const run = (text: string, style: Run['style'] = 'plain'): Run => ({ text, style });
  test.each<[string, Run[]]>([
    ['', []],
    ['plain', [run('plain')]],
    ['a **b** *c* d', [run('a '), run('b', 'strong'), run(' '), run('c', 'emphasis'), run(' d')]],
    ['**a** b', [run('a', 'strong'), run(' b')]],
    ['a * b', [run('a * b')]],
    ['2 * 3 * 4', [run('2 '), run(' 3 ', 'emphasis'), run(' 4')]],
    ['\\*a\\*', [run('*a*')]],
    ['**\\*\\*a\\*\\***', [run('**a**', 'strong')]],
    ['*a\\\\*', [run('a\\', 'emphasis')]],
    ['C:\\x', [run('C:\\x')]],
    ['**a\\x**', [run('a\\x', 'strong')]],
  ])('%j', (markdown, runs) => {
    expect(runsOf(markdown)).toEqual(runs);
  });

  test.each(['**x**', '*', '**', '_x_', '\\', '\\*', '*\\', 'a\\\\b', '***', '`x`', '# x'])(
    'shows %j as typed, plain and strong',
    (typed) => {
      expect(runsOf(asMarkdown(typed))).toEqual([run(typed)]);
      expect(runsOf(`**${asMarkdown(typed)}**: *x*`)).toEqual([
        run(typed, 'strong'),
        run(': '),
        run('x', 'emphasis'),
      ]);
    },
  );

  test('shows any line as typed', () => {
    const unit = fc.constantFrom('*', '\\', '_', 'a', ' ');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), (typed) => {
        expect(runsOf(`a **${asMarkdown(typed)}** b`)).toEqual([
          run('a '),
          run(typed, 'strong'),
          run(' b'),
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});
