import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Conversation, replay, screenToken } from '../../src/conversation/conversation.ts';
import type { Click, Event } from '../../src/conversation/event.ts';
import type { Notice } from '../../src/conversation/move.ts';
import { pageOf } from '../../src/conversation/page.ts';
import { step } from '../../src/conversation/step.ts';
import { type Answers, type Field, fields } from '../../src/facts.ts';
import { mutatedPolicy, policy } from '../support/policy.ts';

/** A conversation to talk to: every event goes to its current screen. */
class Talk {
  conversation: Conversation | null = null;
  notices: readonly Notice[] = [];

  constructor(words = '') {
    this.send({ type: 'start', id: 'first', words });
  }

  send(event: Event): this {
    ({ conversation: this.conversation, notices: this.notices } = step(
      policy,
      this.conversation,
      event,
    ));
    return this;
  }

  get now(): Conversation {
    if (!this.conversation) throw new Error('not started');
    return this.conversation;
  }

  click(click: Click): this {
    return this.send({ ...click, on: screenToken(this.now) });
  }

  answer(field: Field, value: string | boolean): this {
    return this.click({ type: 'answer', field, value });
  }

  type(field: Field, text: string): this {
    return this.send({
      type: 'submit',
      form: field,
      values: { [field]: text },
      on: screenToken(this.now),
    });
  }

  get shows(): string {
    const page = pageOf(policy, this.now);
    return page.page === 'question' ? page.field : page.page;
  }
}

/** A finished check: 236 after 238, internal medicine, nothing required. */
function finished(): Talk {
  return new Talk()
    .answer('result', 'passed')
    .answer('stage', 'after-download')
    .type('ck', '236')
    .type('step1', '238')
    .answer('specialty', 'internal-medicine')
    .answer('img', false)
    .answer('required', false);
}

describe('a conversation', () => {
  test('asks its questions one by one and ends with the result', () => {
    const talk = new Talk();
    const shown = [talk.shows];
    talk.answer('result', 'passed');
    shown.push(talk.shows);
    talk.answer('stage', 'after-download');
    shown.push(talk.shows);
    talk.type('ck', ' 236 ');
    shown.push(talk.shows);
    talk.type('step1', '238');
    shown.push(talk.shows);
    talk.answer('specialty', 'internal-medicine');
    shown.push(talk.shows);
    talk.answer('img', false);
    shown.push(talk.shows);
    talk.answer('required', false);
    shown.push(talk.shows);
    expect(shown).toEqual([...fields, 'result']);
  });

  test('skips what the words after the command have answered', () => {
    const talk = new Talk('ck:251 step1:pass specialty:derm stage:early');
    expect(talk.shows).toBe('result');
    expect(talk.answer('result', 'passed').shows).toBe('img');
    expect(talk.answer('img', false).shows).toBe('result');
  });

  test('names the words that it does not understand, and the values that it does not take', () => {
    expect(new Talk('251 blah step1:400').notices).toEqual([
      { kind: 'unknown-word', word: 'blah' },
      { kind: 'refused', field: 'step1', value: 400 },
    ]);
  });

  test('changes nothing it was given: a step leaves the conversation before it as it was', () => {
    const before = finished().now;
    const copy = structuredClone(before);
    step(policy, before, { type: 'change', field: 'ck', on: screenToken(before) });
    step(policy, before, { type: 'restart', on: screenToken(before) });
    expect(before).toEqual(copy);
  });
});

describe('bad input', () => {
  test.each([
    '',
    'abc',
    '217',
    '301',
    '251.5',
    '-251',
    '2 51',
    '１',
    '251; drop table',
    '0x10',
    '1e3',
  ])('"%s" as CK is refused in place, and nothing already answered is lost', (text) => {
    const talk = new Talk('251 pass derm')
      .answer('result', 'passed')
      .answer('stage', 'after-download');
    const asked = new Talk().answer('result', 'passed').answer('stage', 'after-download');
    const before = asked.now;
    asked.type('ck', text);
    expect(asked.notices).toMatchObject([{ kind: 'refused', field: 'ck' }]);
    expect(asked.now).toBe(before);
    expect(talk.shows).toBe('img');
  });

  test('a forged answer that the question does not offer is refused', () => {
    const talk = new Talk().answer('result', 'glorious');
    expect(talk.notices).toEqual([{ kind: 'refused', field: 'result', value: 'glorious' }]);
    expect(talk.shows).toBe('result');
  });

  test('a forged answer to another question changes nothing', () => {
    const talk = new Talk().answer('img', true);
    expect(talk.now.answers).toEqual({});
    expect(talk.notices).toEqual([{ kind: 'stale' }]);
  });
});

