import { beforeEach, describe, expect, test } from 'vitest';
import type { Bot, Delivery, Event, Hands, Post, Posted, Reply } from '../../src/bot.ts';
import { openStore } from '../../src/store/open.ts';
import { policiesWith } from '../support/advising.ts';
import { botOver } from '../support/web.ts';

const ana = { tenant: 'slack:T1', person: 'U1', about: '' };
const here = { kind: 'channel', channel: 'C1', name: '#season' } as const;

/** What stands in a channel, and hands that can be held up. */
class Channel {
  readonly standing = new Map<string, Posted>();
  /** Answered only when let go. */
  held: (() => void)[] | null = null;
  /** A post comes through, but its answer is lost. */
  loses = false;
  made = 0;

  readonly hands: Hands = {
    post: async (post, again) => {
      const known = again ? this.find(post) : null;
      if (known) return { posted: known };
      if (this.held) await new Promise<void>((go) => this.held?.push(go));
      const posted = { channel: 'C1', message: `m${++this.made}`, link: null };
      this.standing.set(posted.message, posted);
      this.shares.set(post.share, posted.message);
      return this.loses ? { refusal: { why: 'unclear', detail: 'ref' } } : { posted };
    },
    find: async (post) => ({ posted: this.find(post) }),
    remove: async ({ message }) => {
      this.standing.delete(message);
      return { refusal: null };
    },
    show: async () => ({ refusal: null }),
  };

  private readonly shares = new Map<string, string>();

  private find({ share }: Post): Posted | null {
    return this.standing.get(this.shares.get(share) ?? '') ?? null;
  }
}

let bot: Bot;
let channel: Channel;
let clock: number;
let last: Reply;

const how = (): Delivery => ({ here, hands: channel.hands });
const click = async (event: object): Promise<Reply> => {
  last = await bot.turn(ana, { ...event, on: last.screen.token } as Event, how());
  return last;
};

beforeEach(async () => {
  channel = new Channel();
  clock = Date.UTC(2026, 10, 22, 12);
  const store = await openStore({ dataDir: null });
  bot = botOver(store, undefined, policiesWith({}), () => new Date(clock));
  last = await bot.command(ana, 'check 251 238 derm result:passed stage:review img:no', how());
  await click({ type: 'share', kind: 'share' });
});

/** Posts, while somebody does something else before the answer is there. */
async function meanwhile(done: () => Promise<unknown>): Promise<void> {
  channel.held = [];
  const token = last.screen.token;
  const posting = bot.turn(ana, { type: 'post', on: token }, how());
  await expect.poll(() => channel.held?.length).toBe(1);
  await done();
  for (const go of channel.held ?? []) go();
  await posting;
}

describe('a card that is taken back before it is known to stand', () => {
  test('does not stand where its owner was forgotten meanwhile', async () => {
    await meanwhile(async () => {
      last = await bot.turn(ana, { type: 'forget', on: null }, how());
      expect((await click({ type: 'forget-now' })).removed).toBe(true);
    });
    expect(channel.made).toBe(1);
    expect(channel.standing.size).toBe(0);
  });

  test('does not stand where it was taken off the list meanwhile', async () => {
    await meanwhile(async () => {
      last = await bot.turn(ana, { type: 'look' }, how());
      await click({ type: 'remove' });
    });
    expect(channel.made).toBe(1);
    expect(channel.standing.size).toBe(0);
  });

  test.each(['forget', 'remove'] as const)('is looked for and removed by %s', async (by) => {
    channel.loses = true;
    await click({ type: 'post' });
    expect(channel.standing.size).toBe(1);
    if (by === 'remove') await click({ type: 'remove' });
    else {
      last = await bot.turn(ana, { type: 'forget', on: null }, how());
      expect(JSON.stringify(last.screen.body)).toContain('#season');
      await click({ type: 'forget-now' });
    }
    expect(channel.standing.size).toBe(0);
  });
});

test('a card that is being looked for is not looked for again at once', async () => {
  channel.loses = true;
  await click({ type: 'post' });
  channel.standing.clear();
  clock += 30_000;
  channel.held = [];
  const first = bot.turn(ana, { type: 'finish', on: last.screen.token }, how());
  await expect.poll(() => channel.held?.length).toBe(1);
  last = await bot.turn(ana, { type: 'look' }, how());
  await click({ type: 'finish' });
  expect(last.screen.notices.map(({ text }) => text).join()).toContain('still on its way');
  for (const go of channel.held) go();
  await first;
  expect(channel.standing.size).toBe(1);
});
