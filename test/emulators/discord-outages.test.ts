import { Client } from 'discord.js';
import { describe, expect, test } from 'vitest';
import {
  ana,
  channel,
  discord,
  does,
  failure,
  setClientStage,
} from './discord/testing/client-stage.ts';

setClientStage();

describe('when something is wrong', () => {
  test.each([
    ['a wrong token', (bot: Client) => bot.login('wrong.token.here'), /token/i],
    ['intents without approval', (bot: Client) => bot.login(discord.token), /disallowed intents/i],
  ])('a client with %s is told so', async (_what, attempt, complaint) => {
    const bot = new Client({ intents: [2], rest: { api: discord.apiUrl } });
    await expect(attempt(bot)).rejects.toThrow(complaint);
    await bot.destroy();
  });

  test.each(['reconnect', 'invalid'] as const)('a client told to %s comes back', async (how) => {
    await does((interaction) => interaction.reply('hello'));
    const [before] = discord.connections;
    discord.disconnect(how);
    await discord.until('the connection is gone', () => discord.connections.length === 0);
    await discord.ready();
    const [after] = discord.connections;
    expect(after?.sessionId === before?.sessionId).toBe(how === 'reconnect');
    expect((await ana.command(channel, 'check'))?.content).toBe('hello');
  });

  test('a callback is tried again after a reset, but not after a plain end', async () => {
    await does((interaction) => interaction.reply('hello'));
    discord.fail('callback', 'reset');
    expect((await ana.command(channel, 'check'))?.content).toBe('hello');
    discord.fail('callback', 'closed');
    const done = ana.command(channel, 'check');
    done.catch(() => {});
    await failure();
    discord.advance(3_000);
    await expect(done).rejects.toThrow('The application did not respond');
    expect(discord.requests.filter((one) => one.route === 'callback')).toHaveLength(3);
  });

  test('an answer whose receipt was lost is refused when it is tried again', async () => {
    await does((interaction) => interaction.reply('hello'));
    discord.fail('callback', 'lost');
    expect((await ana.command(channel, 'check'))?.content).toBe('hello');
    expect(await failure()).toMatchObject({ code: 40060 });
  });

  test('an interaction delivered twice is answered once', async () => {
    await does((interaction) => interaction.reply('hello'));
    await ana.command(channel, 'check');
    discord.redeliver();
    expect(await failure()).toMatchObject({ code: 40060 });
    expect(ana.messages(channel)).toHaveLength(1);
  });

  test('whoever comes back before the time that a 429 named is asked to wait for the rest of it', async () => {
    const headers = {
      authorization: `Bot ${discord.token}`,
      'user-agent': 'DiscordBot (https://example.org, 1.0)',
    };
    const ask = async () => {
      const answer = await fetch(`${discord.apiUrl}/v10/gateway/bot`, { headers });
      const { retry_after: wait } = (await answer.json()) as { retry_after?: number };
      return { status: answer.status, wait: wait ?? 0 };
    };
    discord.fail('gatewayBot', { status: 429, retryAfter: 30 });
    expect(await ask()).toEqual({ status: 429, wait: 30 });
    const second = await ask();
    expect(second.status).toBe(429);
    expect(second.wait).toBeGreaterThan(0);
    expect(second.wait).toBeLessThan(30);
    discord.heal();
    expect((await ask()).status).toBe(200);
  });

  test('the gateway is asked again after a fault', async () => {
    discord.fail('gatewayBot', { status: 503, times: 2 });
    await does((interaction) => interaction.reply('hello'));
    expect((await ana.command(channel, 'check'))?.content).toBe('hello');
  });
});
