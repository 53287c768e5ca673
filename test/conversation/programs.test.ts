import { describe, expect, test } from 'vitest';
import { type Conversation, replay, screenToken } from '../../src/conversation/conversation.ts';
import type { Click, Effect, Event } from '../../src/conversation/event.ts';
import type { FormName, Typed } from '../../src/conversation/forms.ts';
import type { Listed } from '../../src/conversation/listed.ts';
import type { Moment } from '../../src/conversation/moment.ts';
import type { Notice } from '../../src/conversation/move.ts';
import { pageOf } from '../../src/conversation/page.ts';
import { step } from '../../src/conversation/step.ts';
import { longestBody, longestSubject } from '../../src/conversation/writing-step.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { mutatedPolicy, policy } from '../support/policy.ts';

const moment: Moment = { today: '2026-11-22', instant: 0, here: null, person: 'U1' };
const priority = '251 238 derm result:passed stage:review img:no';
const quiet = '236 238 im result:passed stage:review img:no';

/** Somebody at the plan, to whom every event happens on the current screen. */
class Planner {
  conversation: Conversation;
  notices: readonly Notice[] = [];
  effects: readonly Effect[] = [];
  under: Policy = policy;

  constructor(words = priority, id = 'first') {
    const begun = step(policy, null, { type: 'start', id, words }, moment);
    this.conversation = begun.conversation;
    if (words.includes(' im ')) this.click({ type: 'answer', field: 'required', value: false });
    this.click({ type: 'plan' });
  }

  send(event: Event): this {
    const made = step(this.under, this.conversation, event, moment);
    ({ conversation: this.conversation, notices: this.notices, effects: this.effects } = made);
    return this;
  }

  click(click: Click, on: string | null = screenToken(this.conversation)): this {
    return this.send({ ...click, on });
  }

  submit(form: FormName, values: Typed, on = screenToken(this.conversation)): this {
    return this.send({ type: 'submit', form, values, on });
  }

  add(name: string, flags = ''): this {
    return this.submit('program', { name, flags }).click({ type: 'plan' });
  }

  import(...rows: string[]): this {
    return this.submit('csv', { file: ['name,flags', ...rows].join('\n') });
  }

  /** Saved, and read again under a policy. */
  in(under: Policy): this {
    this.under = under;
    this.conversation = replay(under, JSON.parse(JSON.stringify(this.conversation)));
    return this;
  }

  get programs(): readonly Listed[] {
    return this.conversation.work?.programs ?? [];
  }

  get listed(): string[] {
    return this.programs.map(({ id, name }) => `${id} ${name}`);
  }

  get page(): string {
    return pageOf(this.under, this.conversation).page;
  }

  get kinds(): string[] {
    return this.notices.map(({ kind }) => kind);
  }
}

