import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scopes } from '../../adapters/slack/manifest.ts';
import type { Person } from '../emulators/slack/people/person.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { type BotInSlack, botInSlack, modes } from '../support/slack.ts';

describe.each(modes)('many workspaces, events by %s', (mode) => {
  let slack: Slack;
  let bot: BotInSlack;

  beforeEach(async () => {
    slack = await startSlack();
    bot = await botInSlack(slack, [], { mode, many: true });
  });
  afterEach(async () => {
    await bot.stop();
    await slack.close();
  });

  /** An admin who goes from the bot's address to Slack's page, agrees or not, and is led back. */
  async function install(workspace: Workspace, how: { deny?: boolean; forged?: boolean } = {}) {
    const begun = await fetch(`${bot.address}/slack/install`, { redirect: 'manual' });
    expect(begun.status).toBe(302);
    const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = begun.headers.get('location') ?? '';
    const back = await workspace.authorize(page, how.deny ? { deny: true } : {});
    const ended = await fetch(back, { headers: how.forged ? {} : { cookie } });
    return { status: ended.status, page: await ended.text(), asked: new URL(page) };
  }

  async function askIn(workspace: Workspace): Promise<Person> {
    const channel = workspace.channel('advising');
    const person = workspace.person('Ana');
    channel.add(person);
    await person.command(channel, '/step2 check');
    await person.until('the question is there', () =>
      person.messages(channel).at(-1)?.shown.includes('What is your Step 2 CK result?'),
    );
    await person.click(person.messages(channel).at(-1), 'Passed');
    await person.until('the next question is there', () =>
      person.messages(channel).at(-1)?.shown.includes('Where is the season'),
    );
    return person;
  }

  test('are installed by their admins, with the least scopes, and served apart', async () => {
    const [one, two] = ['One', 'Two'].map((name) => slack.workspace(name, { installed: false }));
    if (!one || !two) throw new Error('no workspaces');
    for (const workspace of [one, two]) {
      const { status, page, asked } = await install(workspace);
      expect([status, page]).toEqual([200, expect.stringContaining('Step2 is installed')]);
      expect(asked.searchParams.get('scope')).toBe(scopes.join(','));
      expect(asked.searchParams.get('user_scope') ?? '').toBe('');
    }
    const ana = await askIn(one);
    await askIn(two);
    const held = async ({ id }: Workspace, person: string) =>
      (await bot.store.holdings({ tenant: `slack:${id}`, person })).length;
    expect([await held(one, ana.id), await held(two, ana.id)]).toEqual([1, 0]);
  });

  test('that remove the bot are forgotten, and the others go on', async () => {
    const [one, two] = ['One', 'Two'].map((name) => slack.workspace(name, { installed: false }));
    if (!one || !two) throw new Error('no workspaces');
    await install(one);
    await install(two);
    expect(await bot.store.installations.find(`slack:${one.id}`)).not.toBeNull();
    await slack.uninstall(one);
    await expect.poll(() => bot.store.installations.find(`slack:${one.id}`)).toBeNull();
    await askIn(two);
    await slack.revoke(two);
    await expect.poll(() => bot.store.installations.find(`slack:${two.id}`)).toBeNull();
    const ana = two.person('Ana');
    // Slack asks no more there; what is still on its way is refused without harm.
    await ana.click(ana.messages(two.channel('advising')).at(-1), 'Back').catch(() => {});
    await install(one);
    await askIn(one);
  });

  test.each([
    ['429', { status: 429, retryAfter: 1, times: 9 }],
    ['503', { status: 503, times: 9 }],
    ['a refusal', { error: 'bad_client_secret', times: 9 }],
  ])(
    'whose installation Slack ends with %s are told so with a number, and can try again',
    async (_, fault) => {
      const one = slack.workspace('One', { installed: false });
      slack.fail('oauth.v2.access', fault);
      const { status, page } = await install(one);
      expect([status, page]).toEqual([400, expect.stringContaining('the number ref1')]);
      expect(bot.faults).toHaveLength(1);
      slack.heal();
      expect((await install(one)).status).toBe(200);
    },
  );

  test('are answered in time where the database is slow to tell their token', async () => {
    const one = slack.workspace('One', { installed: false });
    await install(one);
    const slow = bot.store.installations;
    const find = slow.find;
    Object.assign(slow, { find: () => new Promise(() => {}) });
    const channel = one.channel('advising');
    const ana = one.person('Ana');
    channel.add(ana);
    await ana.command(channel, '/step2 check');
    expect(ana.messages(channel).at(-1)?.shown).toContain('What is your Step 2 CK result?');
    Object.assign(slow, { find: () => Promise.reject(new Error('away')) });
    await ana.click(ana.messages(channel).at(-1), 'Passed');
    await ana.until('the next question is there', () =>
      ana.messages(channel).at(-1)?.shown.includes('Where is the season'),
    );
    expect(bot.faults).toHaveLength(1);
    Object.assign(slow, { find });
  });

  test('are not installed by an admin who declines, nor by somebody who was led there by another', async () => {
    const workspace = slack.workspace('One', { installed: false });
    for (const how of [{ deny: true }, { forged: true }]) {
      const { status, page } = await install(workspace, how);
      expect([status, page]).toEqual([400, expect.stringContaining('was not installed')]);
    }
    expect(await bot.store.installations.find(`slack:${workspace.id}`)).toBeNull();
  });
});
