import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../emulators/slack/people/person.ts';
import type { SeenMessage } from '../emulators/slack/people/seen.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Channel } from '../emulators/slack/world/channel.ts';
import type { Json } from '../emulators/slack/world/json.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { csvOf, oddNames, refusedFiles } from '../support/forty.ts';
import { type BotInSlack, botInSlack, workspaceOf } from '../support/slack.ts';

let slack: Slack;
let workspace: Workspace;
let bot: BotInSlack;
let channel: Channel;
let ana: Person;

beforeEach(async () => {
  slack = await startSlack();
  workspace = workspaceOf(slack);
  channel = workspace.channel('season', { bot: true });
  ana = workspace.person('Ana');
  channel.add(ana);
  bot = await botInSlack(slack, [workspace], { mode: 'socket' });
});
afterEach(async () => {
  expect(slack.complaints).toEqual([]);
  await bot.stop();
  await slack.close();
});

const last = (): SeenMessage => {
  const message = ana.messages(channel).at(-1);
  if (!message) throw new Error('Nothing is shown.');
  return message;
};
const shows = (text: string) =>
  ana.until(`"${text}" is shown`, () => (last().shown.includes(text) ? last() : null));
const clicks = async (label: string, then: string) => {
  await ana.click(last(), label);
  return shows(then);
};
const chooses = async (option: string, then: string) => {
  await ana.choose(last(), option);
  return shows(then);
};
const opens = async (label: string) => {
  await ana.click(last(), label);
  return ana.until('the form is open', () => ana.modal);
};
const fills = async (label: string, values: Parameters<Person['submit']>[0], then: string) => {
  await opens(label);
  expect(await ana.submit(values)).toEqual({});
  return shows(then);
};
const sends = (content: string) => ana.submit({ 'Your CSV file': { file: 'list.csv', content } });

const finished = '251 238 derm result:passed stage:review img:no';
async function plan(): Promise<void> {
  await ana.command(channel, `/step2 check ${finished}`);
  await shows('Update ERAS and email your priority programs');
  await clicks('Plan my programs', 'Add the programs you applied to');
}
const me = {
  'Your full name': 'Jane Q. Doe',
  'Your AAMC ID': '12345678',
  'Your medical school': 'State University',
};

/** What a client copies of each block of code. */
function codeOf({ blocks }: SeenMessage): string[] {
  return blocks
    .flatMap(({ elements }) => (Array.isArray(elements) ? (elements as Json[]) : []))
    .filter(({ type }) => type === 'rich_text_preformatted')
    .map(({ elements }) => (elements as Json[]).map(({ text }) => text).join(''));
}
/** The addresses of its links. */
const linksOf = ({ blocks }: SeenMessage) =>
  [...JSON.stringify(blocks).matchAll(/"type":"link","url":"([^"]+)"/g)].map(([, url]) => url);
/** What was handed over in the direct messages. */
const handed = (name: string) =>
  ana.until(`${name} is handed over`, () =>
    ana
      .directMessages()
      .flatMap(({ files }) => files)
      .find((file) => file.name === name),
  );

