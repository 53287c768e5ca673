import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readFolder } from '../../src/policy/folder.ts';
import { createTenants, type TenantPolicies } from '../../src/policy/tenants.ts';
import { loadWords } from '../../src/render/words.ts';
import { openStore } from '../../src/store/open.ts';
import { startSlack } from '../emulators/slack/slack.ts';
import { policy } from '../support/policy.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { botInSlack, workspaceOf } from '../support/slack.ts';
import { Visit } from '../support/visit.ts';
import { botOver } from '../support/web.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

let tenants: TenantPolicies;

beforeEach(async () => {
  tenants = createTenants({
    base: policy,
    under: [],
    read: () => readFolder(folder.path),
    sentence: ({ kind }) => kind,
    tell: () => {},
  });
  await tenants.look();
});

const number = (name: string, value: number) =>
  `${name}: { value: ${value}, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }\n`;

/** The dean's office changes the overlay of a tenant, or takes it away, while people are in the middle of a check. */
async function overlay(name: string, text: string | null): Promise<void> {
  const file = join(folder.path, name);
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  await tenants.look();
  await tenants.look();
}

/** 251 after 238 is no big gain any more. */
const demanding = number('bigGain', 20);
const announced =
  'The policy for this check has changed since your last step. Recommendation changed: update your application service, email priority programs → update your application service, email up to 5 top choices.';
const asksAgain = 'something is left to answer before there is a recommendation';

describe('a policy that changes while people are in the middle of a check', () => {
  test('is followed on the web page, which says what it did and keeps every answer', async () => {
    const store = await openStore({ dataDir: null });
    const bot = botOver(store, loadWords(), tenants);
    const visit = await Visit.begin({
      store,
      bot,
    });
    const foot = () => visit.page.includes(tenants.of('web').hash.slice(7, 15));
    await visit.answer(['passed', 'after-download', 251, 238, 'dermatology', false]);
    expect(visit.page).toContain('email your priority programs');
    await overlay('web.yaml', demanding);
    expect(await visit.look()).toContain(announced);
    expect(foot()).toBe(true);
    const path = await (await visit.click({ type: 'path' })).text();
    expect(path).toContain(announced);
    expect(await visit.look()).not.toContain('The policy for this check has changed');

    await overlay('web.yaml', demanding + number('passingScore', 252));
    expect(await visit.look()).toContain(asksAgain);
    expect(visit.page).toContain('your Step 2 CK score?');
    await overlay('web.yaml', 'bigGain: 1');
    expect(tenants.faultsOf('web')).toEqual(['section']);
    expect(await visit.look()).toContain(asksAgain);
    await overlay('web.yaml', null);
    await visit.look();
    // The path was open, and its button still fits.
    const result = await (await visit.click({ type: 'resume' })).text();
    expect(result).toContain('Recommendation changed');
    expect(result).toContain('email your priority programs');
    await store.close();
  });

  test('is followed in Slack, by the workspace that it belongs to and by no other', async () => {
    const slack = await startSlack();
    const workspace = workspaceOf(slack);
    const bot = await botInSlack(slack, [workspace], { mode: 'http', policies: tenants });
    const channel = workspace.channel('advising', { bot: true });
    const ana = workspace.person('Ana');
    channel.add(ana);
    const last = () => ana.messages(channel).at(-1);
    const shown = (text: string) =>
      ana.until(`"${text}" is shown`, () => last()?.shown.includes(text));

    await ana.command(channel, '/step2 check result:passed stage:review ck:251 step1:238 derm');
    await shown('Are you an international medical graduate');
    await overlay(`slack-${workspace.id}X.yaml`, demanding);
    await ana.click(last(), 'No');
    await shown('email your priority programs');
    await ana.click(last(), 'Show the path');
    await ana.until('the path is shown', () => last()?.buttons.includes('Back to my result'));
    expect(last()?.shown).not.toContain('The policy for this check has changed');

    await overlay(`slack-${workspace.id}.yaml`, demanding);
    await ana.click(last(), 'Back to my result');
    await shown(announced);
    await ana.click(last(), 'Show the path');
    await ana.until('the path is shown', () => last()?.buttons.includes('Back to my result'));
    expect(last()?.shown).not.toContain('The policy for this check has changed');

    await ana.click(last(), 'Back to my result');
    await shown('email at most 5 of your top choices');
    await ana.click(last(), 'Change an answer');
    await ana.until('the answers are listed', () => last()?.shown.includes('Dermatology'));
    await overlay(`slack-${workspace.id}.yaml`, demanding + number('passingScore', 252));
    await ana.command(channel, '/step2 check');
    await shown(asksAgain);
    expect(slack.complaints).toEqual([]);
    await bot.stop();
    await slack.close();
  });
});
