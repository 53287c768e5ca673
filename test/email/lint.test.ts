import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edited } from '../../src/email/lint/finding.ts';
import { findingIds, severities } from '../../src/email/lint/finding.ts';
import { lint } from '../../src/email/lint/lint.ts';
import { namesIn } from '../../src/email/lint/names.ts';
import { read } from '../../src/email/lint/reading.ts';
import { pointDifference, scoreNotNeeded, wrongScore } from '../../src/email/lint/scores.ts';
import { capitals } from '../../src/email/lint/shouting.ts';
import { genericReason, phraseRule, rankPromise } from '../../src/email/lint/wording.ts';
import { loadDefault, loadPolicy } from '../../src/policy/load.ts';
import { emailTemplates } from '../../src/programs/template.ts';
import { objectionOf } from '../../src/render/lint.ts';
import { loadWords } from '../../src/render/words.ts';
import { applicant, details, drafted, facts, program } from '../support/emails.ts';
import { findingsOf } from '../support/lint.ts';
import { policy } from '../support/policy.ts';
import { harmless, objectionable } from './lint-corpus.ts';

const closing = 'Sincerely,\nJane Q. Doe\nAAMC ID 12345678\nState University';
const idsIn = (given: Partial<Edited>) => findingsOf(given).map(({ id }) => id);

describe('the drafts themselves', () => {
  test.each(emailTemplates)('%s, filled in, gives nothing to object to', (template) => {
    for (const [at, extra] of [
      {},
      { context: 'improvement', fit: true, oneOfMyTop: true } as const,
      { context: 'confirms' } as const,
    ].entries()) {
      const draft = drafted(template, {
        facts: { ...facts, img: at > 0 },
        applicant: { ...applicant, visa: true },
        details: { ...details, ...extra },
      });
      for (const subject of draft.subjects) {
        expect(findingsOf({ template, subject, body: draft.body })).toEqual([]);
      }
    }
  });

  test.each(policy.specialties.map(({ id }) => id))('so in %s', (specialty) => {
    for (const template of emailTemplates) {
      const about = { ...facts, specialty };
      const told = { ...details, specialty: 'Pathology' };
      const { subjects, body } = drafted(template, { facts: about, details: told });
      const [subject] = subjects;
      expect(findingsOf({ template, subject, body, facts: about })).toEqual([]);
    }
  });

  test.each(emailTemplates)('%s with blanks left in says so, and nothing else', (template) => {
    const unknown = { name: 'Lakeside', flags: [] };
    const draft = drafted(template, { applicant: {}, details: {}, program: unknown });
    const [subject] = draft.subjects;
    const found = idsIn({ template, subject, body: draft.body, applicant: {}, program: unknown });
    expect(new Set(found)).toEqual(new Set(['unfilled', 'no-id']));
  });
});

describe('lint of a whole email', () => {
  test('asks for the ID in the subject and in the closing, however it is written', () => {
    const subject = 'Step 2 CK Score Update, Jane Q. Doe, 1234 5678';
    expect(idsIn({ subject, body: `Hello.\n\n${closing}` })).toEqual([]);
    expect(findingsOf({ subject: 'Update', body: closing })).toMatchObject([
      { id: 'no-id', part: 'subject', words: 'Update', at: 0, severity: 'error' },
    ]);
    const body = `My ID is 12345678.\n\n${'I like your clinic.\n'.repeat(8)}\nSincerely,\nJane Q. Doe`;
    expect(findingsOf({ subject, body })).toMatchObject([
      { id: 'no-id', part: 'body', words: 'Jane Q. Doe', at: body.lastIndexOf('Jane') },
    ]);
    expect(idsIn({ subject: '', body: '' })).toEqual(['no-id', 'no-id']);
  });

  test('takes a long number for an ID that it does not know', () => {
    expect(idsIn({ subject: 'Update 87654321', body: closing, applicant: {} })).toEqual([]);
    expect(idsIn({ subject: 'Update', body: closing, applicant: {} })).toEqual(['no-id']);
  });

  test('holds back what a stop rule forbids', () => {
    const [finding] = findingsOf({ stopRuleHolds: true });
    expect(finding).toMatchObject({ id: 'too-many-updates', severity: 'error', part: 'subject' });
  });

  test('objects to a top choice only where the contact rule forbids it', () => {
    const body = `Your program is one of my top choices.\n${closing}`;
    expect(idsIn({ body })).toEqual([]);
    expect(idsIn({ body, coordinatorOnly: true })).toEqual(['rank-promise']);
  });

  test('shows where a text grows too long', () => {
    const body = `${'word '.repeat(160)}beyond the limit\n${closing}`;
    const [finding] = findingsOf({ body });
    expect(finding).toMatchObject({ id: 'too-long', words: 'beyond the limit', at: 800 });
  });

  test('gives its objections in the order of the text, each with the words as they stand there', () => {
    const subject = 'SORRY, Jane Q. Doe, 12345678';
    const body = `I’m so sorry – I was sick.\nPlease find my score attached!!\n${closing}`;
    const found = findingsOf({ subject, body });
    expect(found.map(({ id }) => id)).toEqual([
      'apology',
      'shouting',
      'apology',
      'excuse',
      'attachment',
      'shouting',
    ]);
    for (const { part, words, at } of found) {
      expect({ subject, body }[part].slice(at, at + words.length)).toBe(words);
    }
  });

  test('never objects to the names of program, applicant and school', () => {
    const odd = {
      program: { ...program, name: 'ATTACHED Sorry [Unfilled] Hospital!' },
      applicant: { ...applicant, name: 'Sorry STRESS Apologies' },
    };
    const body = `ATTACHED Sorry [Unfilled] Hospital is where I want to be.\n${closing}\nSorry STRESS Apologies`;
    expect(idsIn({ ...odd, body })).toEqual([]);
  });
});

