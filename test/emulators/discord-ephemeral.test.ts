import { describe, expect, test } from 'vitest';
import type { Seen } from './discord/index.ts';
import { command } from './discord/testing/command-forms.ts';
import { rest } from './discord/testing/rest.ts';
import {
  ana,
  bot,
  byCommand,
  channel,
  discord,
  pressable,
  server,
  setStage,
} from './discord/testing/stage.ts';

setStage([command()]);

describe('what only one person sees', () => {
  test('is seen by nobody else, and by the bot only with the token', async () => {
    const ben = server.person('Ben');
    const done = ana.command(channel, 'check');
    const one = await bot.next();
    await bot.answer(one, 4, { content: 'private', flags: 64 });
    const seen = await done;
    expect(seen?.ephemeral).toBe(true);
    expect(ben.messages(channel)).toEqual([]);
    const path = `/channels/${channel.id}/messages/${seen?.id}`;
    expect((await rest(discord, 'GET', path)).body.code).toBe(10008);
    expect((await rest(discord, 'PATCH', path, { content: 'b' })).body.code).toBe(10008);
    expect((await rest(discord, 'DELETE', path)).body.code).toBe(10008);
    expect((await rest(discord, 'GET', `/channels/${channel.id}/messages`)).body).toEqual([]);
    await bot.webhook(one, 'PATCH', '/messages/@original', { content: 'b' });
    expect(ana.messages(channel)[0]?.content).toBe('b');
  });

  test('is gone after a reload, whatever is done to it afterwards', async () => {
    const done = ana.command(channel, 'check');
    const one = await bot.next();
    await bot.answer(one, 4, { ...pressable(), flags: 64 });
    const seen = (await done) as Seen;
    ana.reload();
    expect(ana.messages(channel)).toEqual([]);
    await expect(ana.click(seen, 'Go')).rejects.toThrow('no longer sees');
    expect((await bot.webhook(one, 'PATCH', '/messages/@original', { content: 'b' })).status).toBe(
      200,
    );
    expect(ana.messages(channel)).toEqual([]);
  });

  test('is so from the first answer on', async () => {
    for (const first of [0, 64]) {
      const one = await byCommand();
      await bot.answer(one, 5, { flags: first });
      const filled = await bot.webhook(one, 'POST', '', { content: 'a', flags: 64 - first });
      expect((Number(filled.body.flags) & 64) !== 0).toBe(first === 64);
      const edited = await bot.webhook(one, 'PATCH', '/messages/@original', { content: 'b' });
      expect((Number(edited.body.flags) & 64) !== 0).toBe(first === 64);
    }
  });
});
