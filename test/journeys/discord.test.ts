import { PermissionsBitField } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Channel,
  type Discord,
  type Person,
  type Seen,
  type Server,
  startDiscord,
} from '../emulators/discord/index.ts';
import { type BotInDiscord, botInDiscord } from '../support/discord.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let ana: Person;
let ben: Person;
let bot: BotInDiscord;

beforeEach(async () => {
  discord = await startDiscord();
  server = discord.server('Advising');
  channel = server.channel('advising');
  ana = server.person('Ana');
  ben = server.person('Ben');
  bot = await botInDiscord(discord);
});
afterEach(async () => {
  await bot.stop();
  await discord.close();
});

const last = (person = ana, where = channel): Seen => {
  const message = person.messages(where).at(-1);
  if (!message) throw new Error('There is no message.');
  return message;
};
async function shows(text: string, person = ana, where = channel): Promise<Seen> {
  await person.until(`"${text}" is shown`, () =>
    person.messages(where).at(-1)?.text.includes(text),
  );
  return last(person, where);
}
const clicks = async (label: string, then: string, person = ana, where = channel) => {
  await person.click(last(person, where), label);
  return shows(then, person, where);
};
const chooses = async (option: string, then: string, person = ana, where = channel) => {
  await person.choose(last(person, where), option);
  return shows(then, person, where);
};
const types = async (
  button: string,
  typed: string,
  then: string,
  person = ana,
  where = channel,
) => {
  await person.click(last(person, where), button);
  await person.until('the form is open', () => person.modal);
  await person.submit({ 'Your score': typed });
  return shows(then, person, where);
};

async function toResult(person = ana, where = channel): Promise<Seen> {
  await person.command(where, 'step2 check');
  await shows('What is your Step 2 CK result?', person, where);
  await clicks('Passed', 'Where is the season right now?', person, where);
  await chooses('Under review, few interviews yet', 'What is your Step 2 CK score?', person, where);
  await types('Enter score', '251', 'What is on your transcript for Step 1?', person, where);
  await types('Enter three-digit score', '238', 'Which specialty', person, where);
  await chooses('Dermatology', 'international medical graduate', person, where);
  return clicks('No', 'Update ERAS', person, where);
}