describe('back', () => {
  test('opens the last answer again, then the one before it', () => {
    const talk = new Talk()
      .answer('result', 'passed')
      .answer('stage', 'after-download')
      .type('ck', '236');
    expect(talk.shows).toBe('step1');
    expect(talk.click({ type: 'back' }).shows).toBe('ck');
    expect(talk.click({ type: 'back' }).shows).toBe('stage');
    expect(talk.click({ type: 'back' }).shows).toBe('result');
    expect(talk.click({ type: 'back' }).shows).toBe('result');
  });

  test('keeps the answers that follow', () => {
    const talk = new Talk()
      .answer('result', 'passed')
      .answer('stage', 'after-download')
      .type('ck', '236');
    talk.click({ type: 'back' }).click({ type: 'back' }).answer('stage', 'late-interviews');
    expect(talk.shows).toBe('step1');
    expect(talk.now.answers).toEqual({ result: 'passed', stage: 'late-interviews', ck: 236 });
  });

  test('and then keeping the answer goes on where it was', () => {
    const talk = new Talk().answer('result', 'passed').answer('stage', 'after-download');
    expect(talk.click({ type: 'back' }).click({ type: 'keep' }).shows).toBe('ck');
  });
});

describe('changing an answer', () => {
  const change = (talk: Talk, field: Field) =>
    talk.click({ type: 'change' }).click({ type: 'change', field });

  test('keeps all the others and remembers what was recommended before', () => {
    const talk = change(finished(), 'ck');
    expect(talk.shows).toBe('ck');
    talk.type('ck', '240');
    expect(talk.shows).toBe('result');
    expect(talk.now.before).toEqual({ action: 'eras-only', scope: null });
  });

  test('asks again only for what has become necessary', () => {
    const talk = new Talk('251 pass derm stage:review result:passed img:no');
    expect(talk.shows).toBe('result');
    change(talk, 'ck').type('ck', '240');
    expect(talk.shows).toBe('required');
    expect(talk.answer('required', true).shows).toBe('result');
    expect(talk.now.before).toEqual({ action: 'email-priority', scope: 'priority' });
  });

  test('does not ask for what no longer matters, and has it again when it does', () => {
    const talk = change(finished(), 'stage').answer('stage', 'after-rank-lists');
    expect(talk.shows).toBe('result');
    change(talk, 'stage').answer('stage', 'early-interviews');
    expect(talk.shows).toBe('result');
    expect(talk.now.answers).toMatchObject({ ck: 236, step1: 238 });
  });

  test('is forgotten once the person has moved on', () => {
    const talk = change(finished(), 'ck').type('ck', '240').click({ type: 'path' });
    expect(talk.now.before).toBeNull();
  });
});

describe('a click that is not current', () => {
  test('shows the current screen and changes nothing', () => {
    const talk = new Talk();
    const first = screenToken(talk.now);
    talk.answer('result', 'passed');
    const { now } = talk;
    talk.send({ type: 'answer', field: 'result', value: 'failed', on: first });
    expect(talk.now).toBe(now);
    expect(talk.notices).toEqual([{ kind: 'stale' }]);
  });

  test('does not fit a conversation that was begun anew', () => {
    const old = screenToken(new Talk().now);
    const talk = new Talk();
    talk.click({ type: 'cancel' }).send({ type: 'start', id: 'second' });
    talk.send({ type: 'answer', field: 'result', value: 'failed', on: old });
    expect(talk.now.answers).toEqual({});
  });
});

describe('starting while a check is open', () => {
  test('offers to resume it, and resuming shows where it was', () => {
    const talk = new Talk().answer('result', 'passed').send({ type: 'start', id: 'second' });
    expect(talk.shows).toBe('offer');
    expect(talk.click({ type: 'resume' }).shows).toBe('stage');
    expect(talk.now.answers).toEqual({ result: 'passed' });
  });

  test('or to start over, with the words of the new command', () => {
    const talk = finished().send({ type: 'start', id: 'second', words: '251 pass derm' });
    talk.click({ type: 'restart' });
    expect(talk.now.answers).toEqual({ ck: 251, step1: 'pass', specialty: 'dermatology' });
    expect(talk.shows).toBe('result');
  });

  test('goes on where nothing has been answered, so that the first buttons stay good', () => {
    const talk = new Talk();
    const first = talk.now;
    expect(talk.send({ type: 'start', id: 'second' }).now).toBe(first);
    talk.send({ type: 'start', id: 'second', words: '251 pass' });
    expect(talk.now).toMatchObject({ id: 'second', answers: { ck: 251, step1: 'pass' } });
  });

  test('starts anew after a check that was cancelled', () => {
    const talk = new Talk().click({ type: 'cancel' });
    expect(talk.shows).toBe('closed');
    expect(talk.send({ type: 'start', id: 'second' }).now).toMatchObject({ id: 'second' });
  });

  test('cancelling forgets every answer, once it is confirmed', () => {
    const talk = finished().click({ type: 'cancel' });
    expect(talk.shows).toBe('cancel');
    expect(talk.click({ type: 'resume' }).shows).toBe('result');
    talk.click({ type: 'cancel-now' });
    expect(talk.shows).toBe('result');
    talk.click({ type: 'cancel' }).click({ type: 'cancel-now' });
    expect(talk.now.answers).toEqual({});
    expect(talk.shows).toBe('closed');
    expect(talk.click({ type: 'restart' }).shows).toBe('result');
  });
});

