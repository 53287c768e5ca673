import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Channel,
  type Discord,
  type Person,
  type Seen,
  type Server,
  startDiscord,
} from './discord/index.ts';
import { answering, type Bot } from './discord/testing/bot.ts';
import { command, opt } from './discord/testing/command-forms.ts';
import { button, input, label, many, modal, row, v2, words, x } from './discord/testing/forms.ts';
import { faultsAt, rest } from './discord/testing/rest.ts';
import type { Json } from './discord/vocabulary.ts';

let discord: Discord;
let bot: Bot;
let server: Server;
let channel: Channel;
let ana: Person;

beforeAll(async () => {
  discord = await startDiscord({ rateLimits: false });
  server = discord.server('Advising');
  await rest(discord, 'PUT', `/applications/${discord.applicationId}/commands`, [
    command({ integration_types: [0, 1], options: [opt({ autocomplete: true })] }),
    command({ name: 'number', options: [opt({ type: 4, autocomplete: true })] }),
    { type: 3, name: 'Step 2 check', integration_types: [0, 1] },
  ]);
  bot = await answering(discord);
});
beforeEach(() => {
  channel = server.channel('advising');
  ana = server.person('Ana');
});
afterAll(() => discord.close());

const pressable = (more: Json = {}) => ({
  content: 'a',
  components: [row(button({ label: 'Go', custom_id: 'go' }))],
  ...more,
});
const form = modal(label(input({ custom_id: 'a' }), { label: 'Score' }));

/** Sends an interaction and gives what arrived of it; how it ends is not looked at here. */
async function sent(deed: Promise<unknown>): Promise<Json> {
  deed.catch(() => {});
  return bot.next();
}
const byCommand = () => sent(ana.command(channel, 'check'));

/** A message with a button, shown to Ana in answer to a command. */
async function shown(more: Json = {}): Promise<Seen> {
  const done = ana.command(channel, 'check');
  await bot.answer(await bot.next(), 4, pressable(more));
  const seen = await done;
  if (!seen) throw new Error('nothing is shown');
  return seen;
}
const byButton = async (more: Json = {}) => sent(ana.click(await shown(more), 'Go'));
const byForm = async (opened: Promise<Json>) => {
  await bot.answer(await opened, 9, form);
  await discord.until('the form is open', () => ana.modal);
  return sent(ana.submit({ Score: '251' }));
};

const kinds: [string, () => Promise<Json>, number[]][] = [
  ['a command', byCommand, [4, 5, 9]],
  [
    'a message command',
    () => sent(ana.messageCommand(ana.says(channel, 'hi'), 'Step 2 check')),
    [4, 5, 9],
  ],
  ['autocomplete', () => sent(ana.autocomplete(channel, 'check', 'text', 'd')), [8]],
  ['a button', () => byButton(), [4, 5, 6, 7, 9]],
  ['a form that a button opened', () => byForm(byButton()), [4, 5, 6, 7]],
  ['a form that a command opened', () => byForm(byCommand()), [4, 5]],
];
const data: Readonly<Record<number, unknown>> = {
  4: { content: 'a' },
  7: { content: 'b' },
  8: { choices: [] },
  9: form,
};

describe.each(kinds)('%s', (_kind, send, allowed) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12])('answered with type %i', async (type) => {
    const answer = await bot.answer(await send(), type, data[type]);
    if (allowed.includes(type))
      expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 204 });
    else if (allowed.includes(4) && (type === 6 || type === 7) && !allowed.includes(9)) {
      expect(answer).toMatchObject({ status: 404, body: { code: 10008 } });
    } else {
      expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
      expect(faultsAt(answer, 'type')).toEqual(['BASE_TYPE_CHOICES']);
    }
  });

  test('is answered once', async () => {
    const one = await send();
    const type = allowed[0] ?? 4;
    await bot.answer(one, type, data[type]);
    const again = await bot.answer(one, type, data[type]);
    expect(again).toMatchObject({ status: 400, body: { code: 40060 } });
  });

  test('is answered within three seconds', async () => {
    const type = allowed[0] ?? 4;
    const early = await send();
    discord.advance(2_900);
    expect((await bot.answer(early, type, data[type])).status).toBe(204);
    const late = await send();
    discord.advance(3_000);
    const refused = await bot.answer(late, type, data[type]);
    expect(refused).toMatchObject({ status: 404, body: { code: 10062 } });
  });
});

