import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { covers } from '../../adapters/doctor/covers.ts';
import { doctor } from '../../adapters/doctor/doctor.ts';
import { scopes } from '../../adapters/slack/manifest.ts';
import { everyPart, loadWords, type Words } from '../../src/render/words.ts';
import { openStore } from '../../src/store/open.ts';
import { type Discord, startDiscord } from '../emulators/discord/index.ts';
import { intent } from '../emulators/discord/vocabulary.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { keyNamed } from '../support/keys.ts';
import { type Place, postgresPlace, sqlitePlace } from '../support/places.ts';
import { postgresForTests, temporaryFolder } from '../support/postgres.ts';
import { freePort } from '../support/server.ts';
import { workspaceOf } from '../support/slack.ts';
import { collect, run } from '../support/terminal.ts';
import { writeVersion2 } from '../support/version-2.ts';

const today = Date.UTC(2026, 10, 22);
const k1 = keyNamed('k1');
const keyText = (id: string) => `${id}:${Buffer.from(keyNamed(id).key).toString('base64')}`;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** The parts of templates/en/cli/doctor.hbs that were said. */
const said = new Set<string>();
const words: Words = (() => {
  const real = loadWords();
  return {
    has: real.has,
    text(file, params, part = '') {
      if (file === 'cli/doctor') said.add(part);
      return real.text(file, params, part);
    },
  };
})();

/** What the doctor says at a given time, each line with its level. */
async function examined(environment: Record<string, string>, now: () => number = () => today) {
  const output = new PassThrough();
  const text = collect(output);
  const settings = { DATA_DIR: join(folder.path, 'data'), DATA_KEY: keyText('k1'), ...environment };
  const status = await doctor({ output }, words, settings, now);
  const lines = text().trimEnd().split('\n');
  const at = (level: string) =>
    lines.filter((line) => line.startsWith(`${level} `)).map((line) => line.slice(9));
  return {
    status,
    text: text(),
    last: lines.at(-1),
    ok: at('ok'),
    warnings: at('warning'),
    faults: at('fault'),
  };
}

/** What is told today, but for the policy's own days, which go by; those have a test with a clock of its own. */
async function withoutSeason(examination: ReturnType<typeof examined>) {
  const { warnings, ...rest } = await examination;
  const seasonal = /its day of review|calendar of the season/;
  return { ...rest, warnings: warnings.filter((warning) => !seasonal.test(warning)) };
}

