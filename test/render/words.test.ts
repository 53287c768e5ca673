import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { commandsIn } from '../../adapters/discord/commands.ts';
import { start } from '../../adapters/start/start.ts';
import { tables } from '../../src/decision/decide.ts';
import { noteIds } from '../../src/decision/notes.ts';
import { findingIds, severities } from '../../src/email/lint/finding.ts';
import { fields } from '../../src/facts.ts';
import { laidOut } from '../../src/layout.ts';
import type { PolicyFault } from '../../src/policy/faults.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { prove } from '../../src/policy/proof.ts';
import { emailTemplates } from '../../src/programs/template.ts';
import { turnOf } from '../../src/pure-turn.ts';
import { factFault } from '../../src/render/fault.ts';
import { objectionOf } from '../../src/render/lint.ts';
import { noticesOf } from '../../src/render/notice.ts';
import { faultSentence, policyReport } from '../../src/render/policy-report.ts';
import { helpScreen } from '../../src/render/render.ts';
import { everyPart, loadWords, type Words } from '../../src/render/words.ts';
import { openStore } from '../../src/store/open.ts';
import { variableNames } from '../../src/variables.ts';
import { startDiscord } from '../emulators/discord/index.ts';
import { startSlack } from '../emulators/slack/slack.ts';
import { botInDiscord } from '../support/discord.ts';
import { applicant, drafted, facts, program } from '../support/emails.ts';
import { sayEveryPlan, sayEveryProgramFault } from '../support/every-plan.ts';
import { everyProgramScreen } from '../support/every-program-screen.ts';
import { everyScreen } from '../support/every-screen.ts';
import { policy } from '../support/policy.ts';
import { botInSlack, workspaceOf } from '../support/slack.ts';
import { run } from '../support/terminal.ts';
import { Visit } from '../support/visit.ts';
import { webApp } from '../support/web.ts';

const today = '2026-11-22';
const said = new Set<string>();
const texts: string[] = [];

/** The words, noting every part that was asked for and what it said. */
const words: Words = (() => {
  const real = loadWords();
  return {
    has: real.has,
    text(file, params, part = '') {
      said.add(`${file} ${part}`.trim());
      const text = real.text(file, params, part);
      texts.push(text);
      return text;
    },
  };
})();

const rendering = { words, policy, today, keptUntil: '2027-03-22' };

const overdueOverlay =
  'lowStep1: { value: 1, source: ours, asOf: 2020-01-01, reviewBy: 2020-01-02 }';

/** Everything that can be shown or printed is shown or printed once. */
async function sayEverything(): Promise<void> {
  expect([...everyScreen(rendering)].length).toBeGreaterThan(1000);
  helpScreen(rendering, null, { optionsOnly: true });
  sayEveryPlan(rendering);
  sayEveryProgramFault(rendering);
  const { step } = turnOf(rendering, null, { type: 'start', id: 'x', words: 'blah ck:200' });
  turnOf(rendering, null, { type: 'start', id: 'x', words: 'b l a h b l a h' });
  turnOf(rendering, step.conversation, { type: 'back', on: 'old' });
  const outcome = { action: 'wait', scope: null } as const;
  noticesOf(rendering, [{ kind: 'policy', before: outcome, after: outcome }]);
  noticesOf(rendering, [{ kind: 'policy-asks' }]);
  for (const field of fields)
    for (const value of ['x', 217, {}]) factFault(rendering, field, value);

  for (const field of ['stage', 'ck', 'step1', 'specialty'] as const)
    factFault(rendering, field, undefined);

  const folder = mkdtempSync(join(tmpdir(), 'step2-'));
  const picture = join(folder, 'path.svg');
  const commands = [
    ['help'],
    ['chekc'],
    ['frobnicate'],
    ['policy', 'check'],
    ['policy', 'check', '/no/such/file'],
    ['check', '--policy'],
    ['check', '--policy', 'package.json'],
    ['path', '--svg', '/no/such/folder/x.svg'],
    ['path'],
    ['path', '--svg', picture],
    [
      'path',
      '--ck',
      '251',
      '--step1',
      'pass',
      '--specialty',
      'urology',
      '--stage',
      'after-download',
      '--svg',
      picture,
    ],
    ['check'],
    ['check', 'bare', '--unknown', '1'],
    ['check', '--ndjson', '--ck', '1'],
    ['policy', 'check', 'package.json'],
    ['path', '--frobnicate'],
    ['start', 'derm'],
    ['policy'],
  ];
  const file = join(folder, 'overdue.yaml');
  writeFileSync(file, overdueOverlay);
  await run(['policy', 'check', file], { words });
  for (const args of commands) await run(args, { words });
  await run(['check', '--ndjson'], { words, input: '[]\n' });
  policyReport(
    words,
    loadPolicy('drop: { value: 3, source: ours, asOf: 2020-01-01, reviewBy: 2020-01-02 }'),
    today,
  );
  policyReport(
    words,
    loadPolicy('lowStep1: { value: 1, source: ours, asOf: 2020-01-01, reviewBy: 2020-01-02 }'),
    today,
  );
}