describe('a student in Discord', () => {
  test('gets from the command to the result without typing, in one private message', async () => {
    const result = await toResult();
    expect(result).toMatchObject({ ephemeral: true, pinged: [] });
    expect(ana.messages(channel)).toHaveLength(1);
    expect(ben.messages(channel)).toEqual([]);
    expect(result.buttons.map(({ label }) => label)).toEqual([
      'Plan my programs',
      'Draft an email',
      'Share',
      'Change an answer',
      'Show the path',
      'Guide',
      'Start over',
      'Download my data',
      'Forget me',
    ]);
    const [chart] = result.attachments;
    expect(chart).toMatchObject({ filename: 'step2-timing.png', contentType: 'image/png' });
    expect(chart?.description).toContain('Before interviews');
  });

  test('gives answers as options, with suggestions while typing', async () => {
    const offered = await ana.autocomplete(channel, 'step2 check', 'specialty', 'derm');
    expect(offered).toEqual([{ name: 'Dermatology', value: 'dermatology' }]);
    const scores = await ana.autocomplete(channel, 'step2 check', 'step1', '238');
    expect(scores[0]).toEqual({ name: '238', value: '238' });
    await ana.command(channel, 'step2 check', {
      ck: 251,
      step1: '238',
      specialty: 'dermatology',
      stage: 'after-download',
      result: 'passed',
      img: false,
    });
    await shows('Update ERAS');
  });

  test('hears from Discord that a score cannot be, and from the bot that it is a fail', async () => {
    await expect(ana.command(channel, 'step2 check', { ck: 301 })).rejects.toThrow();
    await ana.command(channel, 'step2 check', { ck: 190 });
    expect((await shows('What is your Step 2 CK result?')).text).toContain(
      'below the passing score',
    );
  });

  test('finds what was wrong with a score, and the form as it was', async () => {
    await ana.command(channel, 'step2 check', { result: 'passed', stage: 'after-download' });
    await types('Enter score', '190', 'below the passing score');
    await ana.click(last(), 'Enter score');
    await ana.until('the form is open', () => ana.modal);
    expect(JSON.stringify(ana.modal)).toContain('190');
    await ana.submit({ 'Your score': '251' });
    const next = await shows('What is on your transcript for Step 1?');
    expect(next.text).not.toContain('190');
  });

  test('goes back, changes an answer, and reads what that did', async () => {
    await toResult();
    await clicks('Change an answer', 'Which answer do you want to change?');
    await chooses('Step 2 CK', 'What is your Step 2 CK score?');
    await types('✓ Enter score', '219', 'Has any program said');
    await clicks('No', 'Recommendation changed');
    await clicks('Change an answer', 'Which answer do you want to change?');
    await chooses('IMG', 'international medical graduate');
    await clicks('Back', 'Which specialty');
    await clicks('Keep my answer', 'What this score does for you');
  });

  test('reaches everything that the result offers', async () => {
    await toResult();
    const path = await clicks('Show the path', 'How your answers led here');
    expect(path.attachments).toMatchObject([{ filename: 'step2-path.png' }]);
    expect(path.attachments[0]?.description).toContain('→');
    await clicks('Back to my result', 'Update ERAS');
    await clicks('Guide', 'What would you like to know?');
    await chooses('Five costly mistakes', 'coordinator');
    expect(last().attachments).toEqual([]);
    await clicks('All topics', 'What would you like to know?');
    await clicks('Back to my result', 'Update ERAS');

    await ana.click(last(), 'Download my data');
    const handed = await ana.until('the file is there', () =>
      ana
        .messages(channel)
        .find(({ attachments }) =>
          attachments.some(({ filename }) => filename === 'step2-my-data.json'),
        ),
    );
    expect(handed?.ephemeral).toBe(true);
    expect(JSON.parse(String(handed?.attachments[0]?.data))[0].state.answers.ck).toBe(251);

    const [result] = ana.messages(channel);
    if (!result) throw new Error('The result is gone.');
    await ana.click(result, 'Forget me');
    await ana.until('it asks first', () => ana.again(result)?.text.includes('Forget everything'));
    await ana.click(ana.again(result) ?? result, 'Forget me now');
    await ana.until('it is gone', () =>
      ana.again(result)?.text.includes('Removed for good: 1 conversation'),
    );
    await ana.command(channel, 'step2 forget');
    await shows('There was nothing left to remove.');
  });

  test('starts over, cancels, and goes on', async () => {
    await ana.command(channel, 'step2 check', { result: 'pending' });
    await clicks('Start over', 'What is your Step 2 CK result?');
    await clicks('Passed', 'Where is the season right now?');
    await clicks('Cancel', 'Stop and forget your answers?');
    await clicks('Go on', 'Where is the season right now?');
    await clicks('Cancel', 'Stop and forget your answers?');
    await clicks('Stop and forget', 'Check cancelled');
  });

  test('resumes when the message is gone', async () => {
    await ana.command(channel, 'step2 check', { result: 'passed' });
    ana.reload();
    expect(ana.messages(channel)).toEqual([]);
    await ana.command(channel, 'step2 check');
    await shows('You have a check open already');
    await clicks('Resume', 'Where is the season right now?');
  });

  test('goes on with a message that is older than fifteen minutes', async () => {
    await ana.command(channel, 'step2 check', { result: 'passed' });
    discord.advance(16 * 60_000);
    await chooses('Early interviews', 'What is your Step 2 CK score?');
  });

  test('sees the current screen after a double click, and nothing acts twice', async () => {
    await ana.command(channel, 'step2 check');
    const asked = last();
    await Promise.all([ana.click(asked, 'Passed'), ana.click(asked, 'Did not pass')]);
    const [held] = await bot.store.holdings({ tenant: `discord:${server.id}`, person: ana.id });
    expect(held?.state).toMatchObject({ turn: 1 });
  });

  test('finds on an old message where the check is now', async () => {
    await ana.command(channel, 'step2 check');
    const old = last();
    await ana.command(channel, 'step2 check');
    await clicks('Passed', 'Where is the season right now?');
    await ana.click(old, 'Did not pass');
    await ana.until('the old message goes on', () =>
      ana.again(old)?.text.includes('nothing was changed'),
    );
  });

  test('does not see what somebody else answers in the same channel at the same time', async () => {
    await Promise.all([toResult(ana), toResult(ben)]);
    expect(ana.messages(channel)).toHaveLength(1);
    expect(ben.messages(channel)).toHaveLength(1);
  });

  test('checks beside a message, from its menu', async () => {
    const question = ben.says(channel, 'When do I tell programs?');
    await ana.messageCommand(question, 'Step 2 check');
    expect((await shows('What is your Step 2 CK result?')).ephemeral).toBe(true);
    expect(ben.messages(channel)).toHaveLength(1);
  });

  test('is helped, and reads the guide before anything is asked', async () => {
    await ana.command(channel, 'step2 help');
    await shows('What I can do');
    await clicks('Start the check', 'What is your Step 2 CK result?');
    await ana.command(channel, 'step2 guide');
    await shows('What would you like to know?');
    await chooses('If you did not pass', 'Write to nobody today');
    await clicks('Back to my questions', 'What is your Step 2 CK result?');
  });

  test('mentions nobody and sets nothing bold with what was typed', async () => {
    await ana.command(channel, 'step2 check', {
      specialty: '@everyone **x** <@1> `y` https://z.org',
    });
    const asked = await shows('What is your Step 2 CK result?');
    expect(asked.pinged).toEqual([]);
    expect(asked.text).toContain('\\@everyone');
    expect(asked.text).toContain('\\*\\*x\\*\\*');
    expect(asked.text).toContain('https\\://z.org');
  });
});

