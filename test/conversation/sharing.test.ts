import { describe, expect, test } from 'vitest';
import { type Conversation, replay, screenToken } from '../../src/conversation/conversation.ts';
import { type Click, type Event, readClick } from '../../src/conversation/event.ts';
import type { Moment } from '../../src/conversation/moment.ts';
import type { Notice, Step } from '../../src/conversation/move.ts';
import {
  type Here,
  levels,
  refusals,
  type Share,
  shareKinds,
  type Where,
} from '../../src/conversation/share.ts';
import { mostShares } from '../../src/conversation/sharing.ts';
import { step } from '../../src/conversation/step.ts';
import { policiesWith } from '../support/advising.ts';

const season = { id: 'C1', name: '#season' };
const policy = policiesWith({ channel: 'C2', mention: 'S1', shareTo: [season] }).of('');
const channel: Where = { kind: 'channel', channel: 'C9', name: '#here' };
const thread: Where = { kind: 'thread', channel: 'C9', thread: '1.1', name: '#here' };
const message: Where = { kind: 'message', channel: 'C9', message: '1.1', name: '#here' };
const link: Where = { kind: 'link' };
const direct: Here = { kind: 'direct' };
const posted = { channel: 'C9', message: '2.2', link: 'https://example.org/2' };
const noon = Date.UTC(2026, 10, 22, 12);

/** A finished check, and where its owner is. */
class Talk {
  conversation: Conversation;
  made: Step | null = null;
  moment: Moment;

  constructor(here: Here = channel, given: Partial<Conversation> = {}) {
    this.moment = { today: '2026-11-22', instant: noon, here, person: 'ana' };
    const answers = {
      ...({ result: 'passed', stage: 'after-download', ck: 251, step1: 238 } as const),
      ...({ specialty: 'dermatology', img: false } as const),
    };
    const rest = { id: 'x', turn: 1, policy: policy.hash, answers, before: null };
    this.conversation = { ...rest, at: { page: 'interview' }, ...given };
  }

  send(event: Event): this {
    this.made = step(policy, this.conversation, event, this.moment);
    this.conversation = this.made.conversation;
    return this;
  }

  click(click: Click, on = screenToken(this.conversation)): this {
    return this.send({ ...click, on });
  }

  /** A card on its way. */
  posting(click: Click = { type: 'post' }): this {
    return this.click({ type: 'share', kind: 'share' }).click(click);
  }

  /** A card that stands. */
  posted(): this {
    return this.posting().send({ type: 'posted', share: this.share.id, posted });
  }

  later(milliseconds: number): this {
    this.moment = { ...this.moment, instant: this.moment.instant + milliseconds };
    return this;
  }

  get shares(): readonly Share[] {
    return this.conversation.shares ?? [];
  }

  get share(): Share {
    const share = this.shares.at(-1);
    if (!share) throw new Error('Nothing was shared.');
    return share;
  }

  get said(): Notice['kind'][] {
    return this.made?.notices.map(({ kind }) => kind) ?? [];
  }

  get effects() {
    return this.made?.effects;
  }
}