describe('the list of programs', () => {
  test('gets programs from a form, each with a number of its own', () => {
    const ana = new Planner().add('Mercy', 'home asked').add('Ice');
    expect(ana.listed).toEqual(['1 Mercy', '2 Ice']);
    expect(ana.programs[0]).toEqual({ id: 1, name: 'Mercy', flags: ['home', 'asked'] });
  });

  test('keeps what a form held that was refused, until something is accepted', () => {
    const ana = new Planner();
    ana.submit('program', { name: ' ', flags: 'home', lastUpdate: 'yesterday' });
    expect(ana.kinds).toEqual(['wrong-program', 'wrong-program']);
    expect(ana.conversation.typed).toEqual({
      form: 'program',
      values: { name: ' ', flags: 'home', lastUpdate: 'yesterday' },
    });
    expect(ana.programs).toEqual([]);
    expect(ana.add('Mercy').conversation.typed).toBeUndefined();
  });

  test('changes a program in place, its people apart from its flags', () => {
    const ana = new Planner()
      .add('Mercy', 'home')
      .add('Ice')
      .click({ type: 'program', program: 1 });
    ana.submit('contacts', { pdLastName: 'Okafor', pdEmail: 'pd@example.edu' });
    ana.submit('program', { name: 'Mercy North', flags: 'rotated' });
    expect(ana.programs[0]).toEqual({
      id: 1,
      name: 'Mercy North',
      pdLastName: 'Okafor',
      pdEmail: 'pd@example.edu',
      flags: ['rotated'],
    });
    expect(ana.listed).toEqual(['1 Mercy North', '2 Ice']);
  });

  test('changes only what a file has a column for, and never forgets that a program was told', () => {
    const ana = new Planner()
      .import('Mercy,home', 'Ice,signaled')
      .click({ type: 'program', program: 1 });
    ana.submit('contacts', { pdLastName: 'Okafor', pdEmail: 'pd@example.edu' });
    ana.click({ type: 'program', program: 1 }).click({ type: 'sent' }).click({ type: 'plan' });
    ana.import('Mercy,home', 'Ice,signaled', 'New,home');
    expect(ana.programs[0]).toMatchObject({
      name: 'Mercy',
      pdLastName: 'Okafor',
      pdEmail: 'pd@example.edu',
      lastUpdate: moment.today,
    });
    expect(ana.kinds).toEqual(['imported']);
    ana.submit('csv', { file: 'name,flags,pdEmail,lastUpdate\nMercy,,,' });
    const [mercy] = ana.programs;
    expect(mercy).toEqual({
      id: 1,
      name: 'Mercy',
      pdLastName: 'Okafor',
      lastUpdate: moment.today,
      flags: [],
    });
  });

  test('is written to another time without the news of the time before', () => {
    const ana = new Planner().import('Mercy,home invites-updates');
    ana.click({ type: 'draft', program: 1 }).click({ type: 'sent' });
    ana.click({ type: 'draft', program: 1 }).submit('details', { news: 'my paper was accepted' });
    expect(ana.conversation.work?.writings['1']?.details.news).toBe('my paper was accepted');
    ana.click({ type: 'sent' });
    expect(ana.conversation.work?.writings['1']?.details.news).toBeUndefined();
  });

  test('replaces by name on an import, with its numbers and drafts', () => {
    const ana = new Planner().add('Mercy', 'home').add('Ice', 'home');
    ana.click({ type: 'draft', program: 2 }).submit('details', { reason: 'the clinic' });
    ana.click({ type: 'plan' }).import('Ice,signaled', 'New,home', 'Ice,dream');
    expect(ana.listed).toEqual(['1 Mercy', '2 Ice', '3 New', '4 Ice']);
    expect(ana.programs[1]?.flags).toEqual(['signaled']);
    expect(ana.conversation.work?.writings[2]?.details.reason).toBe('the clinic');
    expect(ana.notices).toMatchObject([{ kind: 'imported', count: 3, updated: 1 }]);
  });

  test.each<[string, string, string[], string[]]>([
    ['with a bad row', 'name,flags\nA,home\nB,hom', ['imported'], ['1 Mercy', '2 A']],
    ['with none but bad rows', 'name,flags\nB,hom', ['imported'], ['1 Mercy']],
    ['without names', 'city\nErie', ['csv-refused'], ['1 Mercy']],
    ['that is no text', '\0', ['csv-refused'], ['1 Mercy']],
    ['that is empty', '', ['csv-refused'], ['1 Mercy']],
    ['of too many', `name\n${'A\n'.repeat(300)}`, ['csv-refused'], ['1 Mercy']],
  ])('takes a file %s as far as it is good', (_, file, kinds, listed) => {
    const ana = new Planner().add('Mercy').submit('csv', { file });
    expect(ana.kinds).toEqual(kinds);
    expect(ana.listed).toEqual(listed);
  });

  test('holds 300 programs and not one more', () => {
    const ana = new Planner().import(...Array.from({ length: 300 }, (_, at) => `P${at}`));
    expect(ana.programs).toHaveLength(300);
    const { conversation } = ana.submit('program', { name: 'One more', flags: '' });
    expect(ana.notices).toMatchObject([{ kind: 'wrong-program', fault: { kind: 'too-many' } }]);
    expect(conversation.work?.programs).toHaveLength(300);
  });

  test('loses a program with what was written to it; the next one has nothing of it', () => {
    const ana = new Planner().add('Mercy', 'home').add('Ice', 'home');
    ana.click({ type: 'draft', program: 2 }).submit('details', { reason: 'the clinic' });
    const old = screenToken(ana.conversation);
    ana.click({ type: 'drop' });
    expect(ana.page).toBe('plan');
    ana.add('New', 'home');
    expect(ana.conversation.work?.writings).toEqual({});
    // Buttons and forms of the program that is gone.
    for (const click of [
      { type: 'draft', program: 2 },
      { type: 'drop' },
      { type: 'sent' },
    ] as const) {
      expect(ana.click(click, old).kinds).toEqual(['stale']);
    }
    ana.submit('details', { reason: 'for another' }, old);
    expect(ana.kinds).toEqual(['stale']);
    expect(ana.listed).toEqual(['1 Mercy', '2 New']);
    expect(ana.conversation.work?.writings).toEqual({});
  });
});

