import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Serving, serveWeb } from '../../adapters/web/server.ts';
import { browserForTests, openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { freePort, startServer } from '../support/server.ts';
import { follow, press, take, takeByKeyboard, wayToResult } from '../support/steps.ts';
import { webApp } from '../support/web.ts';

const chromium = browserForTests();
const recommendation = 'Update ERAS and email your priority programs.';

describe.skipIf(chromium === null)('In a browser, a person', () => {
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

  async function visit(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(serving.address);
    return page;
  }

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

  test('comes from the first question to the result with the mouse', async () => {
    const page = await visit();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await take(page, wayToResult);
    expect(await heading(page)).toBe(recommendation);
    expect(await page.getByRole('img', { name: 'How much weight' }).isVisible()).toBe(true);
    await take(page, ['Show the path']);
    expect(await page.getByRole('img', { name: 'The decision path' }).isVisible()).toBe(true);
    // The browser complains of everything that the content security policy stopped.
    expect(complaints).toEqual([]);
  });

  test('comes there with the keyboard alone, and sees where the focus is', async () => {
    const page = await visit();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate((link) => link.getBoundingClientRect().top >= 0)).toBe(true);
    await page.keyboard.press('Enter');
    await takeByKeyboard(page, wayToResult);
    expect(await heading(page)).toBe(recommendation);
  });

  test('comes there with script switched off', async () => {
    const page = await visit({ javaScriptEnabled: false });
    await take(page, wayToResult);
    expect(await heading(page)).toBe(recommendation);
  });

  test('goes back, changes an answer, and reads what that did', async () => {
    const page = await visit();
    await take(page, [...wayToResult.slice(0, 4), 'Back']);
    expect(await page.getByRole('textbox').inputValue()).toBe('251');
    await take(page, [252, ...wayToResult.slice(4)]);
    await take(page, ['Change an answer', 'Step 2 CK', 230]);
    await take(page, ['No']);
    expect(await page.getByText('Recommendation changed:').isVisible()).toBe(true);
    await page.reload();
    expect(await page.getByText('Recommendation changed:').isVisible()).toBe(true);
  });

  test('is told at the field what was wrong, and types on there', async () => {
    const page = await visit();
    await take(page, [...wayToResult.slice(0, 3), 1251]);
    const field = page.getByRole('textbox', { name: 'Your score' });
    expect(await field.inputValue()).toBe('1251');
    await page.locator('#field-ck:focus').waitFor();
    expect(await page.title()).toMatch(/^Please correct: /);
    await field.fill('251');
    await follow(page, () => page.keyboard.press('Enter'));
    expect(await heading(page)).toBe('What is on your transcript for Step 1?');
  });

  test('presses Enter in the score field and answers with the score, not with a button', async () => {
    const page = await visit();
    await take(page, wayToResult.slice(0, 4));
    await page.getByRole('textbox').fill('238');
    await follow(page, () => page.keyboard.press('Enter'));
    await take(page, ['Back']);
    expect(await page.getByRole('textbox').inputValue()).toBe('238');
  });

  test('clicks an old button in a second tab and sees the current screen', async () => {
    const page = await visit();
    await press(page, 'Start the check');
    const second = await page.context().newPage();
    await second.goto(serving.address);
    await take(page, ['Passed']);
    await press(second, 'Did not pass');
    expect(await second.getByRole('status').innerText()).toContain('an earlier screen');
    expect(await heading(second)).toBe('Where is the season right now?');
    await second.reload();
    expect(await heading(second)).toBe('Where is the season right now?');
  });

  test('goes back in the browser and loses nothing', async () => {
    const page = await visit();
    await take(page, wayToResult.slice(0, 3));
    await page.goBack();
    expect(await heading(page)).toBe('What is your Step 2 CK score?');
    await page.reload();
    expect(await heading(page)).toBe('What is your Step 2 CK score?');
  });

  test('takes the data and the picture along', async () => {
    const page = await visit();
    await take(page, wayToResult);
    const picture = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download this picture' }).click();
    expect((await picture).suggestedFilename()).toBe('step2-timing.png');
    const held = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download my data' }).click();
    expect((await held).suggestedFilename()).toBe('step2-my-data.json');
    const kept = JSON.parse(readFileSync(await (await held).path(), 'utf8'));
    expect(kept[0].state.answers.ck).toBe(251);
    await take(page, ['Forget me', 'Forget me now', 'Start over']);
    expect(await page.getByText('Question 1 of at most 7').isVisible()).toBe(true);
  });

  test('prints the whole result without its buttons', async () => {
    const page = await visit({ colorScheme: 'dark' });
    await take(page, wayToResult);
    await page.emulateMedia({ media: 'print' });
    for (const text of [
      recommendation,
      'Why',
      'Timing',
      'Your checklist',
      'What would change this',
    ])
      expect(await page.getByRole('heading', { name: text }).isVisible()).toBe(true);
    expect(await page.locator('button:visible, footer:visible, a:visible').count()).toBe(0);
    expect(await page.getByRole('img').isVisible()).toBe(true);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF');
  });

  test('goes on where they were after the server was killed between two answers', async () => {
    const folder = temporaryFolder();
    const environment = { DATA_DIR: join(folder.path, 'state'), PORT: String(await freePort()) };
    const first = await startServer(environment);
    const page = await (await browser.newContext()).newPage();
    await page.goto(first.address);
    await take(page, wayToResult.slice(0, 4));
    await first.kill();
    const second = await startServer(environment);
    // The page that was open before goes on as if nothing had happened.
    await take(page, wayToResult.slice(4));
    expect(await heading(page)).toBe(recommendation);
    await second.kill();
    folder.remove();
  });
});