describe('an answer', () => {
  test('is for an interaction that exists', async () => {
    const one = await byCommand();
    for (const wrong of [
      { ...one, id: '1' },
      { ...one, token: 'x' },
    ]) {
      expect((await bot.answer(wrong, 4, { content: 'a' })).body.code).toBe(10062);
    }
    expect(faultsAt(await bot.answer(one, undefined as never), 'type')).toEqual([
      'BASE_TYPE_REQUIRED',
    ]);
  });

  test('that breaks a limit is refused, and another may still come', async () => {
    const one = await byCommand();
    const bad = await bot.answer(one, 4, { content: x(2001) });
    expect(faultsAt(bad, 'data.content')).toEqual(['BASE_TYPE_MAX_LENGTH']);
    expect((await bot.answer(one, 4, {})).body.code).toBe(50006);
    const mixed = await bot.answer(one, 4, { ...v2(words()), content: 'a' });
    expect(mixed.body.code).toBe(50035);
    expect((await bot.answer(one, 4, { content: 'a' })).status).toBe(204);
  });

  test('tells what it led to when asked', async () => {
    const one = await byCommand();
    const path = `/interactions/${one.id}/${one.token}/callback?with_response=true`;
    const answer = await rest(discord, 'POST', path, {
      type: 4,
      data: { content: 'a', flags: 64 },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        interaction: { id: one.id, response_message_ephemeral: true },
        resource: { type: 4, message: { content: 'a', flags: 64 } },
      },
    });
  });

  test('carries files', async () => {
    const done = ana.command(channel, 'check');
    const files = [{ name: 'plan.csv', data: 'a,b', type: 'text/csv' }];
    const body = { attachments: [{ id: 0, description: 'The plan' }] };
    await bot.answer(await bot.next(), 4, body, { files });
    expect((await done)?.attachments).toMatchObject([
      { filename: 'plan.csv', description: 'The plan', contentType: 'text/csv' },
    ]);
  });

  test('to a button that updates nothing changes nothing', async () => {
    const seen = await shown();
    const one = await sent(ana.click(seen, 'Go'));
    expect((await bot.answer(one, 7, {})).status).toBe(204);
    expect(ana.again(seen)?.content).toBe('a');
  });
});

describe('choices while typing', () => {
  const choice = (index: number, more: Json = {}) => ({
    name: `${index}`,
    value: `v${index}`,
    ...more,
  });
  const type = () => sent(ana.autocomplete(channel, 'check', 'text', 'd'));

  test.each([
    ['25', many(25, (index) => choice(index)), many(26, (index) => choice(index)), 'choices'],
    [
      'names of 100',
      [choice(0, { name: x(100) })],
      [choice(0, { name: x(101) })],
      'choices.0.name',
    ],
    [
      'values of 100',
      [choice(0, { value: x(100) })],
      [choice(0, { value: x(101) })],
      'choices.0.value',
    ],
    ['values that are text', [choice(0)], [choice(0, { value: {} })], 'choices.0.value'],
  ])('are at most %s', async (_words, good, bad, at) => {
    expect((await bot.answer(await type(), 8, { choices: good })).status).toBe(204);
    const refused = await bot.answer(await type(), 8, { choices: bad });
    expect(refused.body.code).toBe(50035);
    expect(faultsAt(refused, `data.${at}`)).toHaveLength(1);
  });

  test('of a number are numbers', async () => {
    const number = () => sent(ana.autocomplete(channel, 'number', 'text', '2'));
    const answer = (value: unknown) => ({ choices: [{ name: 'a', value }] });
    expect((await bot.answer(await number(), 8, answer(251))).status).toBe(204);
    expect((await bot.answer(await number(), 8, answer('many'))).body.code).toBe(50035);
  });
});

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
    discord.advance(15 * 60_000 - 5_000);
    const path = '/messages/@original';
    expect((await bot.webhook(one, 'PATCH', path, { content: 'b' })).status).toBe(200);
    discord.advance(5_000);
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