describe('where a card goes', () => {
  test.each<[string, Here, Click['type'] | string, Where | Notice['kind']]>([
    ['in a channel: there', channel, 'post', channel],
    ['in a thread: into it', thread, 'post', thread],
    ['on a page: to a link', link, 'post', link],
    ['alone with the bot: nowhere', direct, 'post', 'no-place'],
    [
      'alone with the bot: where it was chosen',
      direct,
      'C1',
      { ...channel, channel: 'C1', name: '#season' },
    ],
    ['alone with the bot: nowhere that the policy does not name', direct, 'C5', 'stale'],
    ['in a channel: nowhere else, even where the policy names it', channel, 'C1', 'stale'],
    ['on a page: in no channel', link, 'C1', 'stale'],
  ])('%s', (_, here, to, expected) => {
    const talk = new Talk(here).posting(to === 'post' ? { type: 'post' } : { type: 'post', to });
    if (typeof expected === 'string') {
      expect([talk.said, talk.shares, talk.effects]).toEqual([[expected], [], []]);
      return;
    }
    expect(talk.share).toMatchObject({ where: expected, posted: null, tried: noon });
    expect(talk.effects).toEqual([{ type: 'post', share: 'x.2', again: false }]);
  });

  test('for somebody else: where they asked, wherever the advisor is, and nowhere else', () => {
    for (const here of [channel, direct]) {
      expect(new Talk(here, { about: message }).posting().share.where).toEqual(message);
      const forged = new Talk(here, { about: message }).posting({ type: 'post', to: 'C1' });
      expect([forged.said, forged.shares]).toEqual([['stale'], []]);
    }
  });

  test('is that of the click, where the person has moved on since the preview', () => {
    const talk = new Talk(channel).click({ type: 'share', kind: 'share' });
    talk.moment = { ...talk.moment, here: thread };
    expect(talk.click({ type: 'post' }).share.where).toEqual(thread);
  });

  test.each<[string, Here, Partial<Conversation>, boolean]>([
    ['from a channel', channel, {}, true],
    ['from a direct message', direct, {}, true],
    ['but not from a page', link, {}, false],
    ['but not where nothing can be shared', null, {}, false],
    ['but not for somebody else', channel, { about: message }, false],
  ])('is the channel of the advisors %s', (_, here, given, can) => {
    const talk = new Talk(here, given).click({ type: 'share', kind: 'ask' });
    expect(talk.said).toEqual(can ? [] : ['no-place']);
    talk.click({ type: 'post' });
    expect(talk.shares.map(({ where }) => where)).toEqual(
      can ? [{ kind: 'channel', channel: 'C2', name: null }] : [],
    );
  });

  test('is nowhere once nothing can be shared there any more', () => {
    const talk = new Talk(channel).click({ type: 'share', kind: 'ask' });
    talk.moment = { ...talk.moment, here: null };
    expect(talk.click({ type: 'post' }).said).toEqual(['no-place']);
  });
});

describe('how much a card tells', () => {
  test('is nothing but the recommendation, until its owner says more', () => {
    const talk = new Talk().click({ type: 'share', kind: 'share' });
    expect(talk.conversation.at).toMatchObject({ level: 'plain' });
    for (const level of [...levels, 'plain'] as const) {
      talk.click({ type: 'level', level });
      expect(talk.conversation.at).toMatchObject({ page: 'share', level });
    }
    talk.click({ type: 'level', level: 'numbers' }).click({ type: 'resume' });
    // Whoever comes back is asked anew.
    expect(talk.posting().share.level).toBe('plain');
  });

  test('is never numbers for somebody else', () => {
    const talk = new Talk(channel, { about: message }).click({ type: 'share', kind: 'share' });
    expect(talk.click({ type: 'level', level: 'numbers' }).said).toEqual(['stale']);
    expect(talk.click({ type: 'post' }).share.level).toBe('plain');
  });
});

