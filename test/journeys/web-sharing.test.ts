import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Serving, serveWeb } from '../../adapters/web/server.ts';
import { browserForTests, openBrowser } from '../support/browser.ts';
import { follow, press, take, wayToResult } from '../support/steps.ts';
import { webApp } from '../support/web.ts';

const chromium = browserForTests();

describe.skipIf(chromium === null)('A card shared by a link', () => {
  let browser: Browser;
  let serving: Serving;

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    serving = await serveWeb(await webApp(), { host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await serving.close();
  });

  /** Somebody with a browser of their own. */
  async function somebody(address = serving.address): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(address);
    return page;
  }

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
  const main = (page: Page) => page.getByRole('main').innerText();

  test('is what the preview showed, for a bystander who goes on to a check of their own', async () => {
    const ana = await somebody();
    await take(ana, [...wayToResult, 'Share']);
    const preview = await main(ana);
    await press(ana, 'Make the link');
    expect(await heading(ana)).toBe('Your link');
    const link = await ana.locator('pre.copy').innerText();

    const ben = await somebody(link);
    const card = await main(ben);
    for (const line of card.split('\n').filter((one) => one.trim() !== 'Check my own score')) {
      expect(preview).toContain(line.trim());
    }
    expect(card).not.toMatch(/\b(251|238|13)\b/);
    expect(await ben.getByRole('img', { name: 'How much weight' }).isVisible()).toBe(true);
    expect(await ben.context().cookies()).toEqual([]);
    await follow(ben, () => ben.getByRole('button', { name: 'Check my own score' }).click());
    await press(ben, 'Start the check');
    expect(await heading(ben)).toBe('What is your Step 2 CK result?');
    // It is Ben's own check: Ana's goes on where it was.
    await ana.reload();
    expect(await heading(ana)).toBe('Your link');
  });

  test('is gone once it is removed, and was never at a guessed or changed address', async () => {
    const ana = await somebody();
    await take(ana, [...wayToResult, 'Share', 'Include the reasons', 'Make the link']);
    const link = await ana.locator('pre.copy').innerText();
    const ben = await somebody(link);
    expect(await main(ben)).toContain('Why');
    // The last letter carries bits that stand for nothing; this one counts as a whole.
    const changed = link.replace(/.(?=.{9}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    for (const wrong of [`${serving.address}/shared/1`, changed, `${link}x`]) {
      expect((await ben.goto(wrong))?.status()).toBe(404);
      expect(await heading(ben)).toBe('This card is gone');
    }
    await press(ana, 'Remove it');
    expect(await ana.getByRole('status').innerText()).toContain('The card is removed.');
    expect((await ben.goto(link))?.status()).toBe(404);
    expect(await heading(ben)).toBe('This card is gone');
  });
});
