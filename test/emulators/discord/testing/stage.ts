import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  type Channel,
  type Discord,
  type DiscordSettings,
  type Person,
  type Seen,
  type Server,
  startDiscord,
} from '../index.ts';
import type { Json } from '../vocabulary.ts';
import { answering, type Bot } from './bot.ts';
import { button, row } from './forms.ts';
import { rest } from './rest.ts';

/** One Discord for all tests of a file, its time held, with a channel and a person of each test's own. */
export let discord: Discord;
export let bot: Bot;
export let server: Server;
export let channel: Channel;
export let ana: Person;

/** To be called once in a test file; a bot that only the test answers for has these commands. */
export function setStage(
  commands: Json[],
  settings: DiscordSettings = { rateLimits: false },
): void {
  beforeAll(async () => {
    discord = await startDiscord(settings);
    discord.holdTime();
    server = discord.server('Advising');
    await rest(discord, 'PUT', `/applications/${discord.applicationId}/commands`, commands);
    bot = await answering(discord);
  });
  beforeEach(() => {
    channel = server.channel('advising');
    ana = server.person('Ana', { roles: ['Students'] });
  });
  afterAll(() => discord.close());
}

/** Lets a deed happen and gives what arrives of it; how it ends is not looked at here. */
export async function sent(deed: Promise<unknown>): Promise<Json> {
  deed.catch(() => {});
  return bot.next();
}

/** The same, answered with a word. */
export async function arrives(deed: Promise<unknown>): Promise<Json> {
  const one = await sent(deed);
  await bot.answer(one, 4, { content: 'ok' });
  return one;
}

export const byCommand = (): Promise<Json> => sent(ana.command(channel, 'check'));

export const pressable = (more: Json = {}): Json => ({
  content: 'a',
  components: [row(button({ label: 'Go', custom_id: 'go' }))],
  ...more,
});

/** A message with the button "Go", shown to Ana in answer to a command. */
export async function shown(more: Json = {}): Promise<Seen> {
  const done = ana.command(channel, 'check');
  await bot.answer(await bot.next(), 4, pressable(more));
  const seen = await done;
  if (!seen) throw new Error('nothing is shown');
  return seen;
}

/** A message of the bot's own in the channel. */
export async function posted(body: Json): Promise<Seen> {
  const answer = await rest(discord, 'POST', `/channels/${channel.id}/messages`, body);
  const found = ana.messages(channel).find((one) => one.id === answer.body.id);
  if (!found) throw new Error(JSON.stringify(answer.body));
  return found;
}