describe('outside a server', () => {
  test('the whole check goes in direct messages with the bot', async () => {
    await toResult(ana, ana.directMessageChannel);
    const held = await bot.store.holdings({ tenant: 'discord:@me', person: ana.id });
    expect(held).toHaveLength(1);
  });

  test('and in a server that does not have the bot, for somebody who has it', async () => {
    const elsewhere = discord.server('Elsewhere', { bot: false });
    const there = elsewhere.channel('general');
    const eve = elsewhere.person('Eve');
    eve.installs();
    await toResult(eve, there);
    expect(eve.messages(there)).toHaveLength(1);
  });
});

describe('the connection', () => {
  test.each(['resumable', 'invalid', 'reconnect'] as const)(
    'comes back after Discord has ended it (%s), and nothing is lost',
    async (how) => {
      await ana.command(channel, 'step2 check');
      await discord.disconnect(how);
      await discord.ready();
      await clicks('Passed', 'Where is the season right now?');
    },
  );

  test('absorbs what Discord delivers twice', async () => {
    await ana.command(channel, 'step2 check');
    await clicks('Passed', 'Where is the season right now?');
    const answers = () => discord.requests.filter(({ path }) => path.endsWith('/callback')).length;
    const before = answers();
    discord.redeliver();
    await ana.until('it is answered again', () => answers() > before);
    const held = await bot.store.holdings({ tenant: `discord:${server.id}`, person: ana.id });
    expect(held[0]?.state).toMatchObject({ turn: 1, answers: { result: 'passed' } });
  });

  test('asks for no permission but those for posting and finding a card, and on an account for none', async () => {
    const [server, account] = [bot.invites.server, bot.invites.account].map(
      (link) => new URL(link).searchParams,
    );
    for (const link of [server, account]) {
      expect(link?.get('client_id')).toBe(discord.applicationId);
    }
    expect(new PermissionsBitField(BigInt(server?.get('permissions') ?? 0)).toArray()).toEqual([
      'ViewChannel',
      'SendMessages',
      'AttachFiles',
      'ReadMessageHistory',
      'CreatePublicThreads',
      'SendMessagesInThreads',
    ]);
    expect(account?.get('permissions') ?? '0').toBe('0');
    expect(server?.get('scope')).toBe('bot applications.commands');
    expect([account?.get('scope'), account?.get('integration_type')]).toEqual([
      'applications.commands',
      '1',
    ]);
  });
});
