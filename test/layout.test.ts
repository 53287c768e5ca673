import { describe, expect, test } from 'vitest';
import { clickOf } from '../src/choice.ts';
import { laidOut } from '../src/layout.ts';
import { turnOf } from '../src/pure-turn.ts';
import { loadWords } from '../src/render/words.ts';
import type { Screen } from '../src/screen.ts';
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

  test('never cuts what is to be copied, nor leaves it out, whatever stands around it', () => {
    const body = [
      { kind: 'text', text: 'before '.repeat(30) },
      { kind: 'heading', text: 'Subject' },
      { kind: 'copy', text: 'An update' },
      { kind: 'list', style: 'bullets', items: ['one '.repeat(20), 'two '.repeat(20)] },
      { kind: 'copy', text: 'x'.repeat(500) },
    ] as const;
    const notices = [{ tone: 'note', text: 'moved '.repeat(100) }] as const;
    const cut = laidOut(words, { ...result, body, notices }, { whole: 900, text: 100 });
    expect(cut.body.slice(-4)).toEqual([
      body[1],
      body[2],
      body[4],
      { kind: 'text', text: '… (shortened)' },
    ]);
    expect(cut.notices[0]?.text).toMatch(/… \(shortened\)$/);
  });

  test('counts a character that is written with another before it as two', () => {
    const body = [{ kind: 'text', text: '*'.repeat(100) }] as const;
    const fits = (limits: object) => laidOut(words, { ...result, body }, { body: 160, ...limits });
    expect(fits({}).body).toEqual(body);
    expect(fits({ marks: /\*/g }).body).not.toEqual(body);
  });

  test('leaves out links that do nothing there or are too long, with what is said of them', () => {
    const link = { kind: 'link', text: 'Open in mail', url: 'mailto:a@b.example' } as const;
    const about = { kind: 'text', text: 'It may not open everywhere.', ofLink: true } as const;
    const body = [link, about, { kind: 'text', text: 'Something else.' }] as const;
    const shown = (limits: object) => laidOut(words, { ...result, body }, limits).body;
    expect(shown({})).toEqual(body);
    expect(shown({ webLinksOnly: true })).toEqual(body.slice(2));
    expect(shown({ link: 10 })).toEqual(body.slice(2));
  });

  test('turns the pages of a list by what can be read of it at once', () => {
    const choices = Array.from({ length: 9 }, (_, at) => ({
      label: `${at} ${'x'.repeat(40)}`,
      hint: 'why',
      current: false,
      group: at < 4 ? 'some' : 'others',
      click: { type: 'program', program: at + 1 } as const,
    }));
    const list = { ...result, body: [], listed: true, choices };
    const limits = { listed: { most: 4, text: 170 } };
    const pages = [0, 1, 2].map((page) => laidOut(words, list, limits, page));
    expect(pages.map((page) => page.choices.length)).toEqual([3, 3, 3]);
    expect(pages[1]?.progress).toBe('4 to 6 of 9');
    expect(pages[1]?.body.map(({ kind }) => kind)).toEqual(['heading', 'list', 'heading', 'list']);
    // They have been said in the text.
    expect(pages[1]?.choices.every(({ hint }) => hint === null)).toBe(true);
    expect(laidOut(words, list, {}).choices).toEqual(choices);
    // Whoever comes from a program goes on where it stands.
    const from = (program: number) => laidOut(words, list, limits, { program });
    expect([2, 5, 9].map(from)).toEqual(pages);
    expect(from(10)).toEqual(pages[0]);
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