describe('a click that does not fit changes nothing', () => {
  const clicks: readonly Click[] = [
    { type: 'level', level: 'numbers' },
    { type: 'post' },
    { type: 'post', to: 'C1' },
    { type: 'finish' },
    { type: 'shared', share: 'x.99' },
    { type: 'remove' },
  ];
  test.each(clicks)('$type on the result', (click) => {
    const talk = new Talk();
    const before = talk.conversation;
    talk.click(click);
    expect(talk.conversation).toBe(before);
    expect([talk.said, talk.effects]).toEqual([['stale'], []]);
  });

  test.each(clicks.filter(({ type }) => type !== 'remove'))(
    '$type on a post that stands',
    (click) => {
      const talk = new Talk().posted();
      const before = talk.conversation;
      talk.click(click);
      expect(talk.conversation).toBe(before);
      expect([talk.said, talk.effects]).toEqual([['stale'], []]);
    },
  );

  test('on an earlier screen, and the second of two', () => {
    const talk = new Talk().click({ type: 'share', kind: 'share' });
    const preview = screenToken(talk.conversation);
    talk.click({ type: 'post' });
    const before = talk.conversation;
    talk.click({ type: 'post' }, preview);
    expect(talk.conversation).toBe(before);
    expect([talk.said, talk.effects, talk.shares.length]).toEqual([['stale'], [], 1]);
  });

  test('on a check that is not finished', () => {
    const talk = new Talk(channel, { answers: { result: 'passed' } });
    talk.click({ type: 'share', kind: 'share' }).click({ type: 'post' });
    expect([talk.said, talk.shares]).toEqual([['stale'], []]);
  });

  test.each([
    { type: 'post', to: 'x'.repeat(41) },
    { type: 'post', to: 1 },
    { type: 'level', level: 'all' },
    { type: 'share', kind: 'shout' },
    { type: 'shared' },
    { type: 'posted', share: 'x.2', posted },
    { type: 'removed', share: 'x.2' },
    { type: 'reviewed', share: 'x.2', review: { by: 'ben', day: '2026-11-22' } },
  ])('%j comes from no button of ours', (carried) => {
    expect(readClick(carried)).toBeNull();
  });
});

describe('a card on its way', () => {
  test.each([
    [0, false],
    [19_999, false],
    [20_000, true],
    [86_400_000, true],
  ])('after %i ms is looked for: %s', (milliseconds, looked) => {
    const talk = new Talk().posting().later(milliseconds).click({ type: 'finish' });
    expect(talk.said).toEqual(looked ? [] : ['on-its-way']);
    expect(talk.effects).toEqual(looked ? [{ type: 'post', share: 'x.2', again: true }] : []);
    expect(talk.shares).toHaveLength(1);
  });

  test('can be taken off the list, once it has been looked for and does not stand', () => {
    const talk = new Talk().posting().click({ type: 'remove' });
    const share = talk.shares[0]?.id;
    expect(talk.effects).toEqual([{ type: 'remove', share }]);
  });

  test('is kept over a restart, as every post is', () => {
    const talk = new Talk().posted().posting();
    const saved: unknown = JSON.parse(JSON.stringify(talk.conversation));
    expect(replay(policy, saved)).toEqual(talk.conversation);
  });
});

describe('too many posts', () => {
  const many = (count: number): Share[] =>
    Array.from({ length: count }, (_, turn) => ({ ...new Talk().posted().share, id: `y.${turn}` }));

  test('are refused, and one less is not', () => {
    const full = new Talk(channel, { shares: many(mostShares) }).posting();
    expect([full.said, full.effects]).toEqual([['too-many-posts'], []]);
    expect(full.shares).toHaveLength(mostShares);
    const room = new Talk(channel, { shares: many(mostShares - 1) }).posting();
    expect([room.said, room.shares.length]).toEqual([[], mostShares]);
  });
});

