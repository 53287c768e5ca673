import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../src/commands.ts';
import { lint } from '../../src/email/lint/lint.ts';
import { fields, highestScore } from '../../src/facts.ts';
import { readWords } from '../../src/interview/prefill.ts';
import { readPress } from '../../src/press.ts';
import { readCsv } from '../../src/programs/csv.ts';
import { emailTemplates } from '../../src/programs/template.ts';
import { turnOf } from '../../src/pure-turn.ts';
import { factFault } from '../../src/render/fault.ts';
import { runsOf } from '../../src/render/markdown.ts';
import { noticesOf } from '../../src/render/notice.ts';
import { plainText } from '../../src/render/plain.ts';
import { helpScreen } from '../../src/render/render.ts';
import { everyPart, loadWords } from '../../src/render/words.ts';
import { applicant, details, drafted, facts, program } from '../support/emails.ts';
import { hostileJson, hostileText, runs } from '../support/hostile.ts';
import { policy } from '../support/policy.ts';

const words = loadWords();
const rendering = { words, policy, today: '2026-11-22', keptUntil: null };

/** Words of ours among words of nobody. */
const spoken = fc
  .array(
    fc.oneof(
      hostileText,
      fc.constantFrom(
        'ck:',
        '251',
        'step1:pass',
        'derm',
        'stage',
        ':',
        'not',
        'required',
        'CK',
        '=',
        'check',
      ),
    ),
    { maxLength: 60 },
  )
  .map((all) => all.join(' '));

describe('the words after a command', () => {
  test('give answers that the policy takes, and all others are named', () => {
    fc.assert(
      fc.property(spoken, (text) => {
        const { answers, unknown, refused } = readWords(policy, text);
        expect(Object.keys(answers).filter((key) => !fields.includes(key as never))).toEqual([]);
        if (answers.ck !== undefined) expect(answers.ck).toBeLessThanOrEqual(highestScore);
        expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
        noticesOf(
          rendering,
          unknown.map((word) => ({ kind: 'unknown-word', word })),
        );
        for (const { field, value } of refused) factFault(rendering, field, value);
        readCommand(text, 'x');
        helpScreen(rendering, text);
        const { screen } = turnOf(rendering, null, { type: 'start', id: 'x', words: text });
        plainText(screen);
      }),
      runs(400),
    );
  });

  test('of a button below a post are ours or none', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        readPress(`${one}|${other}`);
        runsOf(one + other);
      }),
      runs(500),
    );
  });
});

const csvPieces = fc.constantFrom(
  ...['name', 'flags', 'pdEmail', 'NAME', ',', ',', '"', '""', '\n', '\r', '\r\n', '\t', ' ', ';'],
  ...['\0', '\ufeff', '=1+1', 'top-choice', '__proto__', 'constructor', 'Lakeside', 'a@b.example'],
);

describe('a file of programs', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(csvPieces, { maxLength: 120 }).map((all) => new TextEncoder().encode(all.join(''))),
    fc
      .array(fc.oneof(csvPieces, hostileText), { maxLength: 40 })
      .map((all) => new TextEncoder().encode(`name,flags\n${all.join('')}`)),
  );

  test('is read or refused, whatever its bytes, and nothing of it reaches a prototype', () => {
    fc.assert(
      fc.property(bytes, (file) => {
        const read = readCsv(file);
        if ('programs' in read) {
          for (const one of read.programs) expect(one.name.trim()).not.toBe('');
        }
        expect(({} as Record<string, unknown>).name).toBeUndefined();
      }),
      runs(400),
    );
  });
});

describe('an email of hostile words', () => {
  const text = fc.array(hostileText, { maxLength: 12 }).map((all) => all.join(' '));
  const template = fc.constantFrom(...emailTemplates);

  test('is linted, and what is objected to stands in it', () => {
    fc.assert(
      fc.property(template, text, text, hostileText, (one, subject, body, name) => {
        const email = {
          template: one,
          subject,
          body,
          facts,
          applicant: { ...applicant, name },
          program: { ...program, name },
        };
        for (const { part, words: found, at } of lint(policy, email)) {
          expect(email[part].slice(at, at + found.length)).toBe(found);
        }
      }),
      runs(400),
    );
  });

  test('is drafted, and nothing in it is taken for a template', () => {
    fc.assert(
      fc.property(template, hostileText, hostileText, (one, name, reason) => {
        const { body, subjects } = drafted(one, {
          applicant: { name, id: reason, school: name },
          details: { ...details, reason, change: reason, news: name },
          program: {
            ...program,
            name: `A ${name}`,
            pdLastName: reason,
            lastUpdate: name,
            interviewDate: reason,
          },
        });
        expect(body).not.toMatch(/\[object |undefined/);
        expect(subjects).toHaveLength(2);
      }),
      runs(400),
    );
  });
});

describe('every template', () => {
  test('puts in what it is given as it stands, or says what is missing', () => {
    const parts = everyPart();
    const named = new Set<string>(['__proto__', 'constructor', 'lookup', 'each']);
    const params = fc.dictionary(
      fc.oneof(fc.constantFrom(...named, 'name', 'value', 'count', 'text'), hostileText),
      hostileJson,
      { maxKeys: 8 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...parts), params, ({ file, part }, given) => {
        try {
          expect(words.text(file, given, part)).toBeTypeOf('string');
        } catch (error) {
          // Strict templates name what is missing; it is no fault of the words.
          expect(error).toBeInstanceOf(Error);
          expect(String(error)).toMatch(/not defined|has no part|Missing helper|Cannot convert/);
        }
      }),
      runs(700),
    );
  });

  test('takes hostile values for no template of its own', () => {
    fc.assert(
      fc.property(hostileText, (typed) => {
        const text = words.text('notice/unknown-word', { words: typed, more: 0, one: true });
        expect(text).toContain(typed);
      }),
      runs(300),
    );
  });
});