describe('clicks and forms that do not belong there', () => {
  test.each<[string, (ana: Planner) => unknown]>([
    ['a program that is not listed', (ana) => ana.click({ type: 'program', program: 9 })],
    ['an email to nobody', (ana) => ana.click({ type: 'draft', program: 9 })],
    ['sent, of no program', (ana) => ana.click({ type: 'sent' })],
    ['removed, of no program', (ana) => ana.click({ type: 'drop' })],
    ['another subject, of no email', (ana) => ana.click({ type: 'subject' })],
    ['used all the same, of no email', (ana) => ana.click({ type: 'anyway' })],
    ['a file of no email', (ana) => ana.click({ type: 'mail-file' })],
    ['the form of an email on the plan', (ana) => ana.submit('email', { body: 'x' })],
    ['the form of a person on the plan', (ana) => ana.submit('applicant', { name: 'x' })],
    ['contacts of no program', (ana) => ana.submit('contacts', { pdLastName: 'x' })],
    ['a form that is opened elsewhere', (ana) => ana.click({ type: 'open', form: 'email' })],
  ])('%s: nothing changes', (_, act) => {
    const ana = new Planner().add('Mercy', 'home');
    const before = ana.conversation;
    act(ana);
    expect(ana.kinds).toEqual(['stale']);
    expect(ana.conversation).toBe(before);
    expect(ana.effects).toEqual([]);
  });

  test("somebody else's token fits nothing", () => {
    const ana = new Planner().add('Mercy', 'home');
    const ben = new Planner(priority, 'second').add('Ice', 'home');
    const before = ben.conversation;
    ben.submit('csv', { file: 'name\nMercy' }, screenToken(ana.conversation));
    ben.click({ type: 'program', program: 1 }, screenToken(ana.conversation));
    expect(ben.kinds).toEqual(['stale']);
    expect(ben.conversation).toBe(before);
  });

  test('what is forged into a form is bounded, and no field of its own', () => {
    const ana = new Planner();
    ana.submit('program', { name: 'x'.repeat(1_000_000), city: 'Erie' });
    expect(JSON.stringify(ana.conversation).length).toBeLessThan(10_000);
    ana.submit('program', { name: 'Mercy', flags: 'home zzz' });
    expect(ana.notices).toMatchObject([{ kind: 'wrong-program', fault: { column: 'flags' } }]);
    ana.submit('program', { name: 'Mercy', id: '7', flags: '' });
    expect(ana.programs).toEqual([]);
  });
});

