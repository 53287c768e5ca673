import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type Channel,
  type Discord,
  type Person,
  type Server,
  startDiscord,
} from '../emulators/discord/index.ts';
import { type BotInDiscord, botInDiscord } from '../support/discord.ts';
import { heardOf, mangled, runs, secretWords } from '../support/hostile.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let bot: BotInDiscord;
afterEach(async () => {
  await bot.stop();
  await discord.close();
});

const last = (person: Person) => {
  const message = person.messages(channel).at(-1);
  if (!message) throw new Error(`${person.user.name} sees nothing.`);
  return message;
};

/** One of each thing that people do. */
async function everything(ana: Person): Promise<void> {
  await ana.command(channel, 'step2 check', { result: 'passed', specialty: secretWords });
  await ana.autocomplete(channel, 'step2 check', 'specialty', 'derm');
  await ana.choose(last(ana), 'Early interviews');
  await ana.click(last(ana), 'Enter score');
  await ana.submit({ 'Your score': secretWords.slice(-10) });
  await ana.click(last(ana), 'Enter score');
  await ana.submit({ 'Your score': '287' });
  await ana.messageCommand(ana.says(channel, 'When do I tell them?'), 'Step 2 check');
  await ana.inDirectMessage.command('step2 help');
}

/** Somebody who knows of nothing begins a check, and is asked the first two questions. */
async function honest(name: string): Promise<void> {
  const ben = server.person(name);
  await ben.command(channel, 'step2 check');
  await ben.click(last(ben), 'Passed');
  expect(last(ben).text).toContain('Where is the season');
}

describe('Discord payloads that Discord never sends', () => {
  test('and that discord.js cannot build its objects of are told and dropped', async () => {
    discord = await startDiscord({ rateLimits: false });
    server = discord.server('Campus');
    channel = server.channel('advising');
    bot = await botInDiscord(discord);
    const ana = server.person('Ana');
    await ana.command(channel, 'step2 check', { result: 'passed' });
    const [command] = structuredClone(discord.interactions);
    const { member, data } = command as unknown as { member: { user: object }; data: object };
    for (const broken of [
      {
        ...command,
        id: '1',
        member: { ...member, user: { ...member.user, public_flags: 'many' } },
      },
      {
        ...command,
        id: '2',
        data: { ...data, options: [{ name: 'check', type: 1, options: ['x'] }] },
      },
    ]) {
      const { length } = bot.faults;
      discord.tell('INTERACTION_CREATE', broken);
      await expect.poll(() => bot.faults.length).toBe(length + 1);
    }
    await honest('Ben');
  });

  test('are answered or dropped, change nothing for others, and are not logged', async () => {
    const console = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(globalThis.console, name),
    );
    discord = await startDiscord({ rateLimits: false });
    server = discord.server('Campus');
    channel = server.channel('advising');
    bot = await botInDiscord(discord);
    await everything(server.person('Ana'));
    const recorded = structuredClone(discord.interactions);
    expect(new Set(recorded.map(({ type }) => type)).size).toBe(4);

    const named = fc.oneof(
      { weight: 8, arbitrary: fc.constant('INTERACTION_CREATE') },
      fc.constantFrom('CHANNEL_UPDATE', 'NOTHING_KNOWN'),
    );
    const all = fc.sample(fc.tuple(named, mangled(recorded)), runs(200));
    for (const [at, [name, payload]] of all.entries()) {
      discord.tell(name, payload as Record<string, unknown>);
      if (at % 50 === 49) {
        await discord.ready();
        await honest(`Ben ${at}`);
      }
    }
    const heard = heardOf(bot.faults);
    for (const leak of [secretWords.slice(-10), '287', discord.token])
      expect(heard).not.toContain(leak);
    for (const spy of console) expect(spy.mock.calls).toEqual([]);
  });
});
