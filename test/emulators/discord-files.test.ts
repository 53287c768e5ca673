import { describe, expect, test } from 'vitest';
import type { Filled } from './discord/people/modal.ts';
import { command } from './discord/testing/command-forms.ts';
import { label, modal } from './discord/testing/forms.ts';
import { rest } from './discord/testing/rest.ts';
import { ana, arrives, bot, channel, discord, setStage } from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

setStage([command()]);

const DAY = 24 * 60 * 60_000;
const gone = { status: 404, text: 'This content is no longer available.' };

async function get(url: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(String(url));
  return { status: response.status, text: await response.text() };
}

/** The same file under another address. */
function changed(url: unknown, name: string, value: string): string {
  const address = new URL(String(url));
  address.searchParams.set(name, value);
  return address.href;
}

/** Opens a form with one upload. */
async function open(more: Json = {}): Promise<void> {
  const opened = ana.command(channel, 'check');
  const form = modal(label({ type: 19, custom_id: 'a', ...more }, { label: 'File' }));
  await bot.answer(await bot.next(), 9, form);
  await opened;
}

/** Fills such a form in, and gives what arrives. */
async function uploaded(File: Filled, more: Json = {}): Promise<Json[]> {
  await open(more);
  const sent = await arrives(ana.submit({ File }));
  const data = sent.data as {
    components: [{ component: { values: string[] } }];
    resolved?: { attachments: Record<string, Json> };
  };
  return data.components[0].component.values.map((id) => data.resolved?.attachments[id] ?? {});
}

describe('the address of a file', () => {
  test('is good for a day, and only as it was given', async () => {
    const files = [{ name: 'plan.csv', data: 'a,b' }];
    const path = `/channels/${channel.id}/messages`;
    const { body } = await rest(discord, 'POST', path, {}, { files });
    const [{ url }] = body.attachments as [{ url: string }];
    expect(await get(url)).toEqual({ status: 200, text: 'a,b' });
    expect(await get(url.split('?')[0])).toEqual(gone);
    expect(await get(changed(url, 'ex', 'ffffffff'))).toEqual(gone);
    discord.advance(DAY + 1000);
    expect(await get(url)).toEqual(gone);
    const again = await rest(discord, 'GET', `${path}/${body.id}`);
    const [fresh] = again.body.attachments as [{ url: string }];
    expect(await get(fresh.url)).toEqual({ status: 200, text: 'a,b' });
    await rest(discord, 'DELETE', `${path}/${body.id}`);
    expect(await get(fresh.url)).toEqual(gone);
  });

  test('of an upload into a form is good for a day, and there is no other', async () => {
    const [file] = await uploaded({ name: 'my plan.csv', data: 'a,b' });
    expect(file).toMatchObject({
      filename: 'my_plan.csv',
      size: 3,
      content_type: 'text/csv; charset=utf-8',
      ephemeral: true,
    });
    expect(file?.url).toContain('/ephemeral-attachments/');
    expect(await get(file?.url)).toEqual({ status: 200, text: 'a,b' });
    discord.advance(DAY + 1000);
    expect(await get(file?.url)).toEqual(gone);
  });
});

describe('an upload', () => {
  const csv = (name: string) => ({ name, data: 'a' });

  test('takes as many files as it says, or none', async () => {
    const several = { min_values: 2, max_values: 3, required: false };
    const [a, b] = await uploaded([csv('a.csv'), csv('b.csv')], several);
    expect([a?.filename, b?.filename]).toEqual(['a.csv', 'b.csv']);
    expect(await uploaded([], several)).toEqual([]);
  });

  test('of something unknown is not said to be anything', async () => {
    const [file] = await uploaded(csv('plan.xyz'));
    expect(file).not.toHaveProperty('content_type');
  });

  test.each<[string, Filled, Json, string]>([
    ['is required', [], {}, 'File: required'],
    ['is one file', [csv('a.csv'), csv('b.csv')], {}, 'at most 1'],
    ['is two files', [csv('a.csv')], { min_values: 2, max_values: 2 }, 'at least 2'],
    ['is a file', 'a.csv', {}, 'a file is needed'],
    ['is of a type', csv('a.csv'), { file_types: ['.txt', 'image'] }, 'only .txt, image'],
    ['is small', { name: 'a', data: 'x'.repeat(10 * 2 ** 20 + 1) }, {}, 'too powerful'],
  ])('%s, says the client', async (_rule, File, more, complaint) => {
    await open(more);
    await expect(ana.submit({ File })).rejects.toThrow(complaint);
    expect(ana.modal).toBeDefined();
  });
});
