import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detailsOf } from '../../src/email/details.ts';
import type { Program } from '../../src/programs/program.ts';
import { type EmailTemplate, emailTemplates } from '../../src/programs/template.ts';
import {
  applicant,
  details,
  drafted,
  facts,
  program,
  shownOf,
  type Variant,
} from '../support/emails.ts';

const img = { facts: { ...facts, img: true }, applicant: { ...applicant, visa: true } };
const emFacts = { ...facts, specialty: 'emergency-medicine' };
const otherFacts = { ...facts, specialty: 'other' };
const flagged = (...flags: Program['flags']): Variant => ({ program: { ...program, flags } });
const visa = 'I do not need visa sponsorship.';
const interview = 'I would be honored to be considered for an interview.';

/** Template, variant, what its body says, what it does not say. */
const table: [EmailTemplate, Variant, string[], (string | RegExp)[]][] = [
  [
    'strong',
    {},
    [
      'Dear Dr. Okafor and Residency Selection Committee,',
      'a brief update to my application in Dermatology at Lakeside Medical Center',
      'has been released and is now in ERAS: 251.',
      'because of the street medicine clinic that residents run on Tuesdays.',
      interview,
      'Thank you',
    ],
    ['238', /improvement|confirms/, visa],
  ],
  ['strong', { details: { ...details, context: 'improvement' } }, ['improvement from Step 1'], []],
  [
    'strong',
    {
      details: { ...details, context: 'improvement' },
      facts: { ...facts, step1: 'pass' as const },
    },
    [],
    ['improvement'],
  ],
  [
    'strong',
    { details: { ...details, context: 'improvement' }, facts: { ...facts, step1: 251 } },
    [],
    ['improvement'],
  ],
  [
    'strong',
    { details: { ...details, context: 'confirms' } },
    ['confirms my clinical knowledge'],
    ['improvement'],
  ],
  ['strong', { facts: { ...facts, stage: 'rank-deadline' } }, ['251', 'Thank you'], ['interview']],
  [
    'strong',
    { facts: { ...facts, stage: 'rank-deadline' }, ...flagged('waitlisted') },
    [],
    ['interview', 'place'],
  ],
  [
    'strong',
    flagged('waitlisted'),
    ['Should a place open, I would be honored to be considered for an interview.'],
    [],
  ],
  ['strong', img, [visa], []],
  ['strong', { ...img, facts }, [], [visa]],
  ['strong', { ...img, applicant: { ...applicant, visa: false } }, [], [/visa|sponsor/]],
  ['strong', { ...img, applicant }, [], [/visa|sponsor/]],
  ['strong', { facts: emFacts }, ['in ResidencyCAS'], [/ERAS|AAMC/]],
  [
    'strong',
    { facts: otherFacts },
    ['in my application: 251', '[your specialty]'],
    ['Another specialty', 'your application service'],
  ],
  ['strong', { facts: otherFacts, details: { specialty: 'Pathology' } }, ['in Pathology at'], []],
  ['strong', { details: {} }, ['because of [one specific thing about this program].'], []],
  ['strong', { details: { reason: '...' } }, ['of [one specific thing about this program].'], []],
  ['strong', { details: { reason: ' your  {{ck}} clinic. ' } }, ['of your {{ck}} clinic.'], []],
  [
    'strong-after-interview',
    {},
    [
      'interview at Lakeside Medical Center on December 8, 2026',
      'It is 251.',
      'Learning about the street medicine clinic',
      'Thank you for your time',
    ],
    [/top choice/, /rank/, '238'],
  ],
  [
    'strong-after-interview',
    { details: { ...details, oneOfMyTop: true } },
    ['one of my top choices'],
    [],
  ],
  [
    'strong-after-interview',
    { details: { ...details, oneOfMyTop: true }, coordinatorOnly: true },
    ['Dear Ms. Rivera,'],
    ['top choice', 'Okafor'],
  ],
  [
    'strong-after-interview',
    { details: { ...details, interviewDate: '2027-01-09' } },
    ['on January 9, 2027'],
    ['December'],
  ],
  [
    'strong-after-interview',
    { program: { name: 'X', flags: [] } },
    ['on [the date of your interview]'],
    [],
  ],
  [
    'strong-after-interview',
    { details: { interviewDate: '2027-02-40' } },
    ['on 2027-02-40.'],
    ['Invalid'],
  ],
  [
    'requested',
    {},
    [
      'Dear Ms. Rivera and Dr. Okafor,',
      'Per your earlier message',
      'released and is now in ERAS',
      'Thank you',
    ],
    ['251'],
  ],
  ['requested', flagged('requires-to-rank'), ['Per your earlier message'], ['251']],
  ['requested', flagged('asked'), ['Per your earlier message'], ['251']],
  ['requested', flagged('strict-deadline'), ['Per your earlier message on your deadline'], ['251']],
  ['requested', flagged('sponsors-visa'), ['My USMLE Step 2 CK score'], ['earlier', 'deadline']],
  ['requested', { coordinatorOnly: true }, ['Dear Ms. Rivera,'], ['Okafor']],
  [
    'needed-to-rank',
    {},
    [
      'interview at Lakeside Medical Center on December 8, 2026',
      'needed before you rank',
      'now in ERAS, before your rank meeting',
      'Thank you for your time',
    ],
    ['251', 'excellent fit'],
  ],
  ['needed-to-rank', { details: { fit: true } }, ['remains an excellent fit'], ['251']],
  [
    'was-pending',
    {},
    ['I had told you that my USMLE Step 2 CK score was pending.', 'is now in ERAS'],
    ['251', 'Thank', 'interested'],
  ],
  ['was-pending', img, [], [visa]],
  [
    'retake',
    {},
    [
      'After a first attempt that was not successful, I have passed',
      'a score of 251',
      'I changed how I prepared: I reviewed every question block',
      'Thank you',
    ],
    [/sorry|unfortunately|because/],
  ],
  ['retake', { details: {} }, ['[what you changed in your preparation]'], []],
  [
    'follow-up',
    {},
    ['Since my update of November 2, 2026', 'one new development', 'sepsis bundles', 'Thank you'],
    [/251|Step 2|CK/],
  ],
  ['follow-up', { details: {} }, ['[your one new fact]'], []],
];

