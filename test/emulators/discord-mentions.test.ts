import { describe, expect, test } from 'vitest';
import { v2, words } from './discord/testing/forms.ts';
import { rest } from './discord/testing/rest.ts';
import { ana, channel, discord, posted, server, setStage } from './discord/testing/stage.ts';

setStage([]);

describe('somebody is notified', () => {
  test('once, by a role of theirs that may be mentioned', async () => {
    const open = server.role('Advisors', { mentionable: true });
    const shut = server.role('Deans');
    const dora = server.person('Dora', { roles: [open, shut] });
    const only = (id: string) => ({ allowed_mentions: { parse: [], roles: [id] } });
    await posted({ ...v2(words(`<@&${shut.id}> a plan`)), ...only(shut.id) });
    expect(dora.mentions()).toEqual([]);
    await posted({ ...v2(words(`<@&${open.id}> a plan`)), ...only(open.id) });
    expect(dora.mentions()).toMatchObject([{ pinged: ['@Advisors'] }]);
    expect(ana.mentions()).toEqual([]);
    server.allow(channel, ['MentionEveryone']);
    await posted({ ...v2(words(`<@&${shut.id}> a plan`)), ...only(shut.id) });
    expect(dora.mentions()).toHaveLength(2);
  });

  test('only by those that are listed, and only where they see it', async () => {
    const ben = server.person('Ben');
    const content = `<@${ana.id}> <@${ben.id}>`;
    await posted({ content, allowed_mentions: { users: [ana.id] } });
    expect(ana.mentions()).toHaveLength(1);
    expect(ben.mentions()).toEqual([]);
    const hidden = server.channel('hidden');
    server.forbid(hidden, ['ViewChannel'], server.role('Students'));
    const body = { content, allowed_mentions: { users: [ana.id, ben.id] } };
    await rest(discord, 'POST', `/channels/${hidden.id}/messages`, body);
    expect(ana.mentions()).toHaveLength(1);
    expect(ben.mentions()).toHaveLength(1);
  });

  test('by an answer, unless it is said who else is', async () => {
    const hers = ana.says(channel, 'hello');
    const message_reference = { message_id: hers.id };
    await posted({ content: 'a', message_reference });
    expect(ana.mentions()).toMatchObject([{ content: 'a', replyTo: hers.id }]);
    await posted({ content: 'b', message_reference, allowed_mentions: { parse: [] } });
    expect(ana.mentions()).toHaveLength(1);
    const replied = { parse: [], replied_user: true };
    await posted({ content: 'c', message_reference, allowed_mentions: replied });
    expect(ana.mentions()).toHaveLength(2);
    server.forbid(channel, ['ReadMessageHistory']);
    const body = { content: 'd', message_reference };
    const refused = await rest(discord, 'POST', `/channels/${channel.id}/messages`, body);
    expect(refused.body.code).toBe(160002);
  });
});
