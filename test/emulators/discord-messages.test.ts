import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Channel, type Discord, startDiscord } from './discord/index.ts';
import { buttonRules, rowRules } from './discord/testing/button-rules.ts';
import { embedRules } from './discord/testing/embed-rules.ts';
import { button, many, row, v2, words, x } from './discord/testing/forms.ts';
import { fileComponent, layoutRules } from './discord/testing/layout-rules.ts';
import { contentRules, mentionRules } from './discord/testing/message-rules.ts';
import { type Answer, faultsAt, rest } from './discord/testing/rest.ts';
import { fault } from './discord/testing/rules.ts';
import { selectRules } from './discord/testing/select-rules.ts';

let discord: Discord;
let channel: Channel;

beforeAll(async () => {
  discord = await startDiscord({ rateLimits: false });
  discord.holdTime();
  channel = discord.server('Advising').channel('advising');
});
afterAll(() => discord.close());

const file = (name: string, data = 'a') => ({ name, data });
const post = (body: unknown, files?: { name: string; data: string }[]): Promise<Answer> =>
  rest(discord, 'POST', `/channels/${channel.id}/messages`, body, files ? { files } : {});

describe.each([
  ['content', contentRules],
  ['mentions', mentionRules],
  ['embeds', embedRules],
  ['rows', rowRules],
  ['buttons', buttonRules],
  ['selects', selectRules],
  ['components v2', layoutRules],
])('%s of a message', (_name, rules) => {
  test.each(rules)('$rule', async ({ allowed, refused, at, code }) => {
    const good = await post(allowed);
    expect(good, JSON.stringify(good.body)).toMatchObject({ status: 200 });
    const bad = await post(refused);
    expect(bad).toMatchObject({ status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    expect(faultsAt(bad, at), JSON.stringify(bad.body)).toContain(code);
  });
});

describe('a message', () => {
  test('that is empty is refused with a code of its own', async () => {
    for (const body of [{}, { content: '' }, { content: ' \n' }, { embeds: [] }, { flags: 4 }]) {
      expect(await post(body)).toMatchObject({ status: 400, body: { code: 50006 } });
    }
    expect(await post({ flags: 32768 })).toMatchObject({ body: { code: 50006 } });
    expect((await post({ components: [row(button())] })).status).toBe(200);
  });

  test('is a dictionary', async () => {
    expect(faultsAt(await post([]), '')).toEqual(['MODEL_TYPE_CONVERT']);
  });

  test('has the emojis of the application and no others', async () => {
    const pressed = (id: string) => ({ components: [row(button({ emoji: { id } }))] });
    expect((await post(pressed(discord.emoji()))).status).toBe(200);
    const bad = await post(pressed('4711'));
    const at = 'components.0.components.0.emoji.id';
    expect(faultsAt(bad, at)).toContain('BUTTON_COMPONENT_INVALID_EMOJI');
  });

  test('is told all its faults at once', async () => {
    const bad = await post({ content: x(2001), embeds: [{ title: x(257) }] });
    expect(faultsAt(bad, 'content')).toEqual([fault.max]);
    expect(faultsAt(bad, 'embeds.0.title')).toEqual([fault.max]);
  });

  test('numbers the components that have no id, around those that have', async () => {
    const { body } = await post(v2(words('a'), { ...words('b'), id: 1 }, words('c')));
    expect((body.components as { id: number }[]).map((one) => one.id)).toEqual([2, 1, 3]);
  });

  test('is not posted twice under the same nonce when that is asked for', async () => {
    const once = { content: 'a', nonce: 'n-1', enforce_nonce: true };
    const first = await post(once);
    expect((await post(once)).body.id).toBe(first.body.id);
    expect((await post({ ...once, enforce_nonce: false })).body.id).not.toBe(first.body.id);
    discord.advance(3 * 60_000 - 1);
    expect((await post(once)).body.id).toBe(first.body.id);
    discord.advance(1);
    expect((await post(once)).body.id).not.toBe(first.body.id);
  });
});

describe('an edit', () => {
  const edit = (id: unknown, body: unknown) =>
    rest(discord, 'PATCH', `/channels/${channel.id}/messages/${id}`, body);

  test('changes what it names and leaves the rest', async () => {
    const { body } = await post({ content: 'a', components: [row(button())] });
    const edited = await edit(body.id, { content: 'b' });
    expect(edited.body).toMatchObject({ content: 'b', components: [{ type: 1 }] });
    expect(edited.body.edited_timestamp).not.toBeNull();
  });

  test('obeys the limits and leaves something to see', async () => {
    const { body } = await post({ content: 'a' });
    expect(faultsAt(await edit(body.id, { content: x(2001) }), 'content')).toEqual([fault.max]);
    expect((await edit(body.id, { content: '' })).body.code).toBe(50006);
  });

  test('cannot leave components v2, nor go there with content left', async () => {
    const legacy = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    const modern = await post(v2(words()));
    expect(faultsAt(await edit(modern.body.id, { content: 'a' }), 'content')).toEqual([legacy]);
    expect(faultsAt(await edit(modern.body.id, { components: [words()] }), 'components.0')).toEqual(
      [fault.type],
    );
    const old = await post({ content: 'a' });
    expect(faultsAt(await edit(old.body.id, v2(words())), 'content')).toEqual([legacy]);
    expect((await edit(old.body.id, { ...v2(words()), content: null })).status).toBe(200);
  });
});

describe('files of a message', () => {
  test('there are ten at most', async () => {
    expect(
      (
        await post(
          {},
          many(10, (index) => file(`${index}.txt`)),
        )
      ).status,
    ).toBe(200);
    const bad = await post(
      {},
      many(11, (index) => file(`${index}.txt`)),
    );
    expect(bad).toMatchObject({ status: 400, body: { code: 30015 } });
  });

  test('each has 10 MiB at most', async () => {
    const most = 10 * 1024 * 1024;
    expect((await post({}, [file('a.txt', x(most))])).status).toBe(200);
    const bad = await post({}, [file('a.txt', x(most + 1))]);
    expect(bad).toMatchObject({ status: 413, body: { code: 40005 } });
  });

  test('a description has 1024 characters', async () => {
    const described = (length: number) => ({ attachments: [{ id: 0, description: x(length) }] });
    expect((await post(described(1024), [file('a.txt')])).status).toBe(200);
    const bad = await post(described(1025), [file('a.txt')]);
    expect(faultsAt(bad, 'attachments.0.description')).toEqual([fault.max]);
  });

  test('what is listed has to be there', async () => {
    const body = { content: 'a', attachments: [{ id: 0 }, { id: 1 }] };
    expect((await post(body, [file('a.txt'), file('b.txt')])).status).toBe(200);
    const bad = await post(body, [file('a.txt')]);
    expect(faultsAt(bad, 'attachments.1')).toEqual(['ATTACHMENT_NOT_FOUND']);
  });

  test('a component shows one by its stored name only', async () => {
    const lost = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';
    const good = await post(fileComponent('attachment://my_plan.csv'), [file('my plan.csv')]);
    expect(good.body).toMatchObject({ attachments: [{ filename: 'my_plan.csv' }] });
    const bad = await post(fileComponent('attachment://my plan.csv'), [file('my plan.csv')]);
    expect(faultsAt(bad, 'components.0.file.url')).toContain(lost);
    const web = await post(fileComponent('https://a.org/plan.csv'));
    expect(faultsAt(web, 'components.0.file.url')).toEqual(['URL_TYPE_INVALID_SCHEME']);
  });

  test('are served to whoever has the address', async () => {
    const { body } = await post({}, [file('plan.csv', 'a,b')]);
    const [{ url }] = body.attachments as [{ url: string }];
    expect(await (await fetch(url)).text()).toBe('a,b');
  });

  test('an edit keeps those it lists', async () => {
    const { body } = await post({}, [file('a.txt'), file('b.txt')]);
    const [first] = body.attachments as [{ id: string }];
    const path = `/channels/${channel.id}/messages/${body.id}`;
    const kept = await rest(discord, 'PATCH', path, { attachments: [{ id: first.id }] });
    expect(kept.body.attachments).toMatchObject([{ filename: 'a.txt' }]);
    const empty = await rest(discord, 'PATCH', path, { attachments: [] });
    expect(empty.body.code).toBe(50006);
  });
});
