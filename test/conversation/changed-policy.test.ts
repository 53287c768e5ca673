import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Conversation, replay, screenToken } from '../../src/conversation/conversation.ts';
import type { Click } from '../../src/conversation/event.ts';
import type { Notice, Step } from '../../src/conversation/move.ts';
import { pageOf } from '../../src/conversation/page.ts';
import { step } from '../../src/conversation/step.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { anyScored } from '../support/facts.ts';
import { mutatedPolicy, policy } from '../support/policy.ts';

/** 251 after 238 is a gain of 13, which is no big one here. */
const demanding = mutatedPolicy('bigGain:+10');
/** Takes no CK of 218. */
const strict = mutatedPolicy('passingScore:+1');
const withoutDermatology: Policy = {
  ...policy,
  hash: 'sha256:without',
  specialties: policy.specialties.filter(({ id }) => id !== 'dermatology'),
};

const emailMany = { action: 'email-priority', scope: 'priority' };
const emailFew = { action: 'email-few', scope: 'top-choices' };
const way = 'result:passed stage:review ck:251 step1:238 derm img:no';

/** A conversation that is saved after every step and replayed before it, under whatever policy is in force then. */
class Saved {
  state: unknown;
  notices: readonly Notice[] = [];
  private readonly under: Policy;

  constructor(words: string, under: Policy = policy, state?: unknown) {
    this.under = under;
    this.state = state ?? this.kept(step(under, null, { type: 'start', id: 'one', words }));
  }

  /** The same saved conversation, some days later, under this policy. */
  in(other: Policy): Saved {
    return new Saved('', other, this.state);
  }

  get now(): Conversation {
    return replay(this.under, this.state);
  }

  get shows(): string {
    const page = pageOf(this.under, this.now);
    return page.page === 'question' ? page.field : page.page;
  }

  look(): this {
    this.state = this.kept(step(this.under, this.now, { type: 'look' }));
    return this;
  }

  click(click: Click, on = screenToken(this.now)): this {
    this.state = this.kept(step(this.under, this.now, { ...click, on }));
    return this;
  }

  type(field: 'ck' | 'step1', text: string): this {
    const on = screenToken(this.now);
    const values = { [field]: text };
    const made = step(this.under, this.now, { type: 'submit', form: field, values, on });
    this.state = this.kept(made);
    return this;
  }

  /** What the bot saves: nothing where the conversation is the same. */
  private kept({ conversation, notices }: Step): unknown {
    this.notices = notices;
    const { turn } = conversation;
    const same = this.state !== undefined && turn === (this.state as Conversation).turn;
    return same ? this.state : JSON.parse(JSON.stringify(conversation));
  }
}

describe('a result that is another one under a new policy', () => {
  const changed = { kind: 'policy', before: emailMany, after: emailFew };

  test('is announced with what it was, until the next step and not after it', () => {
    const saved = new Saved(way).in(demanding);
    expect(saved.look().notices).toEqual([changed]);
    expect(saved.look().notices).toEqual([changed]);
    expect(saved.click({ type: 'path' }).notices).toEqual([changed]);
    expect(saved.look().notices).toEqual([]);
    expect(saved.click({ type: 'resume' }).notices).toEqual([]);
    expect(saved.shows).toBe('result');
  });

  test.each<Click>([
    { type: 'change' },
    { type: 'guide' },
    { type: 'restart' },
    { type: 'cancel' },
    { type: 'back' },
    { type: 'change', field: 'ck' },
  ])('is announced on whatever comes next, also after %o', (click) => {
    const saved = new Saved(way).in(demanding).click(click);
    expect(saved.notices).toEqual([changed]);
    expect(saved.look().notices).toEqual([]);
  });

  test('is announced together with what an old button has to be told', () => {
    const saved = new Saved(way).in(demanding).click({ type: 'path' }, 'old');
    expect(saved.notices).toEqual([changed, { kind: 'stale' }]);
  });

  test('is announced again when the old policy comes back', () => {
    const saved = new Saved(way).in(demanding).click({ type: 'path' }).in(policy).look();
    expect(saved.notices).toEqual([{ kind: 'policy', before: emailFew, after: emailMany }]);
  });

  test('is told apart from what a changed answer did', () => {
    const saved = new Saved(way).click({ type: 'change', field: 'ck' }).in(demanding);
    saved.type('ck', '219');
    expect(saved.notices).toEqual([changed]);
    expect(saved.now.before).toEqual(emailFew);
  });
});

