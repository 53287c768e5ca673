import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import {
  type Channel,
  type Discord,
  type Person,
  type Seen,
  type Server,
  startDiscord,
} from '../emulators/discord/index.ts';
import { policiesWith } from '../support/advising.ts';
import { type BotInDiscord, botInDiscord } from '../support/discord.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let advising: Channel;
let advisors: ReturnType<Server['role']>;
let ana: Person;
let ben: Person;
let dean: Person;
let store: OpenStore;
let bot: BotInDiscord;
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  discord = await startDiscord();
  server = discord.server('Campus');
  channel = server.channel('season');
  advising = server.channel('advising');
  advisors = server.role('Advisors', { mentionable: true });
  ana = server.person('Ana');
  ben = server.person('Ben');
  dean = server.person('Dean', { roles: [advisors] });
  store = await openStore({ dataDir: null });
  bot = await started();
});
afterEach(async () => {
  await bot.stop();
  await store.close();
  await discord.close();
});

function started(over: OpenStore = store) {
  return botInDiscord(discord, {
    store: over,
    now: () => new Date(clock),
    policies: policiesWith({
      advisors: { people: [], groups: [advisors.id] },
      channel: advising.id,
      mention: advisors.id,
      shareTo: [{ id: channel.id, name: '#season' }],
    }),
  });
}

/** The last private message that somebody sees there. */
const last = (person: Person, where = channel): Seen => {
  const message = person
    .messages(where)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);
  if (!message) throw new Error(`${person.name} sees no private message.`);
  return message;
};
const shows = async (person: Person, text: string, where = channel): Promise<Seen> => {
  await person.until(`"${text}" is shown`, () =>
    person.messages(where).some((one) => one.ephemeral && one.text.includes(text)),
  );
  return last(person, where);
};
const clicks = async (person: Person, label: string, then: string, where = channel) => {
  await person.click(last(person, where), label);
  return shows(person, then, where);
};
/** What everybody sees there of the bot. */
const posts = (person: Person, where = channel) =>
  person
    .messages(where)
    .filter((one) => !one.ephemeral && labels(one).includes('Check my own score'));
const labels = ({ buttons }: Seen) => buttons.map(({ label }) => label);
const finished = {
  ck: 251,
  step1: '238',
  specialty: 'dermatology',
  result: 'Passed',
  stage: 'Under review, few interviews yet',
  img: false,
};

describe('a result shared in a channel', () => {
  test('begins a thread, as previewed, once, with nothing of the scores, and can be taken back', async () => {
    await ana.command(channel, 'step2 check', finished);
    await shows(ana, 'Update ERAS');
    const preview = await clicks(ana, 'Share', 'What will be posted');
    expect(preview.text).toContain('#season');
    expect(posts(ben)).toEqual([]);
    await ana.click(preview, 'Post it');
    await shows(ana, 'Posted');
    const [post] = posts(ben);
    expect(posts(ben)).toHaveLength(1);
    expect(post?.text).not.toMatch(/251|238|13/);
    expect(post?.pinged).toEqual([]);
    expect(labels(post as Seen)).toEqual(['Check my own score']);
    expect(post?.thread).toBeTruthy();

    await clicks(ana, 'Remove it', 'The card is removed');
    expect(posts(ben)).toEqual([]);
  });

  test('lets everybody who sees it check their own score in private', async () => {
    await ana.command(channel, 'step2 check', finished);
    await clicks(ana, 'Share', 'What will be posted');
    await clicks(ana, 'Post it', 'Posted');
    const [post] = posts(ben);
    await ben.click(post as Seen, 'Check my own score');
    await shows(ben, 'What is your Step 2 CK result?');
    expect(posts(ana)[0]?.text).toBe(post?.text);
    expect(ana.messages(channel).some(({ text }) => text.includes('What is your Step 2'))).toBe(
      false,
    );
  });
});