describe('what comes of a post', () => {
  test('is written down, and shown where its owner still looks', () => {
    expect(new Talk().posted().share.posted).toEqual(posted);
    const away = new Talk().posting().click({ type: 'guide' });
    away.send({ type: 'posted', share: 'x.2', posted });
    expect(away.share.posted).toEqual(posted);
    expect(away.conversation.at).toMatchObject({ page: 'guide' });
  });

  test.each(refusals.filter((why) => why !== 'unclear'))('%s: it is as if it never was', (why) => {
    const refusal = { why, detail: 'ref' };
    const talk = new Talk().click({ type: 'share', kind: 'share' });
    talk.click({ type: 'level', level: 'reasons' }).click({ type: 'post' });
    talk.send({ type: 'not-posted', share: talk.share.id, refusal });
    expect(talk.made?.notices).toEqual([{ kind: 'not-posted', refusal, where: channel }]);
    expect(talk.shares).toEqual([]);
    // The same preview, from which it can be tried again.
    expect(talk.conversation.at).toEqual({ page: 'share', kind: 'share', level: 'reasons' });
  });

  test('unclear: it stays on the list, where it can be looked for', () => {
    const refusal = { why: 'unclear', detail: 'ref' } as const;
    const talk = new Talk().posting().send({ type: 'not-posted', share: 'x.2', refusal });
    expect(talk.said).toEqual(['not-posted']);
    expect(talk.conversation.at).toEqual({ page: 'shared', share: 'x.2' });
    expect(talk.later(20_000).click({ type: 'finish' }).effects).toMatchObject([{ again: true }]);
  });

  test('not removed: it stands on, and on the list', () => {
    const refusal = { why: 'away', detail: 'ref' } as const;
    const talk = new Talk().posted().click({ type: 'remove' });
    expect(talk.effects).toEqual([{ type: 'remove', share: 'x.2' }]);
    talk.send({ type: 'not-removed', share: 'x.2', refusal });
    expect([talk.said, talk.shares.length]).toEqual([['not-removed'], 1]);
  });

  test('removed: the list of those that are left, else the result', () => {
    const two = new Talk().posted().click({ type: 'resume' }).posted();
    two.send({ type: 'removed', share: two.share.id });
    expect(two.conversation.at).toEqual({ page: 'shares' });
    two.click({ type: 'shared', share: two.share.id });
    two.send({ type: 'removed', share: two.share.id });
    expect([two.conversation.at, two.shares]).toEqual([{ page: 'interview' }, []]);
  });

  test('reviewed: written down, and its owner can click on where they were', () => {
    const talk = new Talk().posted();
    const token = screenToken(talk.conversation);
    const review = { by: 'dean', day: '2026-11-23' };
    talk.send({ type: 'reviewed', share: 'x.2', review });
    expect(talk.share.review).toEqual(review);
    expect(screenToken(talk.conversation)).toBe(token);
  });

  const refusal = { why: 'away', detail: null } as const;
  test.each<Event>([
    { type: 'posted', share: 'x.99', posted },
    { type: 'not-posted', share: 'x.99', refusal },
    { type: 'removed', share: 'x.99' },
    { type: 'not-removed', share: 'x.99', refusal },
    { type: 'reviewed', share: 'x.99', review: { by: 'dean', day: '2026-11-23' } },
  ])('$type: nothing, for a share that is gone', (report) => {
    const talk = new Talk().posted();
    const before = talk.conversation;
    talk.send(report);
    expect(talk.conversation).toBe(before);
    expect([talk.said, talk.effects]).toEqual([[], []]);
  });
});

test.each([
  ['started over', { type: 'restart' }, []],
  ['cancelled', { type: 'cancel' }, [{ type: 'cancel-now' }]],
] as const)('what was shared stays on the list where the check is %s', (_, first, more) => {
  const talk = new Talk().posted().click(first);
  for (const click of more) talk.click(click);
  expect(talk.conversation.answers).toEqual({});
  expect(talk.shares).toHaveLength(1);
  talk.send({ type: 'start', id: 'z' });
  expect(talk.shares).toHaveLength(1);
});

test('a share keeps the answers and the day of its click, whatever is answered later', () => {
  const talk = new Talk().posted().click({ type: 'change', field: 'img' });
  talk.click({ type: 'answer', field: 'img', value: true });
  expect(talk.conversation.answers.img).toBe(true);
  expect(talk.share).toMatchObject({ answers: { img: false }, day: '2026-11-22' });
});

test('there is one kind of share for each way to share', () => {
  for (const kind of shareKinds) {
    expect(new Talk().click({ type: 'share', kind }).click({ type: 'post' }).share.kind).toBe(kind);
  }
});
