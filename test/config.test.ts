import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { loadWords } from '../src/render/words.ts';
import { root } from '../src/root.ts';
import { variableNames } from '../src/variables.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const example = readFileSync(join(root, '.env.example'), 'utf8');

function configOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.config;
}

describe('the configuration', () => {
  test('needs nothing: every variable may be left out or empty', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      trustProxy: false,
      rateLimit: 600,
      dataDir: 'var',
      databaseUrl: null,
      dataKeys: [],
      sessionSecret: null,
      retentionDays: 120,
      policyFile: null,
      policyDir: null,
      logLevel: 'info',
      slack: null,
      discord: null,
    });
    expect(configOf(Object.fromEntries(variableNames.map((name) => [name, ''])))).toEqual(
      configOf({}),
    );
  });

  test('is frozen', () => {
    expect(Object.isFrozen(configOf({}))).toBe(true);
  });

  test('reads every variable', () => {
    const config = configOf({
      PORT: '8080',
      PUBLIC_URL: 'https://step2.example.edu',
      TRUST_PROXY: 'true',
      RETENTION_DAYS: '30',
      DATABASE_URL: 'postgres://step2:secret@db/step2',
      DATA_KEY: `new:${key(1)},old:${key(2)}`,
      LOG_LEVEL: 'warn',
    });
    expect(config).toMatchObject({
      port: 8080,
      trustProxy: true,
      retentionDays: 30,
      logLevel: 'warn',
    });
    expect(config.dataKeys.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(Buffer.from(config.dataKeys[1]?.key ?? []).equals(Buffer.alloc(32, 2))).toBe(true);
  });

  test('finds every fault at once, by name, and repeats no secret', () => {
    const read = readConfig({
      PORT: '70000',
      TRUST_PROXY: 'perhaps',
      RETENTION_DAYS: '-1',
      LOG_LEVEL: 'loud',
      RATE_LIMIT: '1e3',
      PUBLIC_URL: 'ftp://x',
      DATABASE_URL: 'mysql://step2:hunter2@db/x',
      DATA_KEY: `a:${key(1)},a:${key(2)}`,
      SESSION_SECRET: 'hunter2',
    });
    const faults = 'faults' in read ? read.faults : [];
    expect(faults.map(({ name }) => name)).toEqual([
      'PORT',
      'PUBLIC_URL',
      'TRUST_PROXY',
      'RATE_LIMIT',
      'DATABASE_URL',
      'DATA_KEY',
      'SESSION_SECRET',
      'RETENTION_DAYS',
      'LOG_LEVEL',
    ]);
    expect(JSON.stringify(faults)).not.toMatch(/hunter2|AQEB/);
    for (const { name } of faults) expect(loadWords().has('config', name)).toBe(true);
  });

  test.each([
    'a',
    `a:${key(1)}x=:b`,
    ':',
    `:${key(1)}`,
    `a:${Buffer.alloc(16).toString('base64')}`,
    `a b:${key(1)}`,
    `a:${key(1)},`,
  ])('takes no key like "%s"', (value) =>
    expect(readConfig({ DATA_KEY: value })).toHaveProperty('faults'),
  );

  test('has every variable in .env.example, in its order, each with one comment, and set to what it is without', () => {
    const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names).toEqual([...variableNames]);
    expect(configOf(parseEnv(example) as Record<string, string>)).toEqual(configOf({}));
    expect(example.match(/^# .+\n[A-Z_]+=/gm)).toHaveLength(variableNames.length);
  });
});

describe('the bot in Slack', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const app = { SLACK_APP_TOKEN: 'xapp-1' };
  const signed = { SLACK_SIGNING_SECRET: 's'.repeat(32) };
  const many = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'c',
    SLACK_STATE_SECRET: 's'.repeat(16),
  };
  const apiUrl = 'https://slack.com/api/';

  test.each([
    [
      { ...bot, ...app },
      { connection: { kind: 'socket', appToken: 'xapp-1' }, workspace: { kind: 'one' }, apiUrl },
    ],
    [
      { ...bot, ...signed, SLACK_PORT: '4000' },
      { connection: { kind: 'http', port: 4000 }, workspace: { botToken: 'xoxb-1' }, apiUrl },
    ],
    [
      { ...many, ...signed },
      { connection: { kind: 'http', port: null }, workspace: { kind: 'many', clientId: '1.2' } },
    ],
    [
      { ...many, ...app, ...signed, SLACK_API_URL: 'https://slack-gov.com/api/' },
      { connection: { kind: 'socket' }, apiUrl: 'https://slack-gov.com/api/' },
    ],
  ])('is what its variables together describe: %j', (environment, slack) => {
    expect(configOf(environment as Record<string, string>).slack).toMatchObject(slack);
  });

  test.each([
    [bot, 'SLACK_BOT_TOKEN is set, but not how'],
    [app, 'SLACK_APP_TOKEN is set, but not for which workspace'],
    [signed, 'SLACK_SIGNING_SECRET is set, but not for which workspace'],
    [many, 'SLACK_CLIENT_ID is set, but not how'],
    [{ SLACK_CLIENT_SECRET: 'c', ...app }, 'set all of SLACK_CLIENT_ID'],
    [{ ...bot, ...many, ...app }, 'set only one of them'],
  ])('names what is missing beside %j', (environment, sentence) => {
    const read = readConfig(environment as Record<string, string>);
    const [fault] = 'faults' in read ? read.faults : [];
    expect(loadWords().text('config', { ...fault }, fault?.lacks)).toContain(sentence);
  });
});
