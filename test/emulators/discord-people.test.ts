import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Channel,
  type Discord,
  type Person,
  readable,
  type Seen,
  type Server,
  startDiscord,
} from './discord/index.ts';
import { answering, type Bot } from './discord/testing/bot.ts';
import { command, opt } from './discord/testing/command-forms.ts';
import { bare, button, option, row, select, v2, words } from './discord/testing/forms.ts';
import { rest } from './discord/testing/rest.ts';
import type { Json } from './discord/vocabulary.ts';

let discord: Discord;
let bot: Bot;
let server: Server;
let channel: Channel;
let ana: Person;

const sub = (name: string, options: Json[] = []) => ({ type: 1, name, description: 'a', options });

beforeAll(async () => {
  discord = await startDiscord({ rateLimits: false });
  server = discord.server('Advising');
  await rest(discord, 'PUT', `/applications/${discord.applicationId}/commands`, [
    command({
      name: 'step2',
      integration_types: [0, 1],
      contexts: [0, 1, 2],
      options: [
        sub('check', [
          opt({ type: 4, name: 'ck', required: true, min_value: 1, max_value: 300 }),
          opt({ name: 'step1', choices: [{ name: 'Pass', value: 'pass' }] }),
          opt({ name: 'note', min_length: 2, max_length: 4 }),
          opt({ type: 5, name: 'img' }),
          opt({ type: 11, name: 'file' }),
          opt({ type: 6, name: 'who' }),
        ]),
        sub('help'),
      ],
    }),
    command({ name: 'staff', contexts: [0], default_member_permissions: '32' }),
    { type: 3, name: 'Step 2 check' },
  ]);
  bot = await answering(discord);
});
beforeEach(() => {
  channel = server.channel('advising');
  ana = server.person('Ana', { roles: ['Students'] });
});
afterAll(() => discord.close());

/** Lets a deed happen, looks at what arrives, and answers it with a word. */
async function arrives(deed: Promise<unknown>): Promise<Json> {
  deed.catch(() => {});
  const one = await bot.next();
  await bot.answer(one, 4, { content: 'ok' });
  return one;
}

/** A message of the bot's own in the channel. */
async function posted(body: Json): Promise<Seen> {
  const answer = await rest(discord, 'POST', `/channels/${channel.id}/messages`, body);
  const found = ana.messages(channel).find((one) => one.id === answer.body.id);
  if (!found) throw new Error(JSON.stringify(answer.body));
  return found;
}

