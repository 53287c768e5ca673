import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from '../emulators/discord/index.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import { freshUrl, postgresForTests, temporaryFolder } from '../support/postgres.ts';
import { Visitor } from '../support/remote-visitor.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { type Mode, modes, workspaceOf } from '../support/slack.ts';

/** What the README promises, in milliseconds, as Docker kills after as long; and twice that, as this machine may be slow. */
const longestStop = 2 * 10_000;

/** So many people on each platform; all of them fit into the pool of connections. */
const crowd = [1, 2, 3];

const database = postgresForTests();
afterAll(() => database?.dispose());

describe.skipIf(database === null).each(modes)('a stop under load, Slack by %s', (mode: Mode) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let slack: Slack;
  let discord: Discord;
  let place: Awaited<ReturnType<typeof freshUrl>>;
  let lock: pg.Client;
  let server: RunningServer;

  beforeEach(async () => {
    folder = temporaryFolder();
    slack = await startSlack();
    discord = await startDiscord();
    place = await freshUrl(database?.url ?? '');
    lock = new pg.Client({ connectionString: place.url });
    await lock.connect();
    server = await startServer({
      DATA_DIR: join(folder.path, 'data'),
      DATABASE_URL: place.url,
      SESSION_SECRET: 'a secret that only tests know, long enough',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: workspaceOf(slack).botToken,
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: slack.appToken }
        : { SLACK_SIGNING_SECRET: slack.signingSecret }),
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: discord.token,
    });
    if (mode === 'http') await slack.connect(`${server.address}/slack/events`);
    await discord.ready();
  });
  afterEach(async () => {
    if (server.process.exitCode === null) await server.kill();
    await lock.end();
    await place.remove();
    await discord.close();
    await slack.close();
    folder.remove();
  });

  /** Nine people with an open question; each of them answers it when told to, and knows whether that was taken. */
  async function everybody() {
    const channel = workspaceOf(slack).channel('advising');
    const guild = discord.server('Advising');
    const room = guild.channel('advising');
    const next = 'Where is the season';
    return Promise.all(
      crowd.flatMap((number) => [
        (async () => {
          const visitor = new Visitor(() => server.address);
          await visitor.send(await visitor.look(), { click: { type: 'restart' } });
          const page = await visitor.look();
          const click = { type: 'answer', field: 'result', value: 'passed' } as const;
          return async () => (await visitor.send(page, { click })).status === 303;
        })(),
        (async () => {
          const ana = workspaceOf(slack).person(`Ana ${number}`);
          channel.add(ana);
          await ana.command(channel, '/step2 check');
          const last = () => ana.messages(channel).at(-1);
          await ana.until('it is asked', () => last()?.buttons.includes('Passed'));
          return async () => {
            await ana.click(last(), 'Passed');
            await ana.until('it goes on', () => last()?.shown.includes(next));
            return true;
          };
        })(),
        (async () => {
          const cem = guild.person(`Cem ${number}`);
          await cem.command(room, 'step2 check');
          const last = () => cem.messages(room).at(-1);
          return async () => {
            const asked = last();
            if (!asked) throw new Error('Nothing was asked.');
            await cem.click(asked, 'Passed');
            await cem.until('it goes on', () => last()?.text.includes(next));
            return true;
          };
        })(),
      ]),
    );
  }

  /** Nobody gets anything from the database until the lock is let go; returns when so many wait for it. */
  async function allWait(people: number): Promise<void> {
    const waiting = `select distinct pid from pg_locks
      where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`;
    while ((await lock.query(waiting)).rows.length < people);
  }

  const ended = () => once(server.process, 'close', { signal: AbortSignal.timeout(longestStop) });
  /** Until it has heard of the stop, a request would still be taken, and wait for the database. */
  const refusesNew = async () => {
    await expect.poll(() => server.log.join('\n')).toContain('"stopping');
    await expect(fetch(server.address)).rejects.toThrow();
  };

  test('answers everybody who had begun, takes nothing new, and ends in time', async () => {
    const answering = await everybody();
    await lock.query('begin; lock table conversations in access exclusive mode');
    const answers = answering.map((answer) => answer());
    await allWait(answers.length);
    const exit = ended();
    server.process.kill('SIGTERM');
    await refusesNew();
    // What still comes by the gateway finds nobody.
    const late = discord.server('Late');
    const unanswered = late.person('Late').command(late.channel('advising'), 'step2 check');
    const refused = unanswered.then(
      () => false,
      () => true,
    );
    await lock.query('rollback');
    expect(await Promise.all(answers)).toEqual(answers.map(() => true));
    expect((await exit)[0]).toBe(0);
    discord.advance(3_000);
    expect(await refused).toBe(true);
    const kept = await lock.query<{ state: string }>('select state from conversations');
    expect(kept.rows).toHaveLength(answers.length);
    for (const { state } of kept.rows) expect(state).toContain('"result":"passed"');
    expect(server.log.at(-1)).toContain('stopped');
  });

  test('ends in time although the database never answers', async () => {
    const answering = await everybody();
    await lock.query('begin; lock table conversations in access exclusive mode');
    const answers = answering.map((answer) => answer());
    for (const answer of answers) answer.catch(() => {});
    await allWait(answers.length);
    const exit = ended();
    server.process.kill('SIGTERM');
    expect((await exit)[0]).toBe(0);
    await lock.query('rollback');
  });
});
