import { describe, expect, test } from 'vitest';
import { type Mode, modes } from './slack/bolt.ts';
import type { Filling } from './slack/people/inputs.ts';
import { scene } from './slack/scene.ts';
import { clientOf, input, plain, refusal, section } from './slack/testing.ts';
import { asJson, type Json } from './slack/world/json.ts';
import { defaultScopes } from './slack/world/workspace.ts';

const form = (element: object, more: object = {}) =>
  ({
    type: 'modal' as const,
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Save'),
    blocks: [
      input(
        { type: 'file_input', action_id: 'f', ...element },
        { block_id: 'files', label: plain('List'), ...more },
      ),
    ],
  }) as never;

const scopes = [...defaultScopes, 'files:read'];
const list = { file: 'My List.CSV', content: 'program,score\nA,251\n' };

async function asked(mode: Mode = 'HTTP', element: object = {}, more: object = {}) {
  const all = await scene(mode, (app) => {
    app.view('form', ({ ack }) => ack());
  });
  const { slack, workspace, ana, bodies } = all;
  workspace.install({ scopes });
  const open = (view = form(element, more)) =>
    clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
  await open();
  const sent = (): Json[] => {
    const { view } = bodies.at(-1) as { view: { state: { values: Record<string, Json> } } };
    return asJson(view.state.values.files?.f).files as Json[];
  };
  /** As an app gets it: with a token, or without one. */
  const get = async (address: unknown, token?: string) => {
    const headers = token ? { authorization: `Bearer ${token}` } : undefined;
    const answer = await fetch(String(address), headers ? { headers } : {});
    const type = answer.headers.get('content-type');
    return { status: answer.status, type, body: await answer.text() };
  };
  const download = async (filling: Filling = list) => {
    await ana.submit({ List: filling });
    return sent()[0]?.url_private_download;
  };
  return { ...all, open, sent, get, download };
}

describe.each(modes)('a file in a form in %s', (mode) => {
  test('is told of by what can be known of it, and where it is', async () => {
    const { ana, workspace, sent } = await asked(mode);
    expect(await ana.submit({ List: list })).toEqual({});
    expect(sent()).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/^F0/),
        name: 'My List.CSV',
        title: 'My List.CSV',
        mimetype: 'text/csv',
        filetype: 'csv',
        pretty_type: 'CSV',
        size: 20,
        mode: 'snippet',
        user: ana.id,
        user_team: workspace.id,
        is_public: false,
        url_private: expect.stringContaining('/files-pri/'),
        url_private_download: expect.stringContaining('/download/my_list.csv'),
      }),
    ]);
  });
});

