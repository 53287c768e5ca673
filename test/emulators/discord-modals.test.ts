import { describe, expect, test } from 'vitest';
import { choiceRules } from './discord/testing/choice-rules.ts';
import { command } from './discord/testing/command-forms.ts';
import { input, label, modal, option, select, words } from './discord/testing/forms.ts';
import { formRules, inputRules } from './discord/testing/modal-rules.ts';
import { faultsAt } from './discord/testing/rest.ts';
import { ana, bot, channel, discord, sent, setStage } from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

setStage([command()]);

/** Answers a fresh command with a form. */
async function open(data: Json) {
  const done = ana.command(channel, 'check').catch(() => undefined);
  const answer = await bot.answer(await bot.next(), 9, data);
  if (answer.status === 204) await done;
  return answer;
}

describe.each([
  ['a form', formRules],
  ['a text input', inputRules],
  ['choices and files in a form', choiceRules],
])('%s', (_name, rules) => {
  test.each(rules)('$rule', async ({ allowed, refused, at, code }) => {
    const good = await open(allowed);
    expect(good, JSON.stringify(good.body)).toMatchObject({ status: 204 });
    const bad = await open(refused);
    expect(bad).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(faultsAt(bad, at), JSON.stringify(bad.body)).toContain(code);
  });
});

describe('a person fills in a form', () => {
  const every = modal(
    words('Read this first'),
    label(input({ custom_id: 'text', min_length: 2, max_length: 4 }), { label: 'Text' }),
    label({ type: 21, custom_id: 'radio', options: [option(0), option(1)] }, { label: 'Radio' }),
    label(
      { type: 22, custom_id: 'boxes', options: [option(0), option(1)], required: false },
      { label: 'Boxes' },
    ),
    label({ type: 23, custom_id: 'box' }, { label: 'Box' }),
  );

  test('sees what it asks, and sends every kind of answer', async () => {
    await open(every);
    expect(ana.modal).toMatchObject({ title: 'A form', texts: ['Read this first'] });
    const answers = { Text: 'abc', Radio: 'Option 1', Boxes: ['Option 0', 'Option 1'], Box: true };
    const done = ana.submit(answers);
    const sent = await bot.next();
    expect(sent).toMatchObject({ type: 5, data: { custom_id: 'form' } });
    expect((sent.data as Json).components).toMatchObject([
      { type: 10 },
      { type: 18, component: { type: 4, custom_id: 'text', value: 'abc' } },
      { type: 18, component: { type: 21, value: 'value-1' } },
      { type: 18, component: { type: 22, values: ['value-0', 'value-1'] } },
      { type: 18, component: { type: 23, value: true } },
    ]);
    expect(ana.modal).toBeDefined();
    await bot.answer(sent, 4, { content: 'thanks' });
    expect((await done)?.content).toBe('thanks');
    expect(ana.modal).toBeUndefined();
  });

  test.each([
    ['a text that is missing', { Radio: 'Option 0' }, 'Text: required'],
    ['a text that is too short', { Text: 'a' }, 'Text: must be at least 2'],
    ['a text that is too long', { Text: 'abcde' }, 'Text: must be at most 4'],
    ['a choice that is missing', { Text: 'abc' }, 'Radio: required'],
    ['a choice that is not there', { Text: 'abc', Radio: 'No' }, 'is not one of'],
    [
      'a choice made twice',
      { Text: 'abc', Radio: 'Option 0', Boxes: ['Option 0', 'Option 0'] },
      'twice',
    ],
    ['a value that nobody sees', { Text: 'abc', Radio: 'value-0' }, 'is not one of'],
    ['a text of two lines', { Text: 'a\nb' }, 'Text: one line only'],
    ['a field that is not there', { Name: 'a' }, 'the form has no "Name"'],
  ])('is held up by the client for %s', async (_what, answers, complaint) => {
    await open(every);
    await expect(ana.submit(answers)).rejects.toThrow(complaint);
    expect(ana.modal).toBeDefined();
  });

  test('may leave out what is not required, and change what was chosen beforehand', async () => {
    const options = [option(0, { default: true }), option(1), option(2)];
    const loose = { required: false };
    await open(
      modal(
        label(input({ custom_id: 'text', style: 2, value: 'so far', ...loose }), { label: 'Text' }),
        label(select({ options, min_values: 0, max_values: 3, ...loose }), { label: 'Many' }),
        label({ type: 21, custom_id: 'radio', options, ...loose }, { label: 'Radio' }),
        label({ type: 19, custom_id: 'file', min_values: 0, ...loose }, { label: 'File' }),
      ),
    );
    const values = (sent: Json) =>
      (sent.data as { components: { component: Json }[] }).components.map(
        ({ component }) => component.values ?? component.value,
      );
    expect(ana.modal?.fields[0]).toMatchObject({ value: 'so far', paragraph: true });
    const kept = await sent(ana.submit());
    expect(values(kept)).toEqual(['so far', ['value-0'], 'value-0', []]);
    expect(kept.data).not.toHaveProperty('resolved');
    const changed = { Text: 'a\nb', Many: ['Option 1', 'Option 2'], Radio: 'Option 1' };
    expect(values(await sent(ana.submit(changed)))).toEqual([
      'a\nb',
      ['value-1', 'value-2'],
      'value-1',
      [],
    ]);
    const empty = await sent(ana.submit({ Text: '', Many: [], Radio: [] }));
    expect(values(empty)).toEqual(['', [], null, []]);
  });

  test('uploads files, and chooses people and channels', async () => {
    await open(
      modal(
        label({ type: 19, custom_id: 'csv' }, { label: 'File' }),
        label({ type: 5, custom_id: 'who' }, { label: 'Who' }),
        label({ type: 8, custom_id: 'where' }, { label: 'Where' }),
      ),
    );
    const done = ana.submit({
      File: { name: 'plan.csv', data: 'a,b', type: 'text/csv' },
      Who: ana,
      Where: channel,
    });
    const sent = await bot.next();
    const data = sent.data as { resolved: Record<string, Record<string, Json>> };
    const [file] = Object.values(data.resolved.attachments ?? {});
    expect(file).toMatchObject({ filename: 'plan.csv', content_type: 'text/csv', size: 3 });
    expect(await (await fetch(String(file?.url))).text()).toBe('a,b');
    expect(data.resolved.users?.[ana.id]).toMatchObject({ global_name: 'Ana' });
    expect(data.resolved.channels?.[channel.id]).toMatchObject({ name: 'advising' });
    await bot.answer(sent, 4, { content: 'thanks' });
    await done;
  });

  test('and keeps what was typed when no answer comes', async () => {
    await open(every);
    const done = ana.submit({ Text: 'abc', Radio: 'Option 0' });
    await bot.next();
    discord.advance(3_000);
    await expect(done).rejects.toThrow('Something went wrong. Try again.');
    expect(ana.modal).toBeDefined();
  });
});