/** Everything that the operator is told at a start: a sound one, and each that is refused. */
async function startInEveryWay(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'step2-'));
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const startWith = async (environment: Record<string, string>) => {
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const dataDir = join(folder, 'data');
    const terminal = {
      input,
      output,
      errors,
      environment: { PORT: '0', DATA_DIR: dataDir, ...environment },
    };
    return start(terminal, words, Promise.resolve('test'));
  };
  const overlay =
    'calendar: { ends: { value: 2027-03-05, confirmed: true, source: ours, asOf: 2020-01-01, reviewBy: 2020-01-02 } }';
  expect(await startWith({})).toBe(0);
  vi.setSystemTime('2030-01-01');
  expect(await startWith({ POLICY_FILE: written('overlay.yaml', overlay) })).toBe(0);
  vi.useRealTimers();
  expect(await startWith({ POLICY_FILE: join(folder, 'none.yaml') })).toBe(2);
  expect(await startWith({ POLICY_FILE: written('broken.yaml', 'drop: 3') })).toBe(2);
  expect(await startWith({ POLICY_DIR: join(folder, 'none') })).toBe(2);
  const policyDir = join(folder, 'policies');
  mkdirSync(policyDir);
  for (const name of ['web', 'Web']) written(`policies/${name}.yaml`, overlay);
  written('policies/slack-T1.yaml', 'drop: 3');
  expect(await startWith({ POLICY_DIR: policyDir })).toBe(0);
  // These come of a later look.
  words.text('start', { file: 'web.yaml', tenant: 'web' }, 'overlay-gone');
  words.text('start', { dir: 'policies', reason: 'ENOENT' }, 'policy-dir-away');
  expect(await startWith({ DATA_DIR: written('file', '') })).toBe(1);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  expect(await startWith({ PORT: String(port) })).toBe(1);
  taken.close();
  // A folder where the secret should be.
  mkdirSync(join(folder, 'secretless', 'session-secret'), { recursive: true });
  expect(await startWith({ DATA_DIR: join(folder, 'secretless') })).toBe(1);
  // These need a sealed or newer database, or a PostgreSQL server.
  for (const kind of ['missing-key', 'other-key'] as const) words.text('start', { id: 'k1' }, kind);
  words.text('start', { version: 2, known: 1 }, 'newer-schema');
  words.text('start', {}, 'secret-of-one');
  expect(await startWith({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' })).toBe(1);
  expect(await startWith({ SLACK_BOT_TOKEN: 'xoxb-1' })).toBe(2);
  expect(await startWith({ SLACK_APP_TOKEN: 'xapp-1' })).toBe(2);
  expect(await startWith({ SLACK_CLIENT_ID: '1' })).toBe(2);
  expect(await startWith({ SLACK_CLIENT_ID: '1', SLACK_BOT_TOKEN: 'xoxb-1' })).toBe(2);
  const slack = await startSlack();
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' };
  expect(await startWith({ ...tokens, SLACK_API_URL: slack.apiUrl })).toBe(1);
  await slack.close();
  expect(await startWith({ ...tokens, SLACK_API_URL: slack.apiUrl })).toBe(1);
  const faulty = Object.fromEntries(variableNames.map((name) => [name, '?']));
  expect(await startWith(faulty)).toBe(2);
}

/** What the doctor finds; test/journeys/doctor.test.ts brings each of it about. */
function examine(): void {
  const names = [
    'place',
    'dataDir',
    'reason',
    'file',
    'newest',
    'tenant',
    'dir',
    'publicUrl',
    'host',
  ];
  const more = ['platform', 'team', 'scopes', 'name', 'intents', 'permissions', 'season', 'ends'];
  const numbers = ['faults', 'warnings', 'version', 'found', 'known', 'days', 'seconds', 'count'];
  const counted = ['remaining', 'advised', 'set'];
  const params = Object.fromEntries([
    ...[...names, ...more].map((name) => [name, 'x']),
    ...[...numbers, ...counted].map((name) => [name, 2]),
  ]);
  for (const { file, part } of everyPart()) {
    if (file === 'cli/doctor') words.text(file, params, part);
  }
}

/** A list that is too long and texts that are too long for a platform. */
function layOutNarrowly(): void {
  const { screen } = turnOf(rendering, null, {
    type: 'start',
    id: 'x',
    words: 'result:passed stage:review 251 pass',
  });
  for (const page of [0, 1, 2]) laidOut(words, screen, { choices: 7, title: 10, text: 60 }, page);
  for (const plan of everyProgramScreen(rendering)) {
    if (plan.choices.length < 40) continue;
    for (const page of [0, 1]) laidOut(words, plan, { listed: { most: 5, text: 900 } }, page);
    break;
  }
}

/** Every page that the web adapter adds to the bot's screens. */
async function visitEveryPage(): Promise<void> {
  const visit = await Visit.begin({ words });
  await visit.answer(['passed', 'after-download']);
  await visit.type('ck', '1');
  // A retake that a program requires is told what must not be overlooked.
  await visit.answer([219, 250, 'dermatology', true]);
  for (const click of [
    { type: 'plan' },
    { type: 'export' },
    { type: 'share', kind: 'share' },
    { type: 'post' },
    { type: 'path' },
  ] as const) {
    await visit.click(click);
    await visit.look();
  }
  await visit.click({ type: 'change', field: 'img' });
  await visit.look();
  await visit.post({ token: 'forged' });
  await visit.post({ 'typed.ck': 'x'.repeat(1_300_000) });
  await visit.get('/no-such-page');
  await visit.get('/shared/guessed');
  await visit.app.request('/', { method: 'DELETE' });
  const busy = await webApp({ words, rateLimit: { perMinute: 1 } });
  for (let at = 0; at < 2; at++) await busy.request('/');
  const broken = {
    turn: () => Promise.reject(new Error('unexpected')),
    shared: async () => null,
  };
  await (await webApp({ words, bot: broken })).request('/');
}

/** What only Slack says, and what it is asked for at the start. */
async function visitSlack(): Promise<void> {
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const bot = await botInSlack(slack, [workspace], { mode: 'http', words });
  const channel = workspace.channel('advising', { bot: true });
  const ana = workspace.person('Ana');
  channel.add(ana);
  const last = () => ana.messages(channel).at(-1);
  await ana.mention(channel, 'check 251 pass result:passed stage:review');
  await ana.until('the menu of specialties is there', () => last()?.options.length);
  slack.fail('chat.postEphemeral', { status: 503, times: 9 });
  await ana.mention(channel, 'help');
  await ana.until('a message came another way', () => ana.directMessages().length);
  await ana.command(channel, '/step2 check');
  await ana.click(last(), 'Start over');
  await ana.until('it begins again', () => last()?.buttons.includes('Passed'));
  await ana.command(channel, '/step2 check result:passed stage:review');
  slack.fail('views.open', { error: 'expired_trigger_id', times: 1 });
  await ana.click(last(), 'Enter score');
  await ana.until('no form came', () => last()?.shown.includes('did not open the form'));
  await ana.command(channel, '/step2 check result:pending');
  await ana.click(last(), 'Start over');
  await ana.until('the result is there', () => last()?.buttons.includes('Download my data'));
  await ana.click(last(), 'Download my data');
  await ana.until('the file is there', () => ana.directMessages().at(-1)?.files.length);
  await bot.stop();
  await slack.close();
  for (const part of ['done', 'failed']) words.text('slack/installed', { reference: 'x' }, part);
  words.text('slack/log', {}, 'unsigned');
  words.text('slack/screen', { reference: 'x' }, 'no-file');
  await run(['slack', 'manifest'], { words });
  await run(['slack', 'manifest', '--http', 'http://x'], { words });
}

/** What only Discord says, and what it is asked for at the start. */
async function visitDiscord(): Promise<void> {
  const discord = await startDiscord();
  const server = discord.server('Advising');
  const channel = server.channel('advising');
  const ana = server.person('Ana');
  const store = await openStore({ dataDir: null });
  let load = store.load;
  const bot = await botInDiscord(discord, {
    words,
    store: { ...store, load: (key) => load(key) },
  });
  const last = () => {
    const message = ana.messages(channel).at(-1);
    if (!message) throw new Error('Nothing is shown.');
    return message;
  };
  await ana.command(channel, 'step2 check', { result: 'passed' });
  await ana.choose(last(), 'Early interviews');
  // A database that takes so long that no form can be opened.
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  load = async (key) => {
    await slow;
    return store.load(key);
  };
  await ana.click(last(), 'Enter score');
  release();
  await ana.until('no form came', () => last().text.includes('did not open the form'));
  await ana.command(channel, 'step2 check', { result: 'pending' });
  await ana.click(last(), 'Start over');
  await ana.click(last(), 'Download my data');
  await bot.stop();
  await discord.close();
  // Journeys hand these over, and one that does not come.
  for (const what of ['plan', 'example', 'email']) words.text('file', {}, what);
  words.text('programs/csv', { reference: 'x' }, 'not-fetched');
  commandsIn(new Map([['en', words]]));
  const printed = [['discord'], ['discord', 'commands', '--register']];
  for (const args of printed) await run(args, { words });
  const environment = { DISCORD_TOKEN: 'x'.repeat(30), DISCORD_API_URL: 'http://127.0.0.1:1/' };
  await run(['discord', 'commands', '--register'], { words, environment });
  for (const guildId of [null, '1']) words.text('cli/discord', { guildId });
  for (const part of [
    ...['discord-token', 'discord-intents', 'discord-away', 'discord-shard', 'discord-commands'],
  ]) {
    words.text('start', { reason: 'x', address: 'x' }, part);
  }
  words.text('start', {}, 'in-slack');
  words.text('start', {}, 'tokens-in-clear');
  words.text('start', { server: 'x', account: 'y' }, 'in-discord');
}

/** Every email, filled in and with its blanks, and every objection to one. */
function writeEmails(): void {
  for (const template of emailTemplates) {
    for (const specialty of ['dermatology', 'emergency-medicine', 'other']) {
      const about = { ...facts, specialty, img: true };
      const known = { applicant: { ...applicant, visa: true }, facts: about };
      drafted(template, known, words);
      drafted(template, { ...known, coordinatorOnly: true }, words);
      const unknown = { name: 'X', flags: [] };
      drafted(template, { facts: about, applicant: {}, details: {}, program: unknown }, words);
    }
  }
  const email = { template: 'strong', subject: '', body: '', facts, applicant, program } as const;
  for (const id of findingIds) {
    const severity = severities[id];
    const finding = { id, severity, part: 'body', words: 'such', at: 0, advice: id } as const;
    for (const coordinatorOnly of [false, true]) {
      objectionOf(rendering, { ...email, coordinatorOnly }, finding);
    }
  }
}

beforeAll(async () => {
  writeEmails();
  await visitSlack();
  await visitDiscord();
  await sayEverything();
  await visitEveryPage();
  await startInEveryWay();
  examine();
  layOutNarrowly();
});

describe('the words', () => {
  test('are all reached: no template and no part of one is orphaned', async () => {
    const { Person, keys } = await import('../support/terminal.ts');
    const { main } = await import('../../adapters/main.ts');
    const person = new Person();
    const done = main(['check', 'result:passed', 'stage:review'], person.terminal, words);
    await person.sees('Your score', ...'251', keys.enter);
    await person.sees('Step 1?', keys.enter);
    await person.sees('Which specialty', ...'Derm', keys.enter);
    await person.sees('IMG', keys.down, keys.enter);
    await person.sees('What next?', keys.control_c);
    await done;
    for (const fault of policyFaults) faultSentence(words, fault);
    const broken = prove(policy, { ...tables, effects: tables.effects.slice(0, -1) });
    policyReport(words, { faults: [], proof: { ...broken, milliseconds: 1 } }, today);
    const parts = everyPart().map(({ file, part }) => `${file} ${part}`.trim());
    expect(parts.filter((part) => !said.has(part))).toEqual([]);
  });

  test('have nothing missing, doubled or left over', () => {
    expect(texts.length).toBeGreaterThan(1000);
    const bad = texts.filter(
      (text) =>
        text === '' ||
        /undefined|null|NaN|\[object|\{\{|\}\}| {2}|\s[.,;:!?](\s|$)|\.\./.test(text),
    );
    // The help page sets its commands in columns.
    expect([...new Set(bad)].filter((text) => !text.startsWith('step2:'))).toEqual([]);
  });

  test('exist for every rule, note and stage', () => {
    for (const { id } of tables.effects) expect(said).toContain(`why/effect/${id}`);
    for (const { id } of tables.actions) expect(said).toContain(`why/action/${id}`);
    for (const id of noteIds) expect(said).toContain(`note/${id}`);
  });

  test('are strict: a value or a part that is missing is a fault', () => {
    expect(() => loadWords().text('progress', { question: 1 })).toThrow();
    expect(() => loadWords().text('progress', {}, 'no such part')).toThrow('no part');
    expect(() => loadWords().text('no/such/file')).toThrow();
  });

  test('say nothing of a faulty value but what was given, shortened', () => {
    const text = factFault({ words: loadWords(), policy }, 'stage', 'x'.repeat(500));
    expect(text).toContain(`"${'x'.repeat(58)}…`);
  });
});

/** One fault of each kind that no small overlay brings about together with the others. */
const policyFaults: PolicyFault[] = [
  { path: '1', kind: 'yaml', value: 'bad' },
  ...(
    [
      ...['missing', 'unknown', 'date', 'text', 'list', 'section', 'yes-no', 'id', 'no-other'],
      ...['platform-id', 'unreadable'],
    ] as const
  ).map((kind): PolicyFault => ({ path: 'a.b', kind, value: 1 })),
  { path: 'a.b', kind: 'whole-number', value: 1.5, allowed: { lowest: 1, highest: 300 } },
  { path: 'a.b', kind: 'long', value: 'x', allowed: { highest: 80 } },
  { path: 'a.b', kind: 'many', value: [], allowed: { highest: 25 } },
  { path: 'a.b', kind: 'choice', value: 'x', allowed: { choices: 'NRMP, AUA' } },
  { path: 'a.b', kind: 'source', value: 'x', allowed: { choices: 'ours' } },
  { path: 'a.b', kind: 'good-above-strong', value: 250, allowed: { strong: 240, id: 'x' } },
  { path: 'a.b', kind: 'half-a-ballpark', value: 'good' },
  {
    path: 'a.b',
    kind: 'margin-too-high',
    value: 90,
    allowed: { highest: 82, passing: 218, highestScore: 300 },
  },
  {
    path: 'a.b',
    kind: 'season-order',
    value: '2026-01-01',
    allowed: { day: '2026-02-02', stage: 'x' },
  },
  { path: '', kind: 'total', value: {} },
  {
    path: '',
    kind: 'monotone',
    value: {},
    counterexample: {
      invariant: 'monotone',
      facts: {
        result: 'passed',
        stage: 'after-download',
        ck: 240,
        step1: 'pass',
        specialty: 'other',
        img: false,
        required: false,
      },
      action: 'email-few',
      higherCk: 241,
      higherAction: 'eras-only',
    },
  },
];