describe('a form for files', () => {
  test('needs the scope to read them', async () => {
    const { slack, workspace, ana, open } = await asked();
    workspace.install({ scopes: defaultScopes });
    expect((await refusal(open())).error).toBe('missing_scope');
    const update = (view: never) =>
      clientOf(slack).views.update({ view_id: ana.modal?.id ?? '', view });
    expect((await refusal(update(form({})))).error).toBe('missing_scope');
    const without = { ...(form({}) as object), blocks: [section('a')] } as never;
    expect((await update(without)).ok).toBe(true);
    workspace.install({ scopes });
    expect((await open()).ok).toBe(true);
  });

  test('needs that scope in the answer to a form too', async () => {
    const { slack, workspace, ana, bodies } = await scene('HTTP', (app) => {
      app.view('form', ({ ack }) => ack({ response_action: 'update', view: form({}) }));
    });
    const view = { ...(form({}) as object), blocks: [section('a')] } as never;
    const open = () =>
      clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
    await open();
    await expect(ana.submit()).rejects.toThrow('missing_scope');
    workspace.install({ scopes });
    await open();
    await ana.submit();
    expect(ana.modal?.labels).toEqual(['List']);
    expect(bodies).toHaveLength(2);
  });

  test.each<{ rule: string; element: object; broken: Filling; allowed: Filling; says: string }>([
    {
      rule: 'takes as many as it says',
      element: { max_files: 1 },
      broken: [list, list],
      allowed: [list],
      says: 'Please choose at most 1',
    },
    {
      rule: 'takes ten where it says nothing',
      element: {},
      broken: Array.from({ length: 11 }, () => list),
      allowed: Array.from({ length: 10 }, () => list),
      says: 'Please choose at most 10',
    },
    {
      rule: 'takes the types that it names',
      element: { filetypes: ['csv', 'txt'] },
      broken: { file: 'list.pdf', content: 'a' },
      allowed: { file: 'list.TXT', content: 'a' },
      says: 'Please choose a file of the type csv, txt',
    },
    {
      rule: 'takes 10 MB at most',
      element: {},
      broken: { file: 'a.csv', content: Buffer.alloc(10_000_001) },
      allowed: { file: 'a.csv', content: Buffer.alloc(10_000_000) },
      says: 'a.csv is larger than 10 MB',
    },
    {
      rule: 'takes nothing empty',
      element: {},
      broken: { file: 'a.csv', content: '' },
      allowed: { file: 'a.csv', content: ' ' },
      says: 'a.csv is empty',
    },
    {
      rule: 'wants a file',
      element: {},
      broken: [],
      allowed: list,
      says: 'Please complete this required field',
    },
  ])('$rule, at the client', async ({ element, broken, allowed, says }) => {
    const { ana, bodies } = await asked('HTTP', element);
    expect(await ana.submit({ List: broken })).toEqual({ List: says });
    expect(bodies).toEqual([]);
    expect(await ana.submit({ List: allowed })).toEqual({});
    expect(bodies).toHaveLength(1);
  });

  test('that is optional sends an empty list', async () => {
    const { ana, sent } = await asked('HTTP', {}, { optional: true });
    expect(await ana.submit()).toEqual({});
    expect(sent()).toEqual([]);
  });

  test('takes no text for a file', async () => {
    const { ana } = await asked();
    await expect(ana.submit({ List: 'a.csv' })).rejects.toThrow('this input takes files');
  });
});

describe('the download of a file', () => {
  const signIn = { status: 200, type: 'text/html; charset=utf-8' };

  test('gives its bytes to the token of the workspace', async () => {
    const { workspace, get, download, sent } = await asked();
    const address = await download();
    const file = { status: 200, type: 'text/csv', body: list.content };
    expect(await get(address, workspace.botToken)).toEqual(file);
    expect(await get(sent()[0]?.url_private, workspace.botToken)).toEqual(file);
  });

  test('keeps bytes that are no text', async () => {
    const { workspace, download } = await asked();
    const content = Buffer.from([0xff, 0x00, 0xfe, 0x0a]);
    const address = String(await download({ file: 'scan.pdf', content }));
    const headers = { authorization: `Bearer ${workspace.botToken}` };
    const got = await (await fetch(address, { headers })).arrayBuffer();
    expect(Buffer.from(got)).toEqual(content);
  });

  test('shows the page to sign in, with status 200, to whoever may not have it', async () => {
    const { slack, workspace, get, download } = await asked();
    const address = await download();
    const other = slack.workspace('Elsewhere').install({ scopes }).botToken;
    const token = workspace.botToken;
    for (const wrong of [undefined, 'xoxb-nobody', other, slack.appToken])
      expect(await get(address, wrong)).toMatchObject(signIn);
    expect(await get(`${address}?token=${token}`)).toMatchObject(signIn);
    expect(await get(`${slack.url}/files-pri/T0-F0/download/a`, token)).toMatchObject(signIn);
    workspace.install({ scopes: defaultScopes });
    expect(await get(address, token)).toMatchObject(signIn);
    workspace.install({ scopes });
    expect(await get(address, token)).toMatchObject({ body: list.content });
    await slack.revoke(workspace);
    expect(await get(address, token)).toMatchObject(signIn);
  });

  test('can fail', async () => {
    const { slack, workspace, get, download } = await asked();
    const address = await download();
    slack.fail('url_private_download', { status: 503 });
    expect(await get(address, workspace.botToken)).toMatchObject({ status: 503 });
    expect(await get(address, workspace.botToken)).toMatchObject({ status: 200 });
    expect(slack.calls.slice(-2)).toMatchObject([
      { method: 'url_private_download', ok: false, error: '503' },
      { method: 'url_private_download', ok: true },
    ]);
  });
});
