import { describe, expect, test } from 'vitest';
import { readable, startDiscord } from './discord/index.ts';
import { command } from './discord/testing/command-forms.ts';
import { bare, button, option, row, select, v2, words } from './discord/testing/forms.ts';
import { rest } from './discord/testing/rest.ts';
import {
  ana,
  arrives,
  bot,
  channel,
  discord,
  posted,
  server,
  setStage,
} from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

setStage([command()]);

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
    const deeds = [ana.command(channel, 'check'), ana.click(seen, 'Go')];
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
    const one = await arrives(ana.command(channel, 'check'));
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

  test('has blocks of code, to be read and copied as they stand', async () => {
    const seen = await posted(
      v2(
        words('Copy this:\n```txt\n\n**Score**: 251 \\_\n  - `next`\n\n```\nand ```this```'),
        words('but not ```this'),
        words('nor this```, nor `this`'),
      ),
    );
    expect(seen.code).toEqual([
      { language: 'txt', code: '**Score**: 251 \\_\n  - `next`' },
      { language: '', code: 'this' },
    ]);
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
