import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../emulators/slack/people/person.ts';
import type { SeenMessage } from '../emulators/slack/people/seen.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Channel } from '../emulators/slack/world/channel.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { type BotInSlack, botInSlack, modes, workspaceOf } from '../support/slack.ts';

describe.each(modes)('a student in Slack, events by %s', (mode) => {
  let slack: Slack;
  let workspace: Workspace;
  let bot: BotInSlack;
  let channel: Channel;
  let ana: Person;
  let ben: Person;

  beforeEach(async () => {
    slack = await startSlack();
    workspace = workspaceOf(slack);
    bot = await botInSlack(slack, [workspace], { mode });
    channel = workspace.channel('advising', { bot: true });
    ana = workspace.person('Ana');
    ben = workspace.person('Ben');
    channel.add(ana);
    channel.add(ben);
  });
  afterEach(async () => {
    expect(slack.complaints).toEqual([]);
    await bot.stop();
    await slack.close();
  });

  /** The last message that somebody sees. */
  const last = (person = ana, thread?: { ts: string }): SeenMessage => {
    const message = person.messages(channel, thread ? { thread } : {}).at(-1);
    if (!message) throw new Error(`${person.name} sees no message.`);
    return message;
  };
  const shows = (text: string, person = ana, thread?: { ts: string }) =>
    person.until(`"${text}" is shown`, () => {
      const message = person.messages(channel, thread ? { thread } : {}).at(-1);
      return message?.shown.includes(text) ? message : null;
    });
  const clicks = async (label: string, then: string, person = ana) => {
    await person.click(last(person), label);
    return shows(then, person);
  };
  const chooses = async (option: string, then: string, person = ana) => {
    await person.choose(last(person), option);
    return shows(then, person);
  };
  const types = async (button: string, typed: string, then: string, person = ana) => {
    await person.click(last(person), button);
    await person.until('the form is open', () => person.modal);
    expect(await person.submit({ 'Your score': typed })).toEqual({});
    return shows(then, person);
  };

  async function toResult(person = ana): Promise<SeenMessage> {
    await person.command(channel, '/step2 check');
    await shows('What is your Step 2 CK result?', person);
    await clicks('Passed', 'Where is the season right now?', person);
    await chooses('Under review, few interviews yet', 'What is your Step 2 CK score?', person);
    await types('Enter score', '251', 'What is on your transcript for Step 1?', person);
    await types('Enter three-digit score', '238', 'Which specialty', person);
    await chooses('Dermatology', 'Are you an international medical graduate', person);
    return clicks('No', 'Update ERAS', person);
  }

  test('gets from the command to the result, in one private message', async () => {
    const result = await toResult();
    expect(result.ephemeral).toBe(true);
    expect(ana.messages(channel)).toHaveLength(1);
    expect(ben.messages(channel)).toEqual([]);
    expect(result.text).toContain('YOUR CHECKLIST');
    expect(result.buttons).toEqual([
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
  });

  test('is asked only what is still open after the words of the command', async () => {
    await ana.command(channel, '/step2 check 251 pass derm stage:review blah');
    const asked = await shows('What is your Step 2 CK result?');
    expect(asked.shown).toContain('"blah"');
    await clicks('Passed', 'Are you an international medical graduate');
  });

  test('is told at the field what is wrong with a score, and the form stays open', async () => {
    await ana.command(channel, '/step2 check result:passed stage:review');
    await ana.click(last(), 'Enter score');
    await ana.until('the form is open', () => ana.modal);
    const wrong = await ana.submit({ 'Your score': '190' });
    expect(wrong['Your score']).toContain('Did not pass');
    expect(ana.modal?.shown).toContain('190');
    expect(await ana.submit({ 'Your score': '251' })).toEqual({});
    await shows('What is on your transcript for Step 1?');
  });

  test('goes back, changes an answer, and reads what that did', async () => {
    await toResult();
    await clicks('Change an answer', 'Which answer do you want to change?');
    await chooses('Step 2 CK', 'What is your Step 2 CK score?');
    await types('✓ Enter score', '219', 'Has any program said');
    await clicks('No', 'Recommendation changed');
    await clicks('Change an answer', 'Which answer do you want to change?');
    await chooses('IMG', 'Are you an international medical graduate');
    await clicks('Back', 'Which specialty');
    await clicks('Keep my answer', 'What this score does for you');
  });

  test('reaches everything that the result offers', async () => {
    await toResult();
    const path = await clicks('Show the path', 'How your answers led here');
    expect(path.shown).toContain('→');
    await clicks('Back to my result', 'Update ERAS');
    await clicks('Guide', 'What would you like to know?');
    await chooses('Five costly mistakes', 'coordinator');
    await clicks('All topics', 'What would you like to know?');
    await clicks('Back to my result', 'Update ERAS');

    await ana.click(last(), 'Download my data');
    const file = await ana.until('the file is there', () =>
      ana.directMessages().find(({ files }) => files.length > 0),
    );
    expect(JSON.parse(file.files[0]?.content ?? '')[0].state.answers.ck).toBe(251);

    await clicks('Forget me', 'Forget everything about you?');
    await clicks('Keep them', 'Update ERAS');
    await clicks('Start over', 'What is your Step 2 CK result?');
    await clicks('Cancel', 'Check cancelled');
    await clicks('Start over', 'What is your Step 2 CK result?');
    await clicks('Passed', 'Where is the season right now?');
    await clicks('Cancel', 'Stop and forget your answers?');
    await clicks('Go on', 'Where is the season right now?');
    await clicks('Cancel', 'Stop and forget your answers?');
    await clicks('Stop and forget', 'Check cancelled');
  });

  test('is forgotten by the command, from App Home too', async () => {
    await toResult();
    await ana.openHome();
    await ana.until('Home shows the result', () => ana.home?.shown.includes('Update ERAS'));
    await ana.command(channel, '/step2 forget');
    await clicks('Forget me now', 'Removed for good: 1 conversation');
    await ana.until('Home forgets too', () => ana.home?.buttons.includes('Start the check'));
    await ana.command(channel, '/step2 forget');
    await shows('There was nothing left to remove.');
  });

  test('resumes after Slack has dropped the message', async () => {
    await ana.command(channel, '/step2 check');
    await clicks('Passed', 'Where is the season right now?');
    ana.reload();
    expect(ana.messages(channel)).toEqual([]);
    await ana.command(channel, '/step2 check');
    await shows('You have a check open already');
    await clicks('Resume', 'Where is the season right now?');
  });

  test('sees the current screen after a double click, and nothing acts twice', async () => {
    await ana.command(channel, '/step2 check');
    const first = last();
    await Promise.all([ana.click(first, 'Passed'), ana.click(first, 'Did not pass')]);
    await ana.until(
      'one of them has won',
      () => !last().shown.includes('What is your Step 2 CK result?'),
    );
    const [held] = await bot.store.holdings({ tenant: `slack:${workspace.id}`, person: ana.id });
    expect(held?.state).toMatchObject({ turn: 1 });
  });

  test('finds on an old button where the check is now', async () => {
    await ana.command(channel, '/step2 check');
    const old = last();
    await ana.command(channel, '/step2 check');
    await clicks('Passed', 'Where is the season right now?');
    await ana.click(old, 'Did not pass');
    await ana.until('the old message goes on', () =>
      ana.messages(channel).every(({ shown }) => shown.includes('Where is the season right now?')),
    );
    expect(ana.messages(channel)[0]?.shown).toContain('nothing was changed');
  });

  test('does not see what somebody else answers in the same channel at the same time', async () => {
    await Promise.all([toResult(ana), toResult(ben)]);
    expect(ana.messages(channel)).toHaveLength(1);
    expect(ben.messages(channel)).toHaveLength(1);
  });

  test('checks in a thread by the menu of a message', async () => {
    const question = ben.says(channel, 'When do I tell programs?');
    const reply = ana.says(channel, 'Good question', { thread: question });
    await ana.shortcut('step2-check', reply);
    const asked = await shows('What is your Step 2 CK result?', ana, question);
    expect(asked.ephemeral).toBe(true);
    await ana.click(asked, 'Passed');
    await shows('Where is the season right now?', ana, question);
    expect(ana.messages(channel)).toHaveLength(1);
    expect(ben.messages(channel, { thread: question })).toHaveLength(2);
  });

  test('checks beside a message that is in no thread', async () => {
    const question = ben.says(channel, 'When do I tell programs?');
    await ana.shortcut('step2-check', question);
    expect((await shows('What is your Step 2 CK result?')).ephemeral).toBe(true);
  });

  test('checks in a channel of which the bot is no member', async () => {
    const elsewhere = workspace.channel('premed', { bot: false });
    elsewhere.add(ana);
    await ana.command(elsewhere, '/step2 check');
    const seen = () => ana.messages(elsewhere).at(-1);
    await ana.click(seen(), 'Passed');
    await ana.until('the next question is there', () =>
      seen()?.shown.includes('Where is the season right now?'),
    );
    const question = ana.says(elsewhere, 'A question');
    const reply = ana.says(elsewhere, 'and more of it', { thread: question });
    await ana.shortcut('step2-check', reply);
    await ana.until('it is offered in the channel', () =>
      seen()?.shown.includes('You have a check open already'),
    );
  });

  test('is answered in private to a mention, in its thread, and told that others can read it', async () => {
    const question = ben.says(channel, 'When do I tell programs?');
    await ana.mention(channel, 'check 251 <!channel>', { thread: question });
    const asked = await shows('What is your Step 2 CK result?', ana, question);
    expect(asked.ephemeral).toBe(true);
    expect(asked.shown).toContain('can be read by everybody');
    expect(asked.shown).toContain('"<!channel>"');
    expect(asked.text).toContain('"&lt;!channel&gt;"');
    expect(ben.messages(channel, { thread: question })).toHaveLength(2);
    await ana.mention(channel, 'hello', {});
    expect((await shows('What I can do')).ephemeral).toBe(true);
  });

  test('goes through the whole check in App Home', async () => {
    await ana.openHome();
    const home = (text: string) =>
      ana.until(`Home shows "${text}"`, () => (ana.home?.shown.includes(text) ? ana.home : null));
    await ana.click(await home('Should programs hear about it?'), 'Start the check');
    await ana.click(await home('What is your Step 2 CK result?'), 'Passed');
    await ana.choose(await home('Where is the season'), 'Under review, few interviews yet');
    await ana.click(await home('What is your Step 2 CK score?'), 'Enter score');
    await ana.until('the form is open', () => ana.modal);
    expect(await ana.submit({ 'Your score': '251' })).toEqual({});
    await ana.click(await home('transcript for Step 1'), 'Pass (no score)');
    await ana.choose(await home('Which specialty'), 'Dermatology');
    await ana.click(await home('international medical graduate'), 'No');
    await home('Update ERAS');
    expect(ana.messages(channel)).toEqual([]);
  });

  test('is helped with a command that does not exist', async () => {
    await ana.command(channel, '/step2 chekc');
    expect((await shows('What I can do')).shown).toContain('Did you mean /step2 check?');
    await ana.command(channel, '/step2');
    await shows('What I can do');
    await clicks('Start the check', 'What is your Step 2 CK result?');
    await ana.command(channel, '/step2 guide failing');
    await shows('If you did not pass');
  });

  test('goes on in a new private message when thirty minutes have gone by, or five uses', async () => {
    await ana.command(channel, '/step2 check');
    const first = last();
    await clicks('Passed', 'Where is the season right now?');
    slack.advance(31 * 60_000);
    // A click has an address of its own, so an old message goes on for ever …
    await chooses('Early interviews', 'What is your Step 2 CK score?');
    // … but a form takes its time.
    await ana.click(last(), 'Enter score');
    await ana.until('the form is open', () => ana.modal);
    slack.advance(31 * 60_000);
    expect(await ana.submit({ 'Your score': '251' })).toEqual({});
    await shows('What is on your transcript for Step 1?');
    expect(ana.messages(channel).map(({ ephemeral }) => ephemeral)).toEqual([true, true]);
    expect(first.ephemeral).toBe(true);
    expect(bot.faults).toEqual([]);
  });

  test('is absorbed when Slack delivers a mention once more', async () => {
    await ana.mention(channel, 'check result:passed');
    await shows('Where is the season right now?');
    const key = { tenant: `slack:${workspace.id}`, person: ana.id };
    const before = await bot.store.holdings(key);
    await slack.redeliver();
    await ana.until('it is shown again', () => ana.messages(channel).length === 3);
    await shows('Where is the season right now?');
    expect(await bot.store.holdings(key)).toEqual(before);
  });

  test('is absorbed when Slack delivers it once more', async () => {
    await ana.command(channel, '/step2 check result:passed');
    await chooses('Early interviews', 'What is your Step 2 CK score?');
    const before = await bot.store.holdings({ tenant: `slack:${workspace.id}`, person: ana.id });
    const answers = () => slack.calls.filter(({ method }) => method === 'response_url').length;
    const answered = answers();
    await slack.redeliver();
    await ana.until('it is answered again', () => answers() > answered);
    await shows('What is your Step 2 CK score?');
    expect(await bot.store.holdings({ tenant: `slack:${workspace.id}`, person: ana.id })).toEqual(
      before,
    );
  });
});