describe('forty programs by CSV', () => {
  test('become a plan, and finished emails; after one is sent, a second is stopped', async () => {
    await plan();
    await opens('Import CSV');
    expect(await sends(csvOf(40))).toEqual({});
    const shown = await shows('40 programs were read from the file.');
    expect(shown.shown).toContain('1 to 15 of 40');
    expect(shown.shown).toContain('20 programs get an email, 20 do not');
    const pages = [shown, await clicks('More', '16 to 30 of 40'), await clicks('More', '31 to 40')];
    // Everybody once, and odd names as they are.
    const options = pages.flatMap(({ blocks }) => [
      ...JSON.stringify(blocks).matchAll(
        /"value":"\{\\"type\\":\\"program\\",\\"program\\":(\d+)/g,
      ),
    ]);
    expect(new Set(options.map(([, id]) => id)).size).toBe(40);
    const read = pages.map(({ blocks }) => JSON.stringify(blocks)).join();
    for (const name of oddNames) expect(read).toContain(JSON.stringify(name).slice(1, -1));
    await clicks('Earlier', '16 to 30 of 40');
    await clicks('Earlier', '1 to 15 of 40');

    await chooses('8. **Ice** _Hill_', 'It is number 8 of 20 in your plan.');
    await clicks('Draft', 'Your name, your ID and your school');
    expect(last().buttons).not.toContain('As a file for my mail program');
    await fills('My name and ID', me, 'AAMC ID 12345678');
    expect(last().shown).toContain('[one specific thing about this program]');
    const reason = { 'One specific reason for this program': 'the clinic on Main & "5th"' };
    await fills('What to say', reason, 'Open in mail');
    const [subject, body] = codeOf(last());
    expect(subject).toBe('USMLE Step 2 CK Score Update – Jane Q. Doe, AAMC ID 12345678');
    expect(body).toContain('at **Ice** _Hill_. My USMLE Step 2 CK score has been released');
    expect(body).toContain('because of the clinic on Main & "5th".');

    // A text of one's own, with what lint objects to, mended.
    await fills('Edit text', { Text: `${body}\nI apologize for the delay!!!` }, 'apologizes');
    const mended = `${body}\n\nP.S. ${'`'.repeat(3)} *stars* @everyone`;
    await fills('Edit text', { Text: mended }, 'P.S.');
    expect(codeOf(last())[1]).toBe(mended);
    const [link = ''] = linksOf(last());
    const address = new URL(link);
    expect(address.pathname).toBe('pd8@example.edu');
    expect(address.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(mended);
    await clicks('As a file for my mail program', 'The file is in your direct messages');
    const eml = await handed('step2-email.eml');
    expect(eml.content).toContain('To: pd8@example.edu');

    const sent = await clicks('Mark as sent', 'Told the score: Nov 22, 2026.');
    expect(sent.shown).toContain('It gets no email: it has heard of this score from you');
    const again = await clicks('Write anyway', 'Think twice before you write');
    expect(again.shown).toContain('should not go out: the program has had its update');
    expect(again.buttons).not.toContain('As a file for my mail program');
    expect(linksOf(again)).toEqual([]);
  });

  test('begin as an example file, which can be filled in', async () => {
    await plan();
    await clicks('Example file', 'The file is in your direct messages');
    const { content } = await handed('step2-programs.csv');
    await opens('Import CSV');
    await sends(`${content}"Mercy"\r\n`);
    await shows('1 program was read from the file.');
    expect(last().options).toHaveLength(1);
  });

  test('come back as a CSV that can be imported again', async () => {
    await plan();
    await opens('Import CSV');
    await sends(csvOf(40));
    await shows('40 programs were read');
    await clicks('Download plan', 'The file is in your direct messages');
    const { content } = await handed('step2-plan.csv');
    expect(content.split('\r\n')).toHaveLength(42);
    expect(content).toContain('"Mercy, ""North"" Campus"');
    expect(content).toContain(`"'=1+1 Clinic"`);
    await opens('Import CSV');
    await sends(content);
    await shows('40 programs were read from the file, 40 of them already on your list.');
    expect(last().shown).toContain('20 programs get an email, 20 do not');
  });

  test('with bad rows: these are named, and the good ones stay', async () => {
    await plan();
    await opens('Import CSV');
    const rows = '\nBad,homm\nWorse,,,nobody\n"Broken" x\n,home';
    expect(await sends(csvOf(3) + rows)).toEqual({});
    const { shown } = await shows('3 programs were read from the file.');
    expect(shown).toContain('4 rows were left out');
    expect(shown).toContain('Line 5, column flags: There is no flag "homm" (did you mean home?)');
    expect(shown).toContain('Line 6, column pdEmail: "nobody" is no e-mail address.');
    expect(shown).toContain('Line 7: The quotes in this row do not match.');
    expect(shown).toContain('Line 8, column name: The name of the program is missing.');
    expect(last().options).toHaveLength(3);
  });

  test.each(refusedFiles)(
    'in %s are refused at the file, and nothing changes',
    async (_, content, why) => {
      await plan();
      await opens('Import CSV');
      await sends(csvOf(3));
      await shows('3 programs were read');
      await opens('Import CSV');
      const wrong = await sends(content);
      expect(wrong['Your CSV file']).toContain(why);
      expect(wrong['Your CSV file']).toContain('Nothing was read.');
      // The form is still open, for the right file.
      expect(await sends(csvOf(4))).toEqual({});
      await shows('4 programs were read from the file, 3 of them already on your list.');
    },
  );

  test('over 300 with those that are listed already are refused', async () => {
    await plan();
    await opens('Import CSV');
    await sends(csvOf(300));
    await shows('1 to 15 of 300');
    await opens('Import CSV');
    const wrong = await sends('name\nOne more\n');
    expect(wrong['Your CSV file']).toContain('300 programs');
    await ana.closeModal();
    await opens('Add a program');
    const full = await ana.submit({ 'Name of the program': 'One more' });
    expect(full['Name of the program']).toContain('at most 300');
  });

  test('that Slack does not hand over: one sentence with a reference, and nothing is lost', async () => {
    await plan();
    await opens('Import CSV');
    slack.fail('url_private_download', { status: 503, times: 1 });
    const wrong = await sends(csvOf(3));
    expect(wrong['Your CSV file']).toBe(
      'Your file did not come through (reference ref1). Nothing was read and nothing is lost; please send it once more.',
    );
    expect(bot.faults).toHaveLength(1);
    expect(await sends(csvOf(3))).toEqual({});
    await shows('3 programs were read');
  });
});

describe('one program', () => {
  test('is added, changed, given contacts and removed by forms', async () => {
    await plan();
    await opens('Add a program');
    // What is refused stays in the form, with the fault at its field.
    const bad = {
      'Name of the program': ' ',
      'What holds for this program': ['It interviewed me'],
    };
    expect((await ana.submit(bad))['Name of the program']).toContain(
      'name of the program is missing',
    );
    expect(
      await ana.submit({ 'Name of the program': 'Mercy', 'Day of the interview': '2026-12-08' }),
    ).toEqual({});
    await shows('It gets an email: thanks for the interview and your score');
    expect(last().shown).toContain('Interview: Dec 8, 2026.');

    await opens('Contacts');
    const wrong = await ana.submit({
      'Last name of the program director': 'Okafor',
      'Email of the coordinator': 'nobody',
    });
    expect(wrong).toEqual({
      'Email of the coordinator': expect.stringContaining('no e-mail address'),
    });
    expect(await ana.submit({ 'Email of the coordinator': 'c@example.edu' })).toEqual({});
    await shows('Contacts: Okafor, c@example.edu.');

    await fills('Edit', { 'What holds for this program': ['It rejected me'] }, 'it rejected you');
    await clicks('Remove', 'Add the programs you applied to');
  });

  test('gets its contacts from its email, which goes on', async () => {
    await plan();
    await fills(
      'Add a program',
      { 'Name of the program': 'Mercy', 'What holds for this program': ['My home program'] },
      'It is number 1 of 1',
    );
    await clicks('Draft', 'Email to Mercy');
    await fills(
      'Contacts',
      { 'Email of the program director': 'pd@example.edu' },
      'To: pd@example.edu',
    );
    expect(last().shown).toContain('Email to Mercy');
  });
});

describe('what is asked for by a command', () => {
  test.each(['programs', 'draft'])(
    '%s before there is a result leads to the questions',
    async (name) => {
      await ana.command(channel, `/step2 ${name}`);
      const first = await shows('First comes your result');
      expect(first.buttons).toEqual(['Start the check']);
      await ana.click(first, 'Start the check');
      await shows('What is your Step 2 CK result?');
      await ana.command(channel, `/step2 ${name}`);
      expect(last().shown).toContain('First comes your result');
      expect(last().buttons).toContain('Passed');
      await ana.click(last(), 'Passed');
      await shows('Where is the season right now?');
    },
  );

  test('after it: the plan, and the programs to write to', async () => {
    await ana.command(channel, `/step2 check ${finished}`);
    await ana.command(channel, '/step2 programs');
    await shows('Add the programs you applied to');
    await ana.command(channel, '/step2 draft');
    await shows('Add the program that you want to write to');
    await fills(
      'Add a program',
      { 'Name of the program': 'Mercy', 'What holds for this program': ['My home program'] },
      'It is number 1 of 1',
    );
    await ana.command(channel, '/step2 draft');
    await shows('Which program do you want to write to?');
    await chooses('1. Mercy', 'Email to Mercy');
  });

  test('forget and download take programs and drafts along', async () => {
    await plan();
    await opens('Import CSV');
    await sends(csvOf(3));
    await shows('3 programs were read');
    await chooses('1. Mercy, "North" Campus', 'It is number 1 of 2');
    await clicks('Draft', 'Your name, your ID and your school');
    await fills('My name and ID', me, 'AAMC ID 12345678');
    await ana.command(channel, '/step2 check');
    await clicks('Resume', 'Update ERAS');
    await clicks('Download my data', 'The file is in your direct messages');
    const { content } = await handed('step2-my-data.json');
    expect(content).toContain('Jane Q. Doe');
    expect(content).toContain('pd1@example.edu');
    await clicks('Forget me', 'Forget everything about you?');
    await clicks('Forget me now', 'Forgotten');
    expect(await bot.store.holdings({ tenant: `slack:${workspace.id}`, person: ana.id })).toEqual(
      [],
    );
    await plan();
    expect(last().shown).not.toContain('Mercy');
  });
});
