import { describe, expect, test } from 'vitest';
import { command, opt } from './discord/testing/command-forms.ts';
import { ana, arrives, channel, discord, server, setStage } from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

const sub = (name: string, options: Json[] = []) => ({ type: 1, name, description: 'a', options });

setStage([
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
