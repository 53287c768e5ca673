import { describe, expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import { command } from './discord/testing/command-forms.ts';
import { many } from './discord/testing/forms.ts';
import { type Answer, rest } from './discord/testing/rest.ts';
import {
  ana,
  bot,
  byCommand,
  channel,
  discord,
  server,
  setStage,
} from './discord/testing/stage.ts';

setStage([command()], { rateLimits: true });

const say = (place: Channel): Promise<Answer> =>
  rest(discord, 'POST', `/channels/${place.id}/messages`, { content: 'a' });

/** What is done again and again, after what comes first. */
const deeds: [string, number, number, () => Promise<() => Promise<Answer>>][] = [
  ['createMessage', 5, 5, async () => () => say(channel)],
  [
    'editMessage',
    5,
    5,
    async () => {
      const { body } = await say(channel);
      const path = `/channels/${channel.id}/messages/${body.id}`;
      return () => rest(discord, 'PATCH', path, { content: 'b' });
    },
  ],
  ['followup', 5, 2, () => answered((one) => bot.webhook(one, 'POST', '', { content: 'a' }))],
  [
    'editOriginal',
    5,
    2,
    () => answered((one) => bot.webhook(one, 'PATCH', '/messages/@original', { content: 'b' })),
  ],
  [
    'editFollowup',
    5,
    2,
    () =>
      answered(async (one) => {
        const original = await bot.webhook(one, 'GET', '/messages/@original');
        return bot.webhook(one, 'PATCH', `/messages/${original.body.id}`, { content: 'b' });
      }),
  ],
  [
    'startThread',
    50,
    300,
    async () => () =>
      rest(discord, 'POST', `/channels/${channel.id}/threads`, { name: 'a', type: 11 }),
  ],
  [
    'startThreadFromMessage',
    50,
    300,
    async () => () => {
      const { id } = ana.says(channel, 'hello');
      const path = `/channels/${channel.id}/messages/${id}/threads`;
      return rest(discord, 'POST', path, { name: 'a' });
    },
  ],
  [
    'createDirectMessage',
    10,
    10,
    async () => () => rest(discord, 'POST', '/users/@me/channels', { recipient_id: ana.id }),
  ],
  [
    'putCommands',
    5,
    20,
    async () => () =>
      rest(discord, 'PUT', `/applications/${discord.applicationId}/commands`, [command()]),
  ],
];

async function answered(deed: (one: Awaited<ReturnType<typeof byCommand>>) => Promise<Answer>) {
  const one = await byCommand();
  await bot.answer(one, 4, { content: 'a' });
  return () => deed(one);
}

describe('a bucket', () => {
  test.each(deeds)('of %s lets %i through in %i seconds', async (_name, limit, seconds, make) => {
    discord.advance(300_000);
    const deed = await make();
    // What comes first must not use up what all requests together may do in a second.
    discord.advance(1_000);
    const first = await deed();
    expect(first.headers.get('X-RateLimit-Limit')).toBe(String(limit));
    expect(Number(first.headers.get('X-RateLimit-Reset-After'))).toBe(seconds);
    for (const _ of many(limit - 1, () => 0)) expect((await deed()).status).toBeLessThan(300);
    discord.advance(1_000);
    expect((await deed()).status).toBe(429);
    discord.advance(seconds * 1_000);
    expect((await deed()).status).toBeLessThan(300);
  });
});

describe('rate limits', () => {
  test('let five messages into a channel within five seconds', async () => {
    for (const left of [4, 3, 2, 1, 0]) {
      const good = await say(channel);
      expect(good.headers.get('X-RateLimit-Remaining')).toBe(String(left));
    }
    const bad = await say(channel);
    expect(bad).toMatchObject({ status: 429, body: { global: false } });
    expect(Number(bad.body.retry_after)).toBeGreaterThan(0);
    expect(bad.headers.get('Retry-After')).toBe('5');
    expect(bad.headers.get('X-RateLimit-Scope')).toBe('user');
    expect((await say(server.channel('other'))).status).toBe(200);
    discord.advance(5_000);
    expect((await say(channel)).status).toBe(200);
  });

  test('let fifty requests through within a second', async () => {
    discord.advance(1_000);
    const all = await Promise.all(many(51, () => rest(discord, 'GET', '/users/@me')));
    const refused = all.filter((one) => one.status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body.global).toBe(true);
    expect(refused[0]?.headers.get('X-RateLimit-Global')).toBe('true');
    discord.advance(1_000);
    expect((await rest(discord, 'GET', '/users/@me')).status).toBe(200);
  });
});