describe('typing a command', () => {
  test('sends what was typed, with who and where', async () => {
    const one = await arrives(
      ana.command(channel, 'step2 check', {
        ck: 251,
        step1: 'Pass',
        img: false,
        file: { name: 'plan.csv', data: 'a,b' },
        who: ana,
      }),
    );
    expect(one).toMatchObject({
      type: 2,
      context: 0,
      guild_id: server.id,
      channel_id: channel.id,
      locale: 'en-US',
      authorizing_integration_owners: { 0: server.id },
      member: { user: { id: ana.id } },
      data: { name: 'step2', type: 1, options: [{ type: 1, name: 'check' }] },
    });
    expect(one.user).toBeUndefined();
    const data = one.data as { options: [{ options: Json[] }]; resolved: Json };
    const [{ options }] = data.options;
    expect(options.map(({ name, value }) => [name, value]).slice(0, 3)).toEqual([
      ['ck', 251],
      ['step1', 'pass'],
      ['img', false],
    ]);
    expect(Object.keys(data.resolved).sort()).toEqual(['attachments', 'members', 'users']);
  });

  test.each([
    ['step2', {}, 'has subcommands'],
    ['step2 nothing', {}, 'has no subcommand'],
    ['other', {}, 'there is no /other'],
    ['step2 check', {}, 'ck: This option is required'],
    ['step2 check', { ck: 0 }, 'at least 1'],
    ['step2 check', { ck: 301 }, 'at most 300'],
    ['step2 check', { ck: 1.5 }, 'a valid integer'],
    ['step2 check', { ck: '251' }, 'a valid integer'],
    ['step2 check', { ck: 251, step1: 'fail' }, 'is not one of Pass'],
    ['step2 check', { ck: 251, note: 'a' }, 'at least 2 characters'],
    ['step2 check', { ck: 251, note: 'abcde' }, 'at most 4 characters'],
    ['step2 check', { ck: 251, img: 'yes' }, 'true or false'],
    ['step2 check', { ck: 251, file: 'a' }, 'a file is needed'],
    ['step2 check', { ck: 251, who: 'Ana' }, 'a person, role or channel'],
    ['step2 check', { ck: 251, other: 1 }, 'has no option "other"'],
  ])('/%s with %j is held up by the client', async (name, options, complaint) => {
    await expect(ana.command(channel, name, options)).rejects.toThrow(complaint);
  });

  test('offers only what the person may use there', async () => {
    await expect(ana.command(channel, 'staff')).rejects.toThrow('there is no /staff');
    const dean = server.person('Dean', {
      permissions: ['ViewChannel', 'UseApplicationCommands', 'ManageGuild'],
    });
    await arrives(dean.command(channel, 'staff'));
    const mute = server.person('Mute', { permissions: ['ViewChannel'] });
    await expect(mute.command(channel, 'step2 help')).rejects.toThrow('there is no /step2');
    await expect(ana.inDirectMessage.command('staff')).rejects.toThrow('there is no /staff');
  });

  test('works in direct messages, and anywhere once installed', async () => {
    const direct = await arrives(ana.inDirectMessage.command('step2 help'));
    expect(direct).toMatchObject({ context: 1, user: { id: ana.id } });
    expect(direct.member).toBeUndefined();
    expect(direct.authorizing_integration_owners).toEqual({ 0: '0' });
    const ben = discord.person('Ben');
    const between = discord.privateChannel(ana, ben);
    await expect(ben.command(between, 'step2 help')).rejects.toThrow('there is no /step2');
    ben.installs();
    const personal = await arrives(ben.command(between, 'step2 help'));
    expect(personal).toMatchObject({
      context: 2,
      authorizing_integration_owners: { 1: ben.id },
    });
    expect(ana.messages(between)).toMatchObject([{ content: 'ok' }]);
    expect(server.person('Eve').messages(between)).toEqual([]);
  });

  test('on a message tells the message whole', async () => {
    const hers = ana.says(channel, 'My score is 251');
    const one = await arrives(ana.messageCommand(hers, 'Step 2 check'));
    expect(one.data).toMatchObject({
      type: 3,
      target_id: hers.id,
      resolved: { messages: { [hers.id]: { content: 'My score is 251' } } },
    });
    await expect(ana.messageCommand(hers, 'Other')).rejects.toThrow('there is no "Other"');
  });
});

describe('pressing and choosing', () => {
  test('tells which component of which message', async () => {
    const seen = await posted({
      content: 'a',
      components: [row(button({ label: 'Go', custom_id: 'go' }))],
    });
    const one = await arrives(ana.click(seen, 'Go'));
    expect(one).toMatchObject({
      type: 3,
      data: { component_type: 2, custom_id: 'go' },
      message: { id: seen.id, content: 'a' },
    });
  });

  test('finds what is there, and only that', async () => {
    const seen = await posted({
      components: [
        row(
          button({ label: 'Off', disabled: true }),
          button({ label: 'Twin' }),
          button({ label: 'Twin' }),
          bare({ style: 5, label: 'Web', url: 'https://a.org' }),
        ),
        row(select({ options: [option(0), option(1)], max_values: 2, placeholder: 'Which?' })),
      ],
    });
    await expect(ana.click(seen, 'Off')).rejects.toThrow('is disabled');
    await expect(ana.click(seen, 'Twin')).rejects.toThrow('more than one');
    await expect(ana.click(seen, 'None')).rejects.toThrow('there is no button "None"');
    expect(await ana.click(seen, 'Web')).toBeUndefined();
    await expect(ana.choose(seen, 'Option 7')).rejects.toThrow('there is no menu');
    const one = await arrives(ana.choose(seen, ['Option 0', 'Option 1']));
    expect(one.data).toMatchObject({ component_type: 3, values: ['value-0', 'value-1'] });
    await arrives(ana.choose(seen, 'Option 1', 'Which?'));
  });

  test('chooses people and roles', async () => {
    const role = server.role('Advisors');
    const seen = await posted({ components: [row({ type: 7, custom_id: 'who' })] });
    const one = await arrives(ana.choose(seen, role));
    expect(one.data).toMatchObject({
      values: [role.id],
      resolved: { roles: { [role.id]: { name: 'Advisors' } } },
    });
    await expect(ana.choose(seen, [role, ana])).rejects.toThrow('between 1 and 1');
  });
});

