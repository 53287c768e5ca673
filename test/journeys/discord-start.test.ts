import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandsIn } from '../../adapters/discord/commands.ts';
import { loadWords, type Words } from '../../src/render/words.ts';
import { checkCommand } from '../emulators/discord/form/command.ts';
import { Faults } from '../emulators/discord/form/faults.ts';
import { type Discord, startDiscord } from '../emulators/discord/index.ts';
import { botInDiscord } from '../support/discord.ts';
import { freshUrl, postgresForTests, temporaryFolder } from '../support/postgres.ts';
import { freePort, type RunningServer, startServer } from '../support/server.ts';
import { run } from '../support/terminal.ts';

let discord: Discord;
let folder: ReturnType<typeof temporaryFolder>;
let environment: Record<string, string>;
const running: RunningServer[] = [];

beforeEach(async () => {
  discord = await startDiscord();
  folder = temporaryFolder();
  environment = {
    DATA_DIR: join(folder.path, 'data'),
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: discord.token,
  };
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.process.exitCode === null) await server.kill();
  await discord.close();
  folder.remove();
});

async function started(more: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer({ ...environment, ...more });
  running.push(server);
  return server;
}

describe('the commands', () => {
  const puts = () => discord.requests.filter(({ method }) => method === 'PUT');

  test('are registered at the first start, and then only when they have changed', async () => {
    for (const times of [1, 1]) {
      const bot = await botInDiscord(discord);
      await bot.stop();
      expect(puts()).toHaveLength(times);
    }
  });

  test('are registered in one server, where that is wanted', async () => {
    const { id } = discord.server('Advising');
    const bot = await botInDiscord(discord, { guildId: id });
    await bot.stop();
    expect(puts().map(({ path }) => path)).toEqual([expect.stringContaining(`guilds/${id}`)]);
  });

  test('are printed, and registered by hand', async () => {
    const { output, status } = await run(['discord', 'commands']);
    expect(status).toBe(0);
    const printed = JSON.parse(output) as { name: string; contexts: number[] }[];
    expect(printed.map(({ name, contexts }) => [name, contexts])).toEqual([
      ['step2', [0, 1, 2]],
      ['Step 2 check', [0, 1, 2]],
    ]);
    const by = await run(['discord', 'commands', '--register'], { environment });
    expect([by.status, by.errors]).toEqual([0, '']);
    expect(puts()).toHaveLength(1);
    const bot = await botInDiscord(discord);
    await bot.stop();
    expect(puts()).toHaveLength(1);
  });

  test('are not registered without a token, nor with a wrong one', async () => {
    const without = await run(['discord', 'commands', '--register']);
    expect([without.status, without.errors]).toEqual([2, expect.stringContaining('DISCORD_TOKEN')]);
    const wrong = await run(['discord', 'commands', '--register'], {
      environment: { ...environment, DISCORD_TOKEN: 'x'.repeat(40) },
    });
    expect([wrong.status, wrong.errors]).toEqual([1, expect.stringContaining('(401)')]);
  });
});

describe('the languages of the commands', () => {
  test('come from a folder of templates each, and Discord takes them', () => {
    const english = loadWords();
    // As a folder `de` beside `en` would give them.
    const german = { ...english, text: (...said: Parameters<Words['text']>) => `de ${said[2]}` };
    const languages = new Map([
      ['en', english],
      ['de', german],
    ]);
    const [step2] = commandsIn(languages);
    expect(step2).toMatchObject({
      name: 'step2',
      name_localizations: { de: 'de step2' },
      description_localizations: { de: 'de step2 description' },
    });
    for (const command of commandsIn(new Map([['en', english]]))) {
      const faults = new Faults();
      checkCommand(command, [], faults);
      expect(faults.any).toBe(false);
    }
  });
});

test('several shards in one process serve all servers', async () => {
  await discord.close();
  discord = await startDiscord({ shards: 2 });
  const bot = await botInDiscord(discord, { shards: 'auto' });
  expect(discord.connections.map(({ shard }) => shard).sort()).toEqual([0, 1]);
  for (let at = 0; at < 6; at++) {
    const server = discord.server(`Server ${at}`);
    const channel = server.channel('advising');
    const ana = server.person('Ana');
    await ana.command(channel, 'step2 check', { result: 'passed' });
    expect(ana.messages(channel).at(-1)?.text).toContain('Where is the season');
  }
  await bot.stop();
});

