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

describe.skipIf(chromium === null)('Every page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  test.each([
    ['in light colours on a phone', 'light', 360],
    ['in dark colours on a desk', 'dark', 1280],
  ] as const)('can be used by everybody, %s', async (_, colorScheme, width) => {
    const viewport = { width, height: 740 };
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport });
    const page = await context.newPage();
    const [found, seen]: [string[], string[]] = [[], []];
    await everyPage(page, async (name) => {
      seen.push(name);
      for (const violation of await violations(page)) found.push(`${name}: ${violation}`);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > width) found.push(`${name}: scrolls sideways, to ${wide} px`);
    });
    expect(found).toEqual([]);
    expect(seen.length).toBeGreaterThan(45);
    await context.close();
  });
});
