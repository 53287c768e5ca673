import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserForTests, openBrowser } from '../support/browser.ts';
import { everyPage } from '../support/every-page.ts';

const chromium = browserForTests();
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on a page, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>('axe.run()');
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.skipIf(chromium === null)('Every page', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)('can be used by everybody in %s', async (colorScheme) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const [found, seen]: [string[], string[]] = [[], []];
    await everyPage(page, async (name) => {
      seen.push(name);
      for (const violation of await violations(page)) found.push(`${name}: ${violation}`);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    });
    expect(found).toEqual([]);
    expect(seen.length).toBeGreaterThan(25);
    await context.close();
  });

  test('fits a phone of 360 px without scrolling sideways', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const tooWide: string[] = [];
    await everyPage(page, async (name) => {
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > 360) tooWide.push(`${name}: ${width} px`);
    });
    expect(tooWide).toEqual([]);
    await context.close();
  });
});