describe('step2 doctor', () => {
  test('finds nothing wrong where nothing is set up but a key, and makes nothing', async () => {
    const { status, warnings, faults, last } = await examined({});
    expect([status, warnings, faults, last]).toEqual([0, [], [], 'All is well.']);
    expect(existsSync(join(folder.path, 'data'))).toBe(false);
  });

  test('is a command, with the settings of the environment', async () => {
    const settings = { DATA_DIR: join(folder.path, 'data'), POLICY_FILE: '/no/such/file' };
    const ran = await run(['doctor'], { environment: settings });
    expect(ran.status).toBe(1);
    expect(ran.output).toContain('fault    The file /no/such/file cannot be read (ENOENT).');
    const stray = await run(['doctor', 'all']);
    expect([stray.status, stray.errors]).toEqual([
      2,
      expect.stringContaining('"all" means nothing'),
    ]);
  });

  test('tells every fault of the configuration, and repeats no secret', async () => {
    const { status, faults, text } = await examined({ PORT: 'three', DATA_KEY: 'k1:secret-thing' });
    expect([status, faults.length]).toEqual([1, 2]);
    expect(text).toMatch(/PORT: "three"[\s\S]*DATA_KEY: its value/);
    expect(text).not.toContain('secret-thing');
  });

  test.each([
    ['no key', { DATA_KEY: '' }, 'DATA_KEY is not set'],
    ['a long retention', { RETENTION_DAYS: '900' }, '900 days'],
    ['no address for others', { HOST: '0.0.0.0' }, 'PUBLIC_URL is not set'],
    ['a proxy that is not trusted', { PUBLIC_URL: 'https://step2.example.edu' }, 'TRUST_PROXY'],
  ])('warns of %s', async (_, environment, words) => {
    const { status, warnings, faults } = await examined(environment);
    expect([status, faults]).toEqual([0, []]);
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    [
      'an address without https',
      { PUBLIC_URL: 'http://step2.example.edu' },
      'readable for everybody',
    ],
    ['a data folder that is a file', { DATA_DIR: 'package.json/x' }, 'DATA_DIR'],
    ['a folder of overlays that is not there', { POLICY_DIR: '/no/such/folder' }, 'POLICY_DIR'],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://a:hidden@127.0.0.1:1/b' },
      'ECONNREFUSED',
    ],
    ['a database that is none', { DATA_DIR: 'NOT-ONE' }, 'SQLITE_NOTADB'],
  ])('finds %s', async (_, environment: Record<string, string>, words) => {
    if (environment.DATA_DIR === 'NOT-ONE') {
      mkdirSync(join(folder.path, 'none'));
      writeFileSync(join(folder.path, 'none/step2.db'), 'x'.repeat(5000), { mode: 0o600 });
    }
    const dir = environment.DATA_DIR === 'NOT-ONE' ? { DATA_DIR: join(folder.path, 'none') } : {};
    const { status, faults, text } = await examined({ ...environment, ...dir });
    expect([status, faults.length]).toEqual([1, 1]);
    expect(faults[0]).toContain(words);
    expect(text).not.toContain('hidden');
  });

  test('looks at the policy, its days and every overlay', async () => {
    const dir = join(folder.path, 'policies');
    const none = await examined({ POLICY_DIR: folder.path });
    expect(none.warnings).toEqual([expect.stringContaining('no overlay')]);
    mkdirSync(dir);
    const number = (value: number, reviewBy: string) =>
      `lowStep1: { value: ${value}, source: ours, asOf: 2020-01-01, reviewBy: ${reviewBy} }\nsources: { ours: { title: x } }\n`;
    writeFileSync(join(dir, 'web.yaml'), number(215, '2026-11-21'));
    writeFileSync(join(dir, 'slack-T1.yaml'), number(215, '2027-11-21'));
    writeFileSync(join(dir, 'slack-T2.yaml'), 'drop: 3');
    writeFileSync(join(dir, 'Web.yaml'), '');
    const { faults, warnings, ok } = await examined({ POLICY_DIR: dir });
    expect(ok.filter((line) => line.includes('proved for'))).toHaveLength(2);
    expect(faults).toEqual([expect.stringMatching(/^slack-T2\.yaml: drop/)]);
    expect(warnings).toEqual([
      expect.stringContaining('Web.yaml is not used'),
      expect.stringMatching(/^web\.yaml: lowStep1.*2026-11-21/),
    ]);
    const later = await examined({}, () => Date.UTC(2040, 1, 1));
    expect(later.warnings).toContainEqual(expect.stringContaining('calendar of the season'));
    expect(later.warnings).toContainEqual(expect.stringContaining('its day of review'));
    expect(later.status).toBe(0);
  });
});

const server = postgresForTests();
afterAll(() => server?.dispose());

describe.each([
  ['SQLite', sqlitePlace, false],
  ['PostgreSQL', () => postgresPlace(server?.url ?? ''), server === null],
])('step2 doctor with %s', (_, fresh: () => Promise<Place>, skipped) => {
  describe.skipIf(skipped)('', () => {
    let place: Place;
    let settings: Record<string, string>;
    beforeEach(async () => {
      place = await fresh();
      settings = {
        DATA_DIR: place.options.dataDir,
        SESSION_SECRET: 'x'.repeat(32),
        ...(place.options.databaseUrl ? { DATABASE_URL: place.options.databaseUrl } : {}),
      };
    });
    afterEach(() => place.remove());

    const written = async (...keys: (typeof k1)[]) => {
      const store = await place.open(keys);
      const key = { tenant: 'web', person: 'ann', about: '' };
      await store.save(key, { expected: 0, state: 'kept', event: null, at: new Date(0) });
      await store.close();
    };

    test('opens it, and changes nothing', async () => {
      await written(k1);
      const before = [await place.schema(), await place.query('select * from data_keys')];
      const settingsWithMore = { ...settings, DATA_KEY: `${keyText('k2')},${keyText('k1')}` };
      const { faults, warnings, ok } = await examined(settingsWithMore);
      expect([faults, warnings]).toEqual([[], []]);
      expect(ok.join('\n')).toMatch(/(SQLite|PostgreSQL).* opens, at schema version 3\./);
      const after = [await place.schema(), await place.query('select * from data_keys')];
      expect(after).toEqual(before);
    });

    test.each([
      ['lacks the key', 'k2', '"k1", which DATA_KEY does not list'],
      ['has another key of that name', 'other', '"k1" in DATA_KEY is not the one'],
    ])('says that it %s', async (_what, key, words) => {
      await written(k1);
      const other = `k1:${Buffer.from(keyNamed('other').key).toString('base64')}`;
      const DATA_KEY = key === 'other' ? other : keyText(key);
      const { faults, status } = await examined({ ...settings, DATA_KEY });
      expect([status, faults]).toEqual([1, [expect.stringContaining(words)]]);
    });

    test('says that a start would bring an older one up to date, and does not', async () => {
      await writeVersion2(place);
      const { warnings, faults } = await examined(settings);
      expect(faults).toEqual([]);
      expect(warnings[0]).toContain('at schema version 2. The next start');
      expect(await place.query('select version from schema_version')).toEqual([{ version: 2 }]);
    });

    test('refuses a newer one as a start would', async () => {
      await written(k1);
      await place.query('update schema_version set version = 99');
      const { faults } = await examined(settings);
      expect(faults).toEqual([expect.stringContaining('schema version 99')]);
    });
  });
});