describe('what moved in the plan', () => {
  test('by a changed answer is said once, by name', () => {
    const ana = new Planner(quiet)
      .add('Mercy', 'home')
      .add('Ice', 'requires')
      .click({ type: 'resume' });
    ana.click({ type: 'change', field: 'ck' }).submit('ck', { ck: '270' });
    expect(ana.notices).toEqual([{ kind: 'plan-moved', gained: ['Mercy'], lost: [] }]);
    expect(ana.click({ type: 'plan' }).kinds).toEqual([]);
    ana.click({ type: 'change', field: 'ck' }).submit('ck', { ck: '236' });
    expect(ana.notices).toEqual([{ kind: 'plan-moved', gained: [], lost: ['Mercy'] }]);
  });

  test('by a program of its own page is said by that page', () => {
    const ana = new Planner().add('Mercy', 'home').click({ type: 'program', program: 1 });
    expect(ana.click({ type: 'sent' }).kinds).toEqual([]);
    expect(ana.programs[0]?.lastUpdate).toBe('2026-11-22');
    expect(ana.click({ type: 'plan' }).kinds).toEqual([]);
  });

  test('by another policy is said with the next screen, once', () => {
    const ana = new Planner('249 238 derm result:passed stage:review img:no');
    ana.import(...['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `${name},home`));
    expect(ana.conversation.work?.planned).toEqual([1, 2, 3, 4, 5]);
    ana.in(mutatedPolicy('fewPrograms:+1'));
    expect(ana.click({ type: 'resume' }).notices).toEqual([
      { kind: 'plan-moved', gained: ['F'], lost: [] },
    ]);
    expect(ana.click({ type: 'plan' }).kinds).toEqual([]);
    expect(ana.in(policy).click({ type: 'resume' }).notices).toEqual([
      { kind: 'plan-moved', gained: [], lost: ['F'] },
    ]);
  });

  test('marking as sent never adds anybody, and a fact that was new is not new any more', () => {
    const ana = new Planner().import('A,home new-information', 'B,home', 'C,dream');
    const before = ana.conversation.work?.planned ?? [];
    expect(before).toHaveLength(3);
    ana.click({ type: 'program', program: 1 }).click({ type: 'sent' });
    expect(ana.programs[0]).toMatchObject({ lastUpdate: '2026-11-22', flags: ['home'] });
    expect(ana.conversation.work?.planned.every((id) => before.includes(id))).toBe(true);
  });
});

describe('an email', () => {
  const writing = () => new Planner().add('Mercy', 'home').click({ type: 'draft', program: 1 });

  test('keeps who writes for the next one', () => {
    const ana = writing().submit('applicant', { name: ' Jane\nDoe ', id: '12', school: '' });
    expect(ana.conversation.work?.applicant).toEqual({ name: 'Jane Doe', id: '12' });
    expect(ana.page).toBe('draft');
    ana.click({ type: 'plan' }).add('Ice', 'home').click({ type: 'draft', program: 2 });
    expect(ana.conversation.work?.applicant.name).toBe('Jane Doe');
  });

  test('is edited within bounds, and drafted again with the same details', () => {
    const ana = writing().submit('details', { reason: 'the clinic', context: 'improvement' });
    ana.submit('email', { subject: `a\r\nb${'x'.repeat(999)}`, body: `a\r\nb${'x'.repeat(9999)}` });
    const { edited } = ana.conversation.work?.writings[1] ?? {};
    expect(edited?.subject).toMatch(/^a bx+$/);
    expect(edited?.body).toMatch(/^a\nbx+$/);
    expect([edited?.subject.length, edited?.body.length]).toEqual([longestSubject, longestBody]);
    ana.click({ type: 'anyway' }).click({ type: 'redraft' });
    expect(ana.conversation.work?.writings[1]).toEqual({
      details: { reason: 'the clinic', context: 'improvement' },
      otherSubject: false,
    });
  });

  test('takes only details that it asks for, in the forms it knows', () => {
    const ana = writing().submit('details', { reason: ' x ', context: 'perfect', news: 'forged' });
    expect(ana.conversation.work?.writings[1]?.details).toEqual({ reason: 'x' });
    ana.submit('details', { reason: '', context: 'confirms' });
    expect(ana.conversation.work?.writings[1]?.details).toEqual({ context: 'confirms' });
  });

  test('keeps all that was typed where a day is none', () => {
    const ana = new Planner().add('Mercy', 'interviewed').click({ type: 'draft', program: 1 });
    const values = { interviewDate: 'Monday', reason: 'the clinic' };
    ana.submit('details', values);
    expect(ana.notices).toMatchObject([
      { kind: 'wrong-program', fault: { column: 'interviewDate', kind: 'day' } },
    ]);
    expect(ana.conversation.typed).toEqual({ form: 'details', values });
  });

  test('gets contacts without being left', () => {
    const ana = writing().submit('contacts', { pdEmail: 'pd@example.edu' });
    expect([ana.page, ana.programs[0]?.pdEmail]).toEqual(['draft', 'pd@example.edu']);
  });

  test('that was sent leaves nothing of its text to the next one', () => {
    const ana = writing().submit('details', { reason: 'the clinic' });
    ana
      .submit('email', { subject: 'a', body: 'b' })
      .click({ type: 'anyway' })
      .click({ type: 'sent' });
    expect(ana.conversation.work?.writings[1]).toEqual({ details: { reason: 'the clinic' } });
    expect(ana.page).toBe('program');
  });

  test('is handed over as an effect, once a click', () => {
    expect(writing().click({ type: 'mail-file' }).effects).toEqual([{ type: 'mail-file' }]);
    expect(writing().click({ type: 'plan' }).click({ type: 'export' }).effects).toEqual([
      { type: 'export' },
    ]);
  });
});

describe('programs and emails', () => {
  test.each<[string, (ana: Planner) => unknown]>([
    ['a check that is begun anew', (ana) => ana.click({ type: 'restart' })],
    [
      'one that is cancelled',
      (ana) =>
        ana
          .click({ type: 'change', field: 'ck' })
          .click({ type: 'cancel' })
          .click({ type: 'cancel-now' }),
    ],
    ['a restart of the process', (ana) => ana.in(policy)],
    ['another policy', (ana) => ana.in(mutatedPolicy('drop:+1'))],
    [
      'a new command',
      (ana) => ana.send({ type: 'start', id: 'x', words: '' }).click({ type: 'restart' }),
    ],
  ])('outlive %s', (_, happens) => {
    const ana = new Planner().add('Mercy', 'home').click({ type: 'draft', program: 1 });
    ana.submit('details', { reason: 'the clinic' });
    happens(ana);
    const { work } = ana.conversation;
    expect(work?.programs).toMatchObject([{ id: 1, name: 'Mercy' }]);
    expect(work?.writings[1]?.details).toMatchObject({ reason: 'the clinic' });
  });

  test('are none of a check for somebody else', () => {
    const about = { kind: 'message', channel: 'C1', message: '1', name: null } as const;
    const begun = step(policy, null, { type: 'start', id: 'm~x', words: priority, about }, moment);
    for (const click of [{ type: 'plan' }, { type: 'drafts' }, { type: 'export' }] as const) {
      const on = screenToken(begun.conversation);
      const forged = step(policy, begun.conversation, { ...click, on }, moment);
      expect(forged.notices).toEqual([{ kind: 'stale' }]);
      expect(forged.effects).toEqual([]);
      expect(forged.conversation).toBe(begun.conversation);
    }
  });

  test('come after the result: who asks before is led to the questions', () => {
    const begun = step(
      policy,
      null,
      { type: 'start', id: 'x', words: '251 result:passed' },
      moment,
    );
    for (const type of ['plan', 'drafts'] as const) {
      const asked = step(policy, begun.conversation, { type, on: null }, moment);
      expect(asked.notices).toEqual([{ kind: 'result-first' }]);
      expect(pageOf(policy, asked.conversation)).toEqual({ page: 'question', field: 'stage' });
      const away = step(policy, begun.conversation, { type: 'guide', on: null }, moment);
      const back = step(policy, away.conversation, { type, on: null }, moment);
      expect(pageOf(policy, back.conversation).page).toBe('question');
    }
  });
});