/** The body between greeting and closing, where nothing but the template speaks. */
const bodyOf = (template: EmailTemplate, variant: Variant) => drafted(template, variant).body;

describe('a draft says what its template is for, and nothing that harms', () => {
  test.each(table)('%s %j', (template, variant, says, neverSays) => {
    const body = bodyOf(template, variant);
    for (const text of says) expect(body).toContain(text);
    for (const text of neverSays) expect(body).not.toMatch(text);
  });

  test('there is a row for every template', () => {
    expect(new Set(table.map(([template]) => template))).toEqual(new Set(emailTemplates));
  });

  test.each(table)(
    '%s %j is short, attaches nothing and names no difference',
    (template, variant) => {
      const { subjects, body } = drafted(template, variant);
      expect(body.split(/\s+/).length).toBeLessThanOrEqual(160);
      expect(body).not.toMatch(/attach|enclos|PDF|points?\b|\b13\b|!/i);
      expect(body).not.toMatch(/ {2}|\n{3}|undefined|null|\.\.|\s[.,]/);
      expect(subjects[0]).toContain('USMLE Step 2 CK Score Update');
      expect(subjects[1]).toContain('Application update');
    },
  );
});

describe('every draft', () => {
  test.each(emailTemplates)('%s ends with full name, ID and school', (template) => {
    const { body, subjects } = drafted(template);
    expect(body).toMatch(
      /Sincerely,\nJane Q\. Doe\nAAMC ID: 12345678\nState University College of Medicine$/,
    );
    for (const subject of subjects) {
      expect(subject).toContain('Jane Q. Doe');
      expect(subject).toContain('AAMC ID 12345678');
    }
  });

  test.each([
    ['dermatology', 'AAMC ID'],
    ['emergency-medicine', 'ResidencyCAS applicant ID'],
    ['other', 'applicant ID'],
  ])('in %s calls the ID "%s"', (specialty, idName) => {
    const draft = drafted('strong', { facts: { ...facts, specialty } });
    expect(draft.body).toContain(`\n${idName}: 12345678\n`);
    expect(draft.subjects[0]).toContain(`, ${idName} 12345678`);
  });

  test.each(emailTemplates)('%s has named blanks for what is not known', (template) => {
    const draft = drafted(template, {
      applicant: {},
      details: {},
      program: { name: 'Lakeside', flags: [] },
    });
    const shown = shownOf(draft);
    for (const blank of ['your full name', 'your AAMC ID', 'your medical school']) {
      expect(draft.body).toContain(`[${blank}]`);
    }
    expect(shown).toContain('[email address of the program director]');
    expect(shown).toContain('[email address of the coordinator]');
    expect(draft.body).toMatch(/^Dear Program (Director|Coordinator) and /);
    for (const { id, needed } of detailsOf(template)) {
      if (needed) expect(draft.body, id).toMatch(/\[(one|what|your one|the date)/);
    }
  });

  test('takes what is typed as text, on one line', () => {
    const typed = '{{name}} {{#if x}} <b>\r\nBcc: x@example.org';
    const { body, subjects } = drafted('strong', {
      applicant: { ...applicant, name: typed },
      program: { ...program, name: '{{ck}}', pdLastName: 'Dr. Lee\n' },
    });
    const shown = '{{name}} {{#if x}} <b> Bcc: x@example.org';
    expect(subjects[0]).toContain(`Update – ${shown}, AAMC`);
    expect(body).toContain(`\n${shown}\n`);
    expect(body).toContain('in Dermatology at {{ck}}.');
    expect(body).toMatch(/^Dear Dr\. Lee and Residency/);
  });

  test('never throws, whatever was typed', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...emailTemplates),
        fc.record(
          {
            name: typed,
            pdEmail: typed,
            pdLastName: typed,
            interviewDate: typed,
            lastUpdate: typed,
          },
          { requiredKeys: ['name'] },
        ),
        fc.record({ name: typed, id: typed, school: typed }, { requiredKeys: [] }),
        fc.record({ reason: typed, change: typed, news: typed }, { requiredKeys: [] }),
        (template, about, writer, told) => {
          const draft = drafted(template, {
            program: { ...about, flags: [] },
            applicant: writer,
            details: told,
          });
          expect(draft.subjects.join('')).not.toMatch(/[\r\n\0]/);
        },
      ),
    );
  });
});