test('a database that others can read is told of', async () => {
  const dataDir = join(folder.path, 'data');
  await (await openStore({ dataDir })).close();
  chmodSync(join(dataDir, 'step2.db'), 0o644);
  const { warnings } = await examined({});
  expect(warnings).toEqual([expect.stringContaining('chmod 600')]);
});

test('replicas without a common secret are told of', async () => {
  const { warnings } = await examined({ DATABASE_URL: 'postgres://127.0.0.1:1/x' });
  expect(warnings).toEqual([expect.stringContaining('SESSION_SECRET is not set')]);
});

describe('step2 doctor with Slack', () => {
  let slack: Slack;
  let workspace: Workspace;
  let settings: Record<string, string>;
  beforeEach(async () => {
    slack = await startSlack();
    workspace = workspaceOf(slack);
    settings = {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: slack.appToken,
    };
  });
  afterEach(() => slack.close());

  const many = () => ({
    SLACK_BOT_TOKEN: '',
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_STATE_SECRET: 'a state secret of the tests',
    PUBLIC_URL: 'https://step2.example.edu',
    TRUST_PROXY: 'true',
  });
  const http = () => ({
    SLACK_APP_TOKEN: '',
    SLACK_SIGNING_SECRET: slack.signingSecret,
    PUBLIC_URL: 'https://step2.example.edu',
    TRUST_PROXY: 'true',
  });
  const found = (more: Record<string, string>) =>
    withoutSeason(examined({ ...settings, ...more }, Date.now));

  test.each([
    ['by socket', () => ({}), 'Socket Mode is on'],
    ['by HTTP', http, 'SLACK_SIGNING_SECRET has the form'],
    ['in many workspaces', many, 'client id and its secret are good'],
  ])('finds it well %s', async (_, more, words) => {
    const { ok, warnings, faults, text } = await found(more());
    expect([faults, warnings]).toEqual([[], []]);
    expect(ok.join('\n')).toContain(words);
    for (const secret of [
      workspace.botToken,
      slack.appToken,
      slack.signingSecret,
      slack.clientSecret,
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  test.each<[string, () => Record<string, string>, string]>([
    [
      'a wrong bot token',
      () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
      'SLACK_BOT_TOKEN: Slack does not take',
    ],
    [
      'a wrong app token',
      () => ({ SLACK_APP_TOKEN: 'xapp-wrong' }),
      'SLACK_APP_TOKEN: Slack does not take',
    ],
    [
      'another secret of the client',
      () => ({ ...many(), SLACK_CLIENT_SECRET: 'no' }),
      'bad_client_secret',
    ],
    [
      'events with nowhere to go',
      () => ({ ...http(), PUBLIC_URL: '' }),
      'only to an address with https',
    ],
  ])('finds %s', async (_, more, words) => {
    const { status, faults } = await found(more());
    expect([status, faults]).toEqual([1, [expect.stringContaining(words)]]);
  });

  test('finds scopes that are missing, and those that are too many', async () => {
    const [first, ...rest] = scopes;
    workspace.install({ scopes: [...rest, 'users:read'] });
    const { faults, warnings } = await found({});
    expect(faults).toEqual([expect.stringContaining(`lacks the scopes ${first}.`)]);
    expect(warnings).toEqual([expect.stringContaining('more than it needs (users:read)')]);
  });

  test('finds a signing secret that is none', async () => {
    const { warnings } = await found({ ...http(), SLACK_SIGNING_SECRET: 'x'.repeat(32) });
    expect(warnings).toEqual([expect.stringContaining('32 hexadecimal digits')]);
  });

  test.each([
    [-60_000, 'warnings', 'Let this machine set its clock'],
    [400_000, 'faults', 'more than five minutes'],
  ] as const)('finds a clock that is off by %i ms', async (off, level, words) => {
    const result = await withoutSeason(examined(settings, () => Date.now() + off));
    expect(result[level]).toEqual([expect.stringContaining(words)]);
  });

  test('says where it was looked for and not found, or was not itself', async () => {
    const port = await freePort();
    const away = await found({ SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
    expect(away.faults).toEqual([expect.stringContaining('(ECONNREFUSED)')]);
    slack.fail('auth.test', { status: 503, times: 1 });
    expect((await found({})).faults).toEqual([expect.stringContaining('(503)')]);
  });
});

describe('step2 doctor with Discord', () => {
  let discord: Discord;
  let settings: Record<string, string>;
  beforeEach(async () => {
    discord = await startDiscord();
    discord.server('Advising');
    settings = { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token };
    await run(['discord', 'commands', '--register'], { environment: settings });
  });
  afterEach(() => discord.close());

  const found = (more: Record<string, string> = {}) =>
    withoutSeason(examined({ ...settings, ...more }, Date.now));
  const change = (body: object) =>
    fetch(`${discord.apiUrl}/v10/applications/@me`, {
      method: 'PATCH',
      headers: {
        authorization: `Bot ${discord.token}`,
        'user-agent': 'DiscordBot (tests, 1)',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });

  test('finds it well, and does not connect', async () => {
    const { faults, warnings, ok, text } = await found();
    expect([faults, warnings]).toEqual([[], []]);
    expect(ok.join('\n')).toContain('the commands are registered and up to date');
    expect(text).not.toContain(discord.token);
    expect(discord.connections).toEqual([]);
  });

  test.each([
    ['a wrong token', { DISCORD_TOKEN: 'x'.repeat(40) }, 'Discord does not take this token (401)'],
    [
      'a server without the bot',
      { DISCORD_GUILD_ID: '123456789012345678' },
      'does not take the commands',
    ],
  ])('finds %s', async (_, more, words) => {
    expect((await found(more)).faults).toEqual([expect.stringContaining(words)]);
  });

  test('finds commands that are not registered as they are now', async () => {
    const { id } = discord.server('Another');
    const { warnings, faults } = await found({ DISCORD_GUILD_ID: id });
    expect(faults).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('not registered as they are now')]);
  });

  test('finds a server in which it may not post', async () => {
    discord.server('Quiet', { permissions: ['ViewChannel', 'SendMessages'] });
    const { warnings } = await found();
    expect(warnings).toEqual([expect.stringMatching(/in the server Quiet .*AttachFiles/)]);
  });

  test.each([
    [
      'an endpoint that takes the commands away',
      { interactions_endpoint_url: 'https://x.example' },
      'faults',
      'Interactions Endpoint URL',
    ],
    [
      'one way to install only',
      { integration_types_config: { 0: {} } },
      'warnings',
      'both to servers and to accounts',
    ],
    [
      'an install link that asks for too little',
      {
        integration_types_config: {
          0: { oauth2_install_params: { scopes: ['bot'], permissions: '1024' } },
          1: {},
        },
      },
      'warnings',
      'asks for too little (missing: SendMessages',
    ],
  ] as const)('finds %s', async (_, body, level, words) => {
    await change(body);
    const result = await found();
    expect(result[level]).toEqual([expect.stringContaining(words)]);
  });

  test('finds intents that it does not need, shards that are too few and connections that run out', async () => {
    await discord.close();
    discord = await startDiscord({ shards: 3, privilegedIntents: intent.messageContent });
    settings = { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token };
    await run(['discord', 'commands', '--register'], { environment: settings });
    discord.sessionStarts.remaining = 3;
    const { warnings } = await found();
    expect(warnings).toEqual([
      expect.stringContaining('(Message Content)'),
      expect.stringContaining('only 3 connections'),
      expect.stringContaining('advises 3 shards'),
    ]);
  });

  test('says where it was looked for and not found', async () => {
    const { faults } = await found({ DISCORD_API_URL: `http://127.0.0.1:${await freePort()}/api` });
    expect(faults).toEqual([expect.stringContaining('(ECONNREFUSED)')]);
  });

  test.each([
    [{ a: 1, b: [], c: null, d: false }, { a: 1, x: 2 }, true],
    [{ a: [2, 0, 1] }, { a: [0, 1, 2] }, true],
    [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }, { b: 1 }] }, false],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: '' }, { a: 'x' }, false],
    [{ a: [1] }, {}, false],
  ])('%j is covered by %j: %s', (given, kept, same) => {
    expect(covers(kept, given)).toBe(same);
  });
});

test('no secret of the store or the sessions is repeated', async () => {
  const key = randomBytes(32).toString('base64');
  const SESSION_SECRET = 'session-secret-of-the-tests-32-long';
  const { text } = await examined({ DATA_KEY: `k9:${key}`, SESSION_SECRET });
  expect(text).toContain('"k9"');
  expect(text).not.toContain(key);
  expect(text).not.toContain(SESSION_SECRET);
});

test.skipIf(server === null)('each thing that the doctor can say was brought about above', () => {
  const parts = everyPart().filter(({ file }) => file === 'cli/doctor');
  expect(parts.length).toBeGreaterThan(40);
  expect(parts.map(({ part }) => part).filter((part) => !said.has(part))).toEqual([]);
});