/** Any walk through conversations: clicks on the current screen, on old ones, and commands. */
const anyEvents = fc.array(
  fc.oneof(
    fc.constantFrom<Click>(
      { type: 'back' },
      { type: 'keep' },
      { type: 'change' },
      { type: 'path' },
      { type: 'resume' },
      { type: 'restart' },
      { type: 'cancel' },
      { type: 'answer', field: 'result', value: 'passed' },
      { type: 'answer', field: 'result', value: 'pending' },
      { type: 'answer', field: 'stage', value: 'early-interviews' },
      { type: 'answer', field: 'stage', value: 'after-rank-lists' },
      { type: 'answer', field: 'step1', value: 'pass' },
      { type: 'answer', field: 'specialty', value: 'neurology' },
      { type: 'answer', field: 'img', value: true },
      { type: 'answer', field: 'img', value: false },
      { type: 'answer', field: 'required', value: true },
    ),
    fc.constantFrom(...fields).map((field): Click => ({ type: 'change', field })),
    fc.record({
      type: fc.constant('start' as const),
      words: fc.constantFrom('', '251 pass derm', 'x'),
    }),
    fc.record({
      type: fc.constant('submit' as const),
      text: fc.constantFrom('236', '251', 'x', '200'),
    }),
  ),
  { maxLength: 40 },
);

function walk(
  events: readonly (Click | { type: 'start'; words: string } | { type: 'submit'; text: string })[],
) {
  const talk = new Talk();
  for (const event of events) {
    if (event.type === 'start') talk.send({ ...event, id: 'again' });
    else if (event.type === 'submit')
      talk.type(talk.shows === 'step1' ? 'step1' : 'ck', event.text);
    else talk.click(event);
  }
  return talk;
}

describe('the saved form', () => {
  test('is plain JSON, and replaying it gives the same conversation, wherever it stands', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { now } = walk(events);
        const saved: unknown = JSON.parse(JSON.stringify(now));
        expect(replay(policy, saved)).toEqual(now);
      }),
      { numRuns: 500 },
    );
  });

  test('holds nothing but the answers, the place and the policy', () => {
    expect(Object.keys(finished().now).sort()).toEqual([
      'answers',
      'at',
      'before',
      'id',
      'outcome',
      'policy',
      'turn',
    ]);
  });

  test('under a policy that no longer takes an answer asks for it again', () => {
    const saved = { ...finished().now, answers: { ...finished().now.answers, ck: 218 } };
    const raised = mutatedPolicy('passingScore:+1');
    const replayed = replay(raised, saved);
    expect(pageOf(raised, replayed)).toEqual({ page: 'question', field: 'ck' });
    expect(replayed.answers).toMatchObject({
      step1: 238,
      specialty: 'internal-medicine',
    } satisfies Answers);
  });

  test('that is none of ours is refused', () => {
    expect(() => replay(policy, { answers: [] })).toThrow();
    expect(() => replay(policy, null)).toThrow();
  });
});

describe('a form that opens by itself', () => {
  const asked = () => new Talk('result:passed stage:review');
  const effectsOf = (talk: Talk, field: Field, on = screenToken(talk.now)) =>
    step(policy, talk.now, { type: 'open', form: field, on });

  test('opens for the question that is shown, and changes nothing', () => {
    const talk = asked();
    const opened = effectsOf(talk, 'ck');
    expect(opened.effects).toMatchObject([{ type: 'open', form: 'ck' }]);
    expect(opened.conversation).toBe(talk.now);
  });

  test('does not open for another question, nor by an old button', () => {
    const talk = asked();
    for (const stale of [effectsOf(talk, 'step1'), effectsOf(talk, 'ck', 'old')]) {
      expect(stale).toMatchObject({ effects: [], notices: [{ kind: 'stale' }] });
    }
  });
});

describe('the guide', () => {
  test('is read beside the check, which goes on where it was', () => {
    const talk = new Talk('result:passed stage:review');
    expect(talk.click({ type: 'guide' }).shows).toBe('guide');
    expect(pageOf(policy, talk.click({ type: 'guide', topic: 'failing' }).now)).toEqual({
      page: 'guide',
      topic: 'failing',
    });
    expect(talk.click({ type: 'resume' }).shows).toBe('ck');
  });
});

describe('a command', () => {
  test('means what is shown now, whatever that is', () => {
    const talk = finished().send({ type: 'forget', on: null });
    expect(talk.shows).toBe('forget');
    expect(talk.notices).toEqual([]);
  });
});
