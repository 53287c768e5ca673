import { describe, expect, test } from 'vitest';
import { clickOf } from '../src/choice.ts';
import { laidOut } from '../src/layout.ts';
import { loadWords } from '../src/render/words.ts';
import type { Screen } from '../src/screen.ts';
import { turnOf } from '../src/turn.ts';
import { policy } from './support/policy.ts';

const words = loadWords();
const rendering = { words, policy, today: '2026-11-22', keptUntil: null };

function screenOf(given: string): Screen {
  return turnOf(rendering, null, { type: 'start', id: 'x', words: given }).screen;
}

const specialties = screenOf('result:passed stage:review 251 pass');
const result = screenOf('result:passed stage:review 251 pass derm img:no');

describe('a screen on a platform with limits', () => {
  test('is the same where it fits', () => {
    expect(laidOut(words, specialties, {})).toEqual(specialties);
    expect(laidOut(words, specialties, { choices: 25, choiceLabel: 100, text: 3000 })).toEqual(
      specialties,
    );
  });

  test('shows too many answers page by page, and says which', () => {
    const pages = [0, 1, 2].map((page) => laidOut(words, specialties, { choices: 7 }, page));
    expect(pages.map(({ choices }) => choices.length)).toEqual([7, 7, 3]);
    expect(pages.flatMap(({ choices }) => choices)).toEqual(specialties.choices);
    expect(pages.map(({ progress }) => progress)).toEqual([
      'Question 5 of at most 6 · answers 1 to 7 of 17',
      'Question 5 of at most 6 · answers 8 to 14 of 17',
      'Question 5 of at most 6 · answers 15 to 17 of 17',
    ]);
    expect(
      pages.map(({ actions }) =>
        actions
          .map((action) => ({ label: action.label, click: clickOf(action) }))
          .filter(({ click }) => click.type === 'page')
          .map(({ label, click }) => [label, 'page' in click && click.page]),
      ),
    ).toEqual([
      [['More answers', 1]],
      [
        ['Earlier answers', 0],
        ['More answers', 2],
      ],
      [['Earlier answers', 1]],
    ]);
  });

  test('shows the last page where there are fewer', () => {
    expect(laidOut(words, specialties, { choices: 7 }, 99)).toEqual(
      laidOut(words, specialties, { choices: 7 }, 2),
    );
  });

  test('cuts a long text where a word ends and says so', () => {
    const limits = { title: 30, text: 60, choiceLabel: 12, buttonLabel: 10 };
    const cut = laidOut(words, result, limits);
    expect(cut.title).toBe('Update ERAS and email your…');
    const texts = cut.body.flatMap((block) =>
      block.kind === 'list' ? block.items : block.kind === 'text' ? [block.text] : [],
    );
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(60);
    expect(texts.filter((text) => text.endsWith('… (shortened)')).length).toBeGreaterThan(3);
    for (const { label } of cut.actions) expect(label.length).toBeLessThanOrEqual(10);
    for (const { label } of laidOut(words, specialties, limits).choices)
      expect(label.length).toBeLessThanOrEqual(12);
  });

  test('leaves out what there is no room for, and says so', () => {
    const all = laidOut(words, result, { body: 100_000 });
    expect(all.body).toEqual(result.body);
    const some = laidOut(words, result, { body: 600 });
    expect(some.body.slice(0, -1)).toEqual(result.body.slice(0, some.body.length - 1));
    expect(some.body.length).toBeGreaterThan(2);
    expect(some.body.at(-1)).toEqual({ kind: 'text', text: '… (shortened)' });
  });

  test('cuts the texts of a form that opens by itself', () => {
    const asked = screenOf('result:passed stage:review');
    const form = { title: 10, submit: 3, label: 6, hint: 12 };
    const [choice] = laidOut(words, asked, { form }).choices;
    expect(choice).toMatchObject({
      form: {
        title: 'Step 2…',
        submit: 'Sa…',
        inputs: [{ label: 'Your…', hint: 'A whole…' }],
      },
    });
  });

  test('never cuts a character in two', () => {
    for (let longest = 3; longest < 12; longest++) {
      const { title } = laidOut(words, { ...result, title: '😀'.repeat(20) }, { title: longest });
      expect(!/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(title)).toBe(true);
    }
  });
});