describe('nothing is announced', () => {
  test.each<[string, string, Policy]>([
    ['where the result is the same', way, mutatedPolicy('fewPrograms:+1')],
    ['where the interview was not finished', 'result:passed ck:251', demanding],
    ['where the policy is the same', way, policy],
    ['where there are no answers', '', strict],
  ])('%s', (_, words, other) => {
    const saved = new Saved(words).in(other);
    expect(saved.look().notices).toEqual([]);
    expect(saved.click({ type: 'guide' }).notices).toEqual([]);
  });
});

describe('an answer that a new policy does not take', () => {
  const low = `${way.replace('251', '218')} required:no`;
  const asks = [{ kind: 'policy-asks' }];

  test('is asked again, which is said once, and the others are kept', () => {
    const saved = new Saved(low).in(strict);
    expect(saved.look().notices).toEqual(asks);
    expect(saved.shows).toBe('ck');
    const { ck, ...others } = new Saved(low).now.answers;
    expect(saved.now.answers).toEqual(others);
    expect(saved.click({ type: 'guide' }).notices).toEqual(asks);
    expect(saved.click({ type: 'resume' }).notices).toEqual([]);
    expect(ck).toBe(218);
  });

  test('counts again when a later policy takes it', () => {
    const saved = new Saved(low).in(strict).click({ type: 'guide' }).click({ type: 'resume' });
    expect(saved.shows).toBe('ck');
    const back = saved.in(policy);
    expect(back.shows).toBe('result');
    expect(back.now.answers).toEqual(new Saved(low).now.answers);
    expect(back.now).not.toHaveProperty('aside');
  });

  test('gives way to the answer that is given instead', () => {
    const saved = new Saved(low).in(strict).type('ck', '251');
    expect(saved.notices).toEqual([]);
    expect(saved.in(policy).now.answers.ck).toBe(251);
    expect(saved.state).not.toHaveProperty('aside');
  });

  test('is answered, and then the result says what it was before', () => {
    const saved = new Saved(low).in(strict).click({ type: 'guide' }).click({ type: 'resume' });
    saved.type('ck', '251');
    expect(saved.shows).toBe('result');
    expect(saved.now.before).toEqual(new Saved(low).now.outcome);
  });

  test('is asked again in the middle of the interview as well', () => {
    const saved = new Saved('result:passed stage:review derm').in(withoutDermatology);
    expect(saved.look().notices).toEqual([]);
    saved.type('ck', '251').click({ type: 'answer', field: 'step1', value: 'pass' });
    expect(saved.shows).toBe('specialty');
    expect(saved.in(policy).now.answers.specialty).toBe('dermatology');
  });

  test('is forgotten with all the others', () => {
    const saved = new Saved(low).in(strict).click({ type: 'restart' });
    expect(saved.notices).toEqual([]);
    expect(saved.state).not.toHaveProperty('aside');
    const cancelled = new Saved(low).in(strict).click({ type: 'cancel' });
    cancelled.click({ type: 'cancel-now' });
    expect(cancelled.in(policy).now).toMatchObject({ answers: {}, at: { page: 'closed' } });
    expect(cancelled.state).not.toHaveProperty('aside');
  });

  test('waits while a new check is offered', () => {
    const { now } = new Saved('derm').in(withoutDermatology);
    const event = { type: 'start', id: 'two', words: '251' } as const;
    const { conversation } = step(withoutDermatology, now, event);
    expect(conversation.at).toEqual({ page: 'offer', answers: { ck: 251 } });
    expect(replay(policy, conversation).answers).toEqual({ specialty: 'dermatology' });
  });

  test('is never lost, whatever the policies are that come and go', () => {
    const policies = [policy, strict, withoutDermatology, demanding];
    const coming = fc.array(fc.constantFrom(...policies), { maxLength: 6 });
    const moves = fc.constantFrom<Click>({ type: 'guide' }, { type: 'resume' }, { type: 'change' });
    fc.assert(
      fc.property(anyScored(policy), coming, moves, (facts, later, move) => {
        const words = Object.entries(facts).map(([field, value]) =>
          typeof value === 'boolean' ? `${field}:${value ? 'yes' : 'no'}` : `${field}:${value}`,
        );
        const first = new Saved(words.join(' '));
        const last = later.reduce((saved, under) => saved.in(under).click(move), first);
        expect(last.in(policy).now.answers).toEqual(first.now.answers);
      }),
    );
  });
});