describe("an institution's overlay", () => {
  test('adds a list of its own, and takes one away', () => {
    const loaded = loadPolicy(
      'lint: { phrases: { apology: { objects: { ours: [woe is me], sorry: [] } } } }',
    );
    if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults));
    const ids = (body: string) =>
      lint(loaded.policy, {
        template: 'strong',
        subject: '12345678',
        body: `${body}\n12345678`,
        facts,
        applicant,
        program,
      }).map(({ id }) => id);
    expect(ids('Woe is me.')).toEqual(['apology']);
    expect(ids('I am sorry.')).toEqual([]);
    expect(ids('I apologize.')).toEqual(['apology']);
    expect(loaded.policy.hash).not.toBe(loadDefault().policy.hash);
  });

  test('that names a list which is not there is refused with its path', () => {
    const loaded = loadPolicy(
      "lint: { phrases: { apology: { objects: { ours: ['my {pet} died'] } } } }",
    );
    expect('faults' in loaded && loaded.faults).toMatchObject([
      { path: 'lint.phrases.apology.objects.ours.0', kind: 'choice', value: '{pet}' },
    ]);
  });
});

describe('every objection has its words', () => {
  const words = loadWords();
  test.each(findingIds)('%s', (id) => {
    const email = { template: 'strong', subject: '', body: '', facts, applicant, program } as const;
    const severity = severities[id];
    const finding = { id, severity, part: 'body', words: 'such', at: 0, advice: id } as const;
    const { objection, instead } = objectionOf({ policy, words }, email, finding);
    expect(objection).toContain('such');
    expect(instead).not.toBe('');
  });
});

/** Texts that try to make a rule look again and again at the same words. */
const hostile: Record<string, string> = {
  'one word': 'sorry ',
  'the beginning of a phrase': 'due to the ',
  gaps: 'my my i was the family of my ',
  scores: '251 to 238 on step 2 ',
  brackets: '[{<(',
  blanks: '_ ? % « ',
  capitals: 'AAAA URGENT ',
  names: 'Sorry Day Hospital ',
  marks: '!.,',
  spaces: 'Dr.   \n \n',
  'no end': 'rank you and ',
  praise: 'great and strong ',
};

const everyRule = [
  phraseRule('apology'),
  phraseRule('excuse'),
  phraseRule('attachment'),
  rankPromise,
  genericReason,
  wrongScore,
  scoreNotNeeded,
  pointDifference,
  capitals,
];

const email = { template: 'requested', subject: '', body: '', facts, applicant, program } as const;

describe('any text at all', () => {
  test('is read without a fault', () => {
    const pieces = [...objectionable, ...harmless].map(({ text }) => text);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom(...pieces, '\0', '\uD800', '\u202E', '!', '[', '251'), {
          maxLength: 12,
        })
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, text, fc.constantFrom(...emailTemplates), (subject, body, template) => {
        for (const { part, words, at } of findingsOf({ subject, body, template })) {
          expect({ subject, body }[part].slice(at, at + words.length)).toBe(words);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(Object.entries(hostile))('is read even where it is huge: %s', (_name, piece) => {
    const body = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(() => findingsOf({ body })).not.toThrow();
  });

  test.each(Object.entries(hostile))(
    'takes twice the looks for twice the text: %s',
    (_name, piece) => {
      const looks = (times: number) => {
        const reading = read('body', piece.repeat(times), namesIn(email));
        let count = 0;
        const tokens = new Proxy(reading.tokens, {
          get(target, key, receiver): unknown {
            count++;
            return Reflect.get(target, key, receiver);
          },
        });
        for (const rule of everyRule) rule({ policy, email, reading: { ...reading, tokens } });
        return count;
      };
      const [once, twice] = [looks(200), looks(400)];
      expect(twice).toBeLessThanOrEqual(2.1 * once + 1000);
    },
  );
});
