// Loaded before discord.js, as Slack's library does where one process is in both: pictures must go out all the same.
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';
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
import { csvOf, oddNames, refusedFiles } from '../support/forty.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let ana: Person;
let bot: BotInDiscord;

beforeEach(async () => {
  discord = await startDiscord();
  server = discord.server('Campus');
  channel = server.channel('season');
  ana = server.person('Ana');
  bot = await botInDiscord(discord);
});
afterEach(async () => {
  await bot.stop();
  await discord.close();
});

/** The last screen; files are handed over in messages of their own. */
const last = (): Seen => {
  const message = ana
    .messages(channel)
    .filter(({ buttons, selects }) => buttons.length + selects.length > 0)
    .at(-1);
  if (!message) throw new Error('Nothing is shown.');
  return message;
};
/** What it says, without the marks that keep Discord from reading it otherwise. */
const plain = ({ text }: Seen) => text.replace(/\\(.)/g, '$1').replaceAll('**', '');
const labels = ({ buttons }: Seen) => buttons.map(({ label }) => label);
const options = ({ selects }: Seen) => selects.flatMap((one) => one.options);
const shows = async (text: string): Promise<Seen> => {
  await ana.until(`"${text}" is shown`, () => plain(last()).includes(text));
  return last();
};
const clicks = async (label: string, then: string) => {
  await ana.click(last(), label);
  return shows(then);
};
const chooses = async (option: string, then: string) => {
  await ana.choose(last(), option);
  return shows(then);
};
const fills = async (label: string, values: Parameters<Person['submit']>[0], then: string) => {
  await ana.click(last(), label);
  await ana.submit(values);
  return shows(then);
};
const imports = (data: string, then: string) =>
  fills('Import CSV', { 'Your CSV file': { name: 'list.csv', data } }, then);
/** What was handed over, which comes in a message of its own. */
const handed = async (name: string): Promise<string> => {
  const found = () =>
    ana
      .messages(channel)
      .flatMap(({ attachments }) => attachments)
      .find(({ filename }) => filename === name);
  await ana.until(`${name} is handed over`, () => found() !== undefined);
  return found()?.data.toString() ?? '';
};

const finished = {
  ck: 251,
  step1: '238',
  specialty: 'dermatology',
  result: 'Passed',
  stage: 'Under review, few interviews yet',
  img: false,
};
async function plan(): Promise<void> {
  await ana.command(channel, 'step2 check', finished);
  await shows('Update ERAS and email your priority programs');
  await clicks('Plan my programs', 'Add the programs you applied to');
}
const me = {
  'Your full name': 'Jane Q. Doe',
  'Your AAMC ID': '12345678',
  'Your medical school': 'State University',
};
const home = { 'Name of the program': 'Mercy', 'What holds for this program': ['My home program'] };