describe('what is answered on a screen from before the change', () => {
  test('counts, though the new policy asks something else first', () => {
    const saved = new Saved('result:passed stage:review ck:218').in(strict);
    expect(saved.shows).toBe('ck');
    saved.click({ type: 'answer', field: 'step1', value: 'pass' });
    expect(saved.now.answers).toMatchObject({ step1: 'pass' });
    expect(saved.notices).toEqual([{ kind: 'policy-asks' }]);
    expect(saved.shows).toBe('ck');
  });

  test('counts only if it fits, and only once', () => {
    const saved = new Saved('result:passed stage:review ck:251 step1:pass').in(withoutDermatology);
    const token = screenToken(saved.now);
    saved.click({ type: 'answer', field: 'specialty', value: 'dermatology' });
    expect(saved.notices).toMatchObject([{ kind: 'refused', field: 'specialty' }]);
    saved.click({ type: 'answer', field: 'specialty', value: 'urology' });
    saved.click({ type: 'answer', field: 'specialty', value: 'neurology' }, token);
    expect(saved.notices).toEqual([{ kind: 'stale' }]);
    expect(saved.now.answers.specialty).toBe('urology');
  });

  test('does not count where the screen had no question', () => {
    const saved = new Saved(way).click({ type: 'path' }).in(demanding);
    saved.click({ type: 'answer', field: 'img', value: true });
    expect(saved.now.answers.img).toBe(false);
  });
});

describe('a result that is about to be shared', () => {
  const there = { kind: 'channel', channel: 'C1', name: 'advising' } as const;
  const moment = { today: '2026-11-22', instant: 1, here: there, person: 'U1' };
  const finished = replay(policy, new Saved(way).state);
  const share = { type: 'share', kind: 'share', on: screenToken(finished) } as const;
  const preview = step(policy, finished, share, moment).conversation;
  const post = (under: Policy, state: unknown): Step => {
    const now = replay(under, state);
    return step(under, now, { type: 'post', on: screenToken(now) }, moment);
  };

  test('is shown once more where the policy has made it another one, and posted then', () => {
    const shown = post(demanding, preview);
    expect(shown.notices).toEqual([{ kind: 'policy', before: emailMany, after: emailFew }]);
    expect(shown.effects).toEqual([]);
    expect(pageOf(demanding, shown.conversation)).toMatchObject({ page: 'share' });
    const posted = post(demanding, shown.conversation);
    expect(posted.effects).toMatchObject([{ type: 'post' }]);
    expect(posted.notices).toEqual([]);
  });

  test('is posted where it is the same', () => {
    const { effects, notices } = post(mutatedPolicy('fewPrograms:+1'), preview);
    expect(effects).toMatchObject([{ type: 'post' }]);
    expect(notices).toEqual([]);
  });

  test('and waits to be looked for: the screen after that announces the change', () => {
    const { conversation } = post(policy, preview);
    const now = replay(demanding, JSON.parse(JSON.stringify(conversation)));
    const later = { ...moment, instant: 60_000 };
    const looked = step(demanding, now, { type: 'finish', on: screenToken(now) }, later);
    expect(looked.effects).toMatchObject([{ type: 'post', again: true }]);
    const share = conversation.shares?.[0]?.id ?? '';
    const refusal = { why: 'archived', detail: null } as const;
    const event = { type: 'not-posted', share, refusal } as const;
    const told = step(demanding, replay(demanding, looked.conversation), event, later);
    expect(told.notices).toMatchObject([
      { kind: 'policy', before: emailMany, after: emailFew },
      { kind: 'not-posted' },
    ]);
    expect(step(demanding, told.conversation, { type: 'look' }).notices).toEqual([]);
  });
});

describe('a conversation that was saved before outcomes were', () => {
  const old = {
    id: '0123456789abcdef0123',
    turn: 6,
    policy: 'sha256:d2c1',
    answers: {
      result: 'passed',
      stage: 'after-download',
      ck: 251,
      step1: 238,
      specialty: 'dermatology',
      img: false,
    },
    at: { page: 'interview' },
    before: null,
  };

  test('opens where it was, and nobody claims to know what it recommended', () => {
    const saved = new Saved('', demanding, old);
    expect(saved.look().notices).toEqual([]);
    expect(saved.shows).toBe('result');
    expect(saved.click({ type: 'path' }).state).toMatchObject({
      turn: 7,
      policy: demanding.hash,
      outcome: emailFew,
    });
  });
});