describe('the program with Discord', () => {
  test('prints the invite link, and goes on after it was killed between a click and its answer', async () => {
    let program = await started();
    expect(program.log.join('\n')).toContain(`client_id=${discord.applicationId}`);
    const server = discord.server('Advising');
    const channel = server.channel('advising');
    const ana = server.person('Ana');
    await ana.command(channel, 'step2 check', { result: 'passed' });
    const asked = ana.messages(channel).at(-1);
    if (!asked) throw new Error('Nothing was asked.');
    discord.fail('callback', 'hang', { times: 1 });
    const clicking = ana.choose(asked, 'Early interviews').catch(() => {});
    await ana.until(
      'the answer is on its way',
      () => discord.requests.filter(({ path }) => path.includes('/callback')).length > 1,
    );
    await program.kill();
    discord.advance(3_000);
    await clicking;

    program = await started();
    await discord.ready();
    await ana.choose(asked, 'Late interviews');
    await ana.until('the first answer stands', () =>
      ana.messages(channel).at(-1)?.text.includes('What is your Step 2 CK score?'),
    );
    expect(ana.messages(channel).at(-1)?.text).toContain('nothing was changed');
    expect(await program.stop()).toBe(0);
  });
});

describe('a start that Discord does not allow', () => {
  const refused = async (more: Record<string, string>) => {
    const error = await started(more).catch((reason: Error) => reason);
    return error instanceof Error ? error.message : 'it started';
  };

  test('names the token in one line', async () => {
    const said = await refused({ DISCORD_TOKEN: 'x'.repeat(40) });
    expect(said).toContain('ended with 1');
    expect(said).toContain('DISCORD_TOKEN: Discord does not take this token');
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  test('ends with several shards as with one', async () => {
    const said = await refused({ DISCORD_TOKEN: 'x'.repeat(40), DISCORD_SHARDS: '2' });
    expect(said).toContain('ended with 1');
    expect(said).toContain('DISCORD_TOKEN: Discord does not take this token');
  });

  test('names the server that does not have the bot in one line', async () => {
    const said = await refused({ DISCORD_GUILD_ID: '123456789012345678' });
    expect(said).toContain('Discord does not take the commands');
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  test('names the intent in one line', async () => {
    discord.disallowIntents();
    const said = await refused({});
    expect(said).toContain('does not allow the application the intent "Guilds"');
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  test('says where Discord was looked for and not found', async () => {
    const said = await refused({ DISCORD_API_URL: `http://127.0.0.1:${await freePort()}/api` });
    expect(said).toMatch(
      /Discord cannot be reached at http:\/\/127\.0\.0\.1:\d+\/api \(ECONNREFUSED\)/,
    );
  });
});

const database = postgresForTests();
afterAll(() => database?.dispose());

describe.skipIf(!database)('two shards, each in a process of its own, on one PostgreSQL', () => {
  test('serve both halves of the servers, and one that is killed comes back', async () => {
    const { url, remove } = await freshUrl(database?.url ?? '');
    // A server belongs to the shard that its id names.
    const shardOf = (id: string) => Number((BigInt(id) >> 22n) % 2n);
    const all = Array.from({ length: 12 }, (_, at) => discord.server(`Server ${at}`));
    const halves = [0, 1].map((shard) => all.find(({ id }) => shardOf(id) === shard));
    const program = await started({ DATABASE_URL: url, DISCORD_SHARDS: '2' });
    await discord.ready();
    const people = halves.map((one) => {
      if (!one) throw new Error('All servers are in one shard.');
      return { channel: one.channel('advising'), person: one.person('Ana') };
    });
    for (const { channel, person } of people) {
      await person.command(channel, 'step2 check', { result: 'passed' });
      expect(person.messages(channel).at(-1)?.text).toContain('Where is the season');
    }
    const ids = () =>
      program.log.flatMap((line) => /"shard":(\d+),"process":(\d+)/.exec(line)?.[2] ?? []);
    await expect.poll(ids).toHaveLength(2);
    process.kill(Number(ids()[0]), 'SIGKILL');
    await expect.poll(ids).toHaveLength(3);
    await discord.ready();
    for (const { channel, person } of people) {
      const asked = person.messages(channel).at(-1);
      if (!asked) throw new Error('Nothing was asked.');
      await person.choose(asked, 'Early interviews');
      await person.until('the next question is there', () =>
        person.messages(channel).at(-1)?.text.includes('What is your Step 2 CK score?'),
      );
    }
    expect(await program.stop()).toBe(0);
    await remove();
  });
});