describe('forty programs by CSV', () => {
  test('become a plan, and finished emails; after one is sent, a second is stopped', async () => {
    await plan();
    const first = await imports(csvOf(40), '40 programs were read from the file.');
    expect(plain(first)).toContain('20 programs get an email, 20 do not');
    const pages = [first];
    for (const range of ['11 to 20', '21 to 30', '31 to 40']) {
      pages.push(await clicks('More', `${range} of 40`));
    }
    expect(labels(last())).not.toContain('More');
    expect(new Set(pages.flatMap(options).map(({ value }) => value)).size).toBe(40);
    const read = pages.map(plain).join('\n');
    // The stars of a name are its own.
    for (const name of oddNames) expect(read).toContain(name.replaceAll('**', ''));
    expect(pages.flatMap(options).map(({ label }) => label)).toContain('8. **Ice** _Hill_');
    expect(pages.every(({ pinged }) => pinged.length === 0)).toBe(true);
    for (const range of ['21 to 30', '11 to 20', '1 to 10']) {
      await clicks('Earlier', `${range} of 40`);
    }

    await chooses('8. **Ice** _Hill_', 'It is number 8 of 20 in your plan.');
    await clicks('Draft', 'Your name, your ID and your school');
    expect(labels(last())).not.toContain('As a file for my mail program');
    await fills('My name and ID', me, 'AAMC ID 12345678');
    const reason = { 'One specific reason for this program': 'the clinic on Main & "5th"' };
    await fills('What to say', reason, 'Nothing to object to');
    const [subject, body] = last().code.map(({ code }) => code);
    expect(subject).toBe('USMLE Step 2 CK Score Update – Jane Q. Doe, AAMC ID 12345678');
    expect(body).toContain('at **Ice** _Hill_. My USMLE Step 2 CK score has been released');
    // Discord opens no mail program.
    expect(last().text).not.toContain('mailto:');
    expect(last().text).not.toContain('Open in mail');

    await fills('Edit text', { Text: `${body}\nI apologize for the delay!!!` }, 'apologizes');
    const mended = `${body}\n\nP.S. *stars* @everyone \`code\` # x`;
    await fills('Edit text', { Text: mended }, 'P.S.');
    expect(last().code[1]?.code).toBe(mended);
    await ana.click(last(), 'As a file for my mail program');
    expect(await handed('step2-email.eml')).toContain('To: pd8@example.edu');

    const sent = await clicks('Mark as sent', 'Told the score: Nov 22, 2026.');
    expect(plain(sent)).toContain('It gets no email: it has heard of this score from you');
    const again = await clicks('Write anyway', 'Think twice before you write');
    expect(plain(again)).toContain('should not go out: the program has had its update');
    expect(labels(again)).not.toContain('As a file for my mail program');
  });

  test('begin as an example file, which can be filled in', async () => {
    await plan();
    await ana.click(last(), 'Example file');
    const content = await handed('step2-programs.csv');
    await imports(`${content}"Mercy"\r\n`, '1 program was read from the file.');
    expect(options(last())).toHaveLength(1);
  });

  test('come back as a CSV that can be imported again', async () => {
    await plan();
    await imports(csvOf(40), '40 programs were read');
    await ana.click(last(), 'Download plan');
    const content = await handed('step2-plan.csv');
    expect(content.split('\r\n')).toHaveLength(42);
    expect(content).toContain('"Mercy, ""North"" Campus"');
    expect(content).toContain(`"'=1+1 Clinic"`);
    await imports(content, '40 programs were read from the file, 40 of them already on your list.');
    expect(plain(last())).toContain('20 programs get an email, 20 do not');
  });

  test('with bad rows: these are named, and the good ones stay', async () => {
    await plan();
    const rows = '\nBad,homm\nWorse,,,nobody\n"Broken" x\n,home';
    const shown = plain(await imports(csvOf(3) + rows, '3 programs were read from the file.'));
    expect(shown).toContain('4 rows were left out');
    expect(shown).toContain('Line 5, column flags: There is no flag "homm" (did you mean home?)');
    expect(shown).toContain('Line 6, column pdEmail: "nobody" is no e-mail address.');
    expect(shown).toContain('Line 7: The quotes in this row do not match.');
    expect(shown).toContain('Line 8, column name: The name of the program is missing.');
    expect(options(last())).toHaveLength(3);
  });

  test.each(refusedFiles)('in %s are refused, and nothing changes', async (_, content, why) => {
    await plan();
    await imports(csvOf(3), '3 programs were read');
    const refused = await imports(content, why);
    expect(plain(refused)).toContain('Nothing was read.');
    expect(options(refused)).toHaveLength(3);
    await imports(csvOf(4), '4 programs were read from the file, 3 of them already on your list.');
  });

  test('that Discord does not hand over: one sentence with a reference, and nothing is lost', async () => {
    await plan();
    await imports(csvOf(3), '3 programs were read');
    const real = getGlobalDispatcher();
    const files = new MockAgent();
    files.enableNetConnect();
    const { origin } = new URL(discord.apiUrl);
    files
      .get(origin)
      .intercept({ path: (path) => path.startsWith('/ephemeral-attachments/') })
      .reply(503, '');
    setGlobalDispatcher(files);
    try {
      const shown = await imports(csvOf(4), 'Your file did not come through (reference ref1).');
      expect(options(shown)).toHaveLength(3);
      expect(bot.faults).toHaveLength(1);
    } finally {
      setGlobalDispatcher(real);
      await files.close();
    }
    await imports(csvOf(4), '4 programs were read');
  });
});

