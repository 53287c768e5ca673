import { describe, expect, test } from 'vitest';
import { command, opt } from './discord/testing/command-forms.ts';
import { input, label, many, modal, v2, words, x } from './discord/testing/forms.ts';
import { faultsAt, rest } from './discord/testing/rest.ts';
import {
  ana,
  bot,
  byCommand,
  channel,
  discord,
  sent,
  setStage,
  shown,
} from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

setStage([
  command({ integration_types: [0, 1], options: [opt({ autocomplete: true })] }),
  command({ name: 'number', options: [opt({ type: 4, autocomplete: true })] }),
  { type: 3, name: 'Step 2 check', integration_types: [0, 1] },
]);

const form = modal(label(input({ custom_id: 'a' }), { label: 'Score' }));
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
    discord.advance(2_999);
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