describe('the recipients', () => {
  const addresses = (template: EmailTemplate, variant: Variant = {}) => {
    const { to, cc } = drafted(template, variant);
    return [to.map(({ shown }) => shown), cc.map(({ shown }) => shown)];
  };
  const { pdEmail, coordinatorEmail, ...anonymous } = program;

  test('are the director, and the coordinator as a copy', () => {
    expect(addresses('strong')).toEqual([[pdEmail], [coordinatorEmail]]);
  });

  test("are the program's own address where the director's is not known", () => {
    expect(addresses('strong', { program: { ...anonymous, coordinatorEmail: '' } })).toEqual([
      ['residency@lakeside.example'],
      ['[email address of the coordinator]'],
    ]);
  });

  test('are first the coordinator where an earlier message is answered', () => {
    expect(addresses('requested')).toEqual([[coordinatorEmail, pdEmail], []]);
  });

  test('are the coordinator alone where the specialty wants it', () => {
    for (const template of emailTemplates) {
      expect(addresses(template, { coordinatorOnly: true })).toEqual([[coordinatorEmail], []]);
    }
  });

  test('are written to once where two have one address', () => {
    const same = { ...anonymous, coordinatorEmail: 'Residency@lakeside.example' };
    expect(addresses('strong', { program: same })).toEqual([['residency@lakeside.example'], []]);
  });

  test.each(['a@b.org, c@d.org', 'a@b.org\r\nBcc: c@d.org', 'nobody', '<a@b.org>'])(
    'are a blank where %j stands for one',
    (pdEmail) => {
      const { to } = drafted('strong', { program: { name: 'X', pdEmail, flags: [] } });
      expect(to).toEqual([
        { role: 'program', address: null, shown: '[email address of the program director]' },
      ]);
    },
  );
});

describe('the form of a draft', () => {
  test.each<[EmailTemplate, string[]]>([
    ['strong', ['reason', 'context']],
    ['strong-after-interview', ['interviewDate', 'reason', 'oneOfMyTop']],
    ['requested', []],
    ['needed-to-rank', ['interviewDate', 'fit']],
    ['was-pending', []],
    ['retake', ['change']],
    ['follow-up', ['news']],
  ])('%s asks for %j', (template, asked) => {
    expect(detailsOf(template).map(({ id }) => id)).toEqual(asked);
  });

  test('asks for the specialty only where the policy has no name for it', () => {
    const ids = (about: Parameters<typeof detailsOf>[1]) =>
      detailsOf('strong', about).map(({ id }) => id);
    expect(ids({ facts: otherFacts })).toEqual(['specialty', 'reason', 'context']);
    expect(ids({ facts })).toEqual(['reason', 'context']);
  });

  test('offers no improvement to somebody without one, and no top choice where it is not allowed', () => {
    const context = (step1: typeof facts.step1 | 'pass') =>
      detailsOf('strong', { facts: { ...facts, step1 } }).find(({ id }) => id === 'context');
    expect(context(238)?.choices).toEqual(['improvement', 'confirms']);
    expect(context('pass')?.choices).toEqual(['confirms']);
    const after = detailsOf('strong-after-interview', { facts, coordinatorOnly: true });
    expect(after.map(({ id }) => id)).toEqual(['interviewDate', 'reason']);
  });
});