describe('one program', () => {
  test('is added, changed, given contacts and removed by forms', async () => {
    await plan();
    const interviewed = {
      'Name of the program': 'Mercy',
      'What holds for this program': ['It interviewed me'],
      'Day of the interview': 'December 8',
    };
    await fills('Add a program', interviewed, '"December 8" is not a day');
    // The button opens the form again, as it was typed.
    await ana.click(last(), 'Add a program');
    expect(ana.modal?.fields.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Mercy', 'December 8']),
    );
    await ana.submit({ 'Day of the interview': '2026-12-08' });
    await shows('It gets an email: thanks for the interview and your score');
    expect(plain(last())).toContain('Interview: Dec 8, 2026.');

    const people = {
      'Last name of the program director': 'Okafor',
      'Email of the coordinator': 'nobody',
    };
    await fills('Contacts', people, '"nobody" is no e-mail address');
    await fills(
      'Contacts',
      { 'Email of the coordinator': 'c@example.edu' },
      'Okafor, c@example.edu',
    );

    await clicks('Draft', 'Email to Mercy');
    const day = {
      'Day of the interview': 'last week',
      'One specific reason for this program': 'Ice',
    };
    await fills('What to say', day, '"last week" is not a day');
    await fills('What to say', { 'Day of the interview': '2026-12-09' }, 'December 9, 2026');
    expect(last().code[1]?.code).toContain('Ice');
    await clicks('Back to the program', 'It is number 1 of 1');

    const rejected = { 'What holds for this program': ['It rejected me'] };
    await fills('Edit', rejected, 'it rejected you');
    await clicks('Remove', 'Add the programs you applied to');
  });

  test('gets its contacts from its email, which goes on', async () => {
    await plan();
    await fills('Add a program', home, 'It is number 1 of 1');
    await clicks('Draft', 'Email to Mercy');
    const director = { 'Email of the program director': 'pd@example.edu' };
    await fills('Contacts', director, 'To: pd@example.edu');
    expect(plain(last())).toContain('Email to Mercy');
  });
});

describe('what is asked for by a command', () => {
  test.each(['programs', 'draft'])(
    '%s before there is a result leads to the questions',
    async (name) => {
      await ana.command(channel, `step2 ${name}`);
      const first = await shows('First comes your result');
      expect(labels(first)).toEqual(['Start the check']);
      await clicks('Start the check', 'What is your Step 2 CK result?');
      await ana.command(channel, `step2 ${name}`);
      expect(plain(last())).toContain('First comes your result');
      await clicks('Passed', 'Where is the season right now?');
    },
  );

  test('after it: the plan, and the programs to write to', async () => {
    await ana.command(channel, 'step2 check', finished);
    await ana.command(channel, 'step2 programs');
    await shows('Add the programs you applied to');
    await ana.command(channel, 'step2 draft');
    await shows('Add the program that you want to write to');
    await fills('Add a program', home, 'It is number 1 of 1');
    await ana.command(channel, 'step2 draft');
    await shows('Which program do you want to write to?');
    await chooses('1. Mercy', 'Email to Mercy');
  });

  test('forget and download take programs and drafts along', async () => {
    await plan();
    await imports(csvOf(3), '3 programs were read');
    await chooses('1. Mercy, "North" Campus', 'It is number 1 of 2');
    await clicks('Draft', 'Your name, your ID and your school');
    await fills('My name and ID', me, 'AAMC ID 12345678');
    await ana.command(channel, 'step2 check');
    await clicks('Resume', 'Update ERAS');
    await ana.click(last(), 'Download my data');
    expect(await handed('step2-my-data.json')).toContain('Jane Q. Doe');
    expect(await handed('step2-my-data.json')).toContain('pd1@example.edu');
    await ana.command(channel, 'step2 forget');
    await clicks('Forget me now', 'Forgotten');
    expect(await bot.store.holdings({ tenant: `discord:${server.id}`, person: ana.id })).toEqual(
      [],
    );
    await plan();
    expect(plain(last())).not.toContain('Mercy');
  });
});