describe('when no answer comes', () => {
  test('each client complains in its own words', async () => {
    const seen = await posted({ components: [row(button({ label: 'Go' }))] });
    const deeds = [ana.command(channel, 'step2 help'), ana.click(seen, 'Go')];
    const ends = Promise.allSettled(deeds);
    await bot.next();
    await bot.next();
    discord.advance(3_000);
    const reasons = (await ends).map((end) => (end as PromiseRejectedResult).reason.message);
    expect(reasons).toEqual(['The application did not respond', 'This interaction failed']);
    expect(ana.errors).toEqual(reasons);
  });

  test('it says so at once where nobody is connected', async () => {
    const alone = await startDiscord();
    const there = alone.server('Advising');
    await rest(alone, 'PUT', `/applications/${alone.applicationId}/commands`, [command()]);
    const deed = there.person('Ana').command(there.channel('a'), 'check');
    await expect(deed).rejects.toThrow('The application did not respond');
    await alone.close();
  });

  test('the same interaction can arrive twice', async () => {
    const one = await arrives(ana.command(channel, 'step2 help'));
    discord.redeliver();
    const again = await bot.next();
    expect(again).toEqual(one);
    expect((await bot.answer(again, 4, { content: 'twice' })).body.code).toBe(40060);
  });
});

describe('who is notified', () => {
  const told = async (body: Json): Promise<string[]> => (await posted(body)).pinged;

  test('everybody who is named, unless that is not allowed', async () => {
    const role = server.role('Advisors', { mentionable: true });
    const content = `<@${ana.id}> <@&${role.id}> hello`;
    expect(await told({ content })).toEqual(['@Ana', '@Advisors']);
    expect(await told({ content, allowed_mentions: { parse: [] } })).toEqual([]);
    expect(await told({ content, allowed_mentions: { parse: ['users'] } })).toEqual(['@Ana']);
    const one = { parse: [], roles: [role.id] };
    expect(await told({ content, allowed_mentions: one })).toEqual(['@Advisors']);
    expect(await told({ content: `\`<@${ana.id}>\`` })).toEqual([]);
    expect(await told({ content, flags: 4096 })).toEqual([]);
    expect(await told({ embeds: [{ description: content }] })).toEqual([]);
    expect(await told(v2(words(content)))).toEqual(['@Ana', '@Advisors']);
  });

  test('all only by those who may', async () => {
    expect(await told({ content: '@everyone' })).toEqual([]);
    expect(ana.says(channel, '@everyone hello').pinged).toEqual(['@everyone']);
    expect(ana.says(channel, '@here hello').pinged).toEqual(['@here']);
    const closed = server.role('Closed');
    expect(await told({ content: `<@&${closed.id}>` })).toEqual([]);
  });

  test('not by an edit', async () => {
    const seen = await posted({ content: 'a' });
    const path = `/channels/${channel.id}/messages/${seen.id}`;
    await rest(discord, 'PATCH', path, { content: `<@${ana.id}>` });
    expect(ana.again(seen)?.pinged).toEqual([]);
  });
});

describe('what is seen', () => {
  test('can be read in plain words', async () => {
    const seen = await posted({
      content: 'Question 1',
      components: [
        row(button({ label: 'Passed' }), button({ label: 'No', disabled: true })),
        row(select({ placeholder: 'Which?', options: [option(0)] })),
      ],
    });
    expect(readable(seen)).toBe('Bot:\nQuestion 1\n[Passed] [No, disabled]\n{Which?: Option 0}');
  });

  test('is waited for, and described when it never comes', async () => {
    const waited = ana.until('a message', () => ana.messages(channel)[0]?.content === 'late');
    await posted({ content: 'late' });
    expect(await waited).toBe(true);
  });

  test('is only what somebody may see', async () => {
    await posted({ content: 'a' });
    const outside = server.person('Out', { permissions: ['SendMessages'] });
    expect(outside.messages(channel)).toEqual([]);
    const silent = server.person('Silent', { permissions: ['ViewChannel'] });
    expect(() => silent.says(channel, 'a')).toThrow('may not write here');
  });
});
