import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestOf, scopes } from '../../adapters/slack/manifest.ts';
import { loadWords } from '../../src/render/words.ts';
import { root } from '../../src/root.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { freePort, type RunningServer, startServer } from '../support/server.ts';
import { type Mode, modes, workspaceOf } from '../support/slack.ts';
import { run } from '../support/terminal.ts';

let slack: Slack;
let workspace: Workspace;
let folder: ReturnType<typeof temporaryFolder>;
let environment: Record<string, string>;
const running: RunningServer[] = [];

beforeEach(async () => {
  slack = await startSlack();
  workspace = workspaceOf(slack);
  folder = temporaryFolder();
  environment = {
    DATA_DIR: join(folder.path, 'data'),
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: workspace.botToken,
  };
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.process.exitCode === null) await server.kill();
  await slack.close();
  folder.remove();
});

async function started(mode: Mode, more: Record<string, string> = {}): Promise<RunningServer> {
  const connection =
    mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret };
  const server = await startServer({ ...environment, ...connection, ...more });
  running.push(server);
  return server;
}

describe.each(modes)('the program with Slack, events by %s', (mode) => {
  test('goes on after it was killed between a click and its answer', async () => {
    const port = String(await freePort());
    let server = await started(mode, { PORT: port });
    if (mode === 'http') await slack.connect(`${server.address}/slack/events`);
    const channel = workspace.channel('advising');
    const ana = workspace.person('Ana');
    channel.add(ana);
    await ana.command(channel, '/step2 check result:passed');
    const asked = ana.messages(channel).at(-1);
    slack.fail('response_url', 'hang');
    await ana.choose(asked, 'Early interviews');
    await ana.until('the answer is on its way', () =>
      slack.calls.some(({ method }) => method === 'response_url'),
    );
    await server.kill();
    slack.heal();

    server = await started(mode, { PORT: port });
    await ana.choose(asked, 'Late interviews');
    await ana.until('the next question is there', () =>
      ana.messages(channel).at(-1)?.shown.includes('What is your Step 2 CK score?'),
    );
    await ana.command(channel, '/step2 check');
    await ana.click(ana.messages(channel).at(-1), 'Resume');
    await ana.until('the first answer stands', () =>
      ana.messages(channel).at(-1)?.shown.includes('What is your Step 2 CK score?'),
    );
    expect(await server.stop()).toBe(0);
  });

  test('serves the web page on, after Slack has taken the token back', async () => {
    const server = await started(mode);
    if (mode === 'http') await slack.connect(`${server.address}/slack/events`);
    for (const method of ['apps.connections.open', 'views.publish', 'chat.postMessage']) {
      slack.fail(method, { error: 'token_revoked', times: 1000 });
    }
    await workspace.person('Ana').openHome();
    if (mode === 'socket') slack.disconnectSockets('abrupt');
    await expect.poll(() => server.log.join('\n')).toContain('"platform":"slack"');
    expect((await fetch(server.address)).status).toBe(200);
    expect(server.log.join('\n')).not.toContain(workspace.botToken);
    expect(await server.stop()).toBe(0);
  });
});

test('Slack has a port of its own where that is wanted', async () => {
  const port = String(await freePort());
  const server = await started('http', { SLACK_PORT: port });
  await slack.connect(`http://127.0.0.1:${port}/slack/events`);
  expect((await fetch(`${server.address}/slack/events`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
});

describe('a start that Slack does not allow', () => {
  const refused = async (more: Record<string, string>) => {
    const error = await startServer({ ...environment, ...more }).catch((reason: Error) => reason);
    return error instanceof Error ? error.message : 'it started';
  };

  test.each([
    ['SLACK_BOT_TOKEN', 'invalid_auth', { SLACK_BOT_TOKEN: 'xoxb-wrong' }],
    ['SLACK_APP_TOKEN', 'invalid_auth', { SLACK_APP_TOKEN: 'xapp-wrong' }],
  ])('names %s in one line', async (variable, reason, wrong) => {
    const said = await refused({ SLACK_APP_TOKEN: slack.appToken, ...wrong });
    expect(said).toContain('ended with 1');
    expect(said).toContain(`${variable}: Slack does not take this token (${reason}).`);
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  test('can be stopped while Slack does not greet', async () => {
    const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const child = spawn(process.execPath, [join(root, 'dist/adapters/step2.js'), 'start'], {
      env: {
        PATH: process.env.PATH,
        ...environment,
        PORT: '0',
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
      },
    });
    await once(silent, 'connection');
    child.kill('SIGTERM');
    const [status] = (await once(child, 'exit')) as [number | null];
    expect(status).not.toBeNull();
    silent.close();
  });

  test('says that a revoked token is one', async () => {
    await slack.revoke(workspace).catch(() => {});
    const said = await refused({ SLACK_SIGNING_SECRET: slack.signingSecret });
    expect(said).toContain('SLACK_BOT_TOKEN: Slack does not take this token (token_revoked).');
  });

  test('says where Slack was looked for and not found', async () => {
    const said = await refused({
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
    });
    expect(said).toMatch(
      /Slack cannot be reached at http:\/\/127\.0\.0\.1:\d+\/api\/ \(ECONNREFUSED\)/,
    );
  });
});

describe('the manifest', () => {
  test.each([
    ['manifest.socket-mode.json', []],
    ['manifest.http.json', ['--http', 'https://step2.example.edu']],
  ])('docs/slack/%s is what the command prints', async (file, options) => {
    const { output, status } = await run(['slack', 'manifest', ...options]);
    expect(status).toBe(0);
    const kept = readFileSync(join(root, 'docs/slack', file), 'utf8');
    expect(JSON.parse(output)).toEqual(JSON.parse(kept));
  });

  test.each([['http://step2.example.edu'], ['step2.example.edu'], ['']])(
    'is not made for "%s", to which Slack would send nothing',
    async (address) => {
      const { errors, status } = await run(['slack', 'manifest', '--http', address]);
      expect(status).toBe(2);
      expect(errors).toContain('begins with https://');
    },
  );

  test('keeps to what Slack takes', () => {
    const { display_information, features } = manifestOf(loadWords(), null) as {
      display_information: Record<string, string>;
      features: {
        shortcuts: Record<string, string>[];
        slash_commands: Record<string, string>[];
      };
    };
    const longest: [string | undefined, number][] = [
      [display_information.name, 35],
      [display_information.description, 140],
      [display_information.long_description, 4000],
      [features.slash_commands[0]?.command, 32],
      [features.slash_commands[0]?.description, 2000],
      [features.slash_commands[0]?.usage_hint, 1000],
      [features.shortcuts[0]?.name, 24],
      [features.shortcuts[0]?.description, 150],
    ];
    for (const [text, most] of longest) {
      expect(text?.length).toBeGreaterThan(0);
      expect(text?.length).toBeLessThanOrEqual(most);
    }
    expect(display_information.long_description?.length).toBeGreaterThanOrEqual(174);
  });

  test('asks for no scope that the page for admins does not explain', () => {
    const page = readFileSync(join(root, 'docs/slack/README.md'), 'utf8');
    for (const scope of scopes) expect(page).toContain(`| \`${scope}\` |`);
  });
});
