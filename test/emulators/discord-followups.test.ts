import { describe, expect, test } from 'vitest';
import { command } from './discord/testing/command-forms.ts';
import { input, label, many, modal, x } from './discord/testing/forms.ts';
import { faultsAt, rest } from './discord/testing/rest.ts';
import {
  ana,
  bot,
  byCommand,
  channel,
  discord,
  posted,
  pressable,
  sent,
  setStage,
  shown,
} from './discord/testing/stage.ts';

setStage([command({ integration_types: [0, 1] })]);

const form = modal(label(input({ custom_id: 'a' }), { label: 'Score' }));

describe('after the first answer', () => {
  test('nothing can be added before it', async () => {
    const one = await byCommand();
    expect((await bot.webhook(one, 'POST', '', { content: 'a' })).body.code).toBe(10015);
    const early = await bot.webhook(one, 'PATCH', '/messages/@original', { content: 'a' });
    expect(early).toMatchObject({ status: 404, body: { code: 10015 } });
  });

  test('a message that was loading is filled by the first follow-up', async () => {
    const done = ana.command(channel, 'check');
    const one = await bot.next();
    await bot.answer(one, 5);
    expect((await done)?.thinking).toBe(true);
    await bot.webhook(one, 'POST', '', { content: 'a' });
    await bot.webhook(one, 'POST', '', { content: 'b' });
    expect(ana.messages(channel).map((seen) => [seen.content, seen.thinking])).toEqual([
      ['a', false],
      ['b', false],
    ]);
  });

  test('the original is read, edited and withdrawn', async () => {
    const one = await byCommand();
    await bot.answer(one, 4, { content: 'a' });
    const path = '/messages/@original';
    expect((await bot.webhook(one, 'GET', path)).body.content).toBe('a');
    expect((await bot.webhook(one, 'PATCH', path, { content: 'b' })).body.content).toBe('b');
    const bad = await bot.webhook(one, 'PATCH', path, { content: x(2001) });
    expect(faultsAt(bad, 'content')).toEqual(['BASE_TYPE_MAX_LENGTH']);
    expect((await bot.webhook(one, 'DELETE', path)).status).toBe(204);
    expect((await bot.webhook(one, 'GET', path)).body.code).toBe(10008);
    expect(ana.messages(channel)).toEqual([]);
  });

  test('a follow-up is read, edited and withdrawn', async () => {
    const one = await byCommand();
    await bot.answer(one, 4, { content: 'a' });
    const { body } = await bot.webhook(one, 'POST', '', { content: 'b', flags: 64 });
    const path = `/messages/${body.id}`;
    expect((await bot.webhook(one, 'GET', path)).body.content).toBe('b');
    expect((await bot.webhook(one, 'PATCH', path, { content: 'c' })).body.content).toBe('c');
    expect((await bot.webhook(one, 'DELETE', path)).status).toBe(204);
    expect((await bot.webhook(one, 'PATCH', path, { content: 'd' })).body.code).toBe(10008);
    expect((await bot.webhook(one, 'GET', '/messages/1')).body.code).toBe(10008);
  });

  test('@original of an updating answer is the message with the button', async () => {
    const seen = await shown();
    const one = await sent(ana.click(seen, 'Go'));
    await bot.answer(one, 6);
    await bot.webhook(one, 'PATCH', '/messages/@original', { content: 'b' });
    expect(ana.again(seen)?.content).toBe('b');
  });

  test('@original of a message that was posted by itself is that message', async () => {
    const seen = await posted(pressable());
    const one = await sent(ana.click(seen, 'Go'));
    await bot.answer(one, 6);
    const path = '/messages/@original';
    expect((await bot.webhook(one, 'PATCH', path, { content: 'b' })).status).toBe(200);
    expect((await bot.webhook(one, 'DELETE', path)).status).toBe(204);
    expect(ana.again(seen)).toBeUndefined();
  });

  test('the messages of another interaction are out of reach', async () => {
    const [one, two] = [await byCommand(), await byCommand()];
    await bot.answer(one, 4, { content: 'a' });
    await bot.answer(two, 4, { content: 'a' });
    const { body } = await bot.webhook(one, 'POST', '', { content: 'b' });
    const path = `/messages/${body.id}`;
    expect((await bot.webhook(two, 'PATCH', path, { content: 'c' })).body.code).toBe(10008);
    expect((await bot.webhook(one, 'PATCH', path, { content: 'c' })).status).toBe(200);
  });

  test('a message that is gone cannot be updated', async () => {
    const seen = await shown({ flags: 64 });
    const first = await sent(ana.click(seen, 'Go'));
    const second = await sent(ana.click(seen, 'Go'));
    await bot.answer(first, 6);
    await bot.webhook(first, 'DELETE', '/messages/@original');
    expect((await bot.answer(second, 7, { content: 'b' })).body.code).toBe(10008);
  });

  test('a form leaves no original', async () => {
    const one = await byCommand();
    await bot.answer(one, 9, form);
    expect(
      (await bot.webhook(one, 'PATCH', '/messages/@original', { content: 'a' })).body.code,
    ).toBe(10008);
  });

  test('the token lives fifteen minutes', async () => {
    const one = await byCommand();
    await bot.answer(one, 4, { content: 'a' });
    discord.advance(15 * 60_000 - 1);
    const path = '/messages/@original';
    expect((await bot.webhook(one, 'PATCH', path, { content: 'b' })).status).toBe(200);
    discord.advance(1);
    for (const [method, where] of [
      ['PATCH', path],
      ['POST', ''],
      ['GET', path],
    ] as const) {
      const late = await bot.webhook(
        one,
        method,
        where,
        method === 'GET' ? undefined : { content: 'c' },
      );
      expect(late).toMatchObject({ status: 401, body: { code: 50027 } });
    }
  });

  test('the token is that of this application', async () => {
    const one = await byCommand();
    await bot.answer(one, 4, { content: 'a' });
    expect((await bot.webhook({ ...one, application_id: '1' }, 'POST', '', {})).body.code).toBe(
      10015,
    );
    expect((await bot.webhook({ ...one, token: 'x' }, 'POST', '', {})).body.code).toBe(50027);
  });
});

describe('an app that only the person has installed', () => {
  test('has five follow-ups', async () => {
    const elsewhere = discord.server('Elsewhere', { bot: false });
    const place = elsewhere.channel('talk');
    const ben = elsewhere.person('Ben');
    ben.installs();
    const one = await sent(ben.command(place, 'check'));
    expect(one).toMatchObject({
      guild_id: elsewhere.id,
      context: 0,
      authorizing_integration_owners: { 1: ben.id },
    });
    await bot.answer(one, 4, { content: 'a' });
    for (const index of many(5, (number) => number)) {
      expect((await bot.webhook(one, 'POST', '', { content: `${index}` })).status).toBe(200);
    }
    expect((await bot.webhook(one, 'POST', '', { content: 'b' })).body.code).toBe(40094);
    const path = `/channels/${place.id}/messages`;
    expect((await rest(discord, 'POST', path, { content: 'a' })).body.code).toBe(50001);
  });

  test('answers privately where the server wants that', async () => {
    const elsewhere = discord.server('Strict', { bot: false });
    const place = elsewhere.channel('talk');
    const permissions = ['ViewChannel', 'SendMessages', 'UseApplicationCommands'] as const;
    const ben = elsewhere.person('Ben', { permissions });
    ben.installs();
    const done = ben.command(place, 'check');
    await bot.answer(await bot.next(), 4, { content: 'a' });
    expect((await done)?.ephemeral).toBe(true);
  });
});
