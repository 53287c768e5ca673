/** Makes the pictures of the README: `npm run screenshots`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serveWeb } from '../../adapters/web/server.ts';
import { root } from '../../src/root.ts';
import { browserForTests, openBrowser } from '../support/browser.ts';
import { take, wayToResult } from '../support/steps.ts';
import { webApp } from '../support/web.ts';

const folder = join(root, 'docs/pictures');
const widths = [360, 1280];
/** Which picture is taken after how many steps. */
const pictures = { welcome: 0, question: 2, result: wayToResult.length };

const chromium = browserForTests();
if (chromium === null) process.exit(1);
mkdirSync(folder, { recursive: true });
const browser = await openBrowser(chromium);
const serving = await serveWeb(await webApp(), { host: '127.0.0.1', port: 0 });
for (const width of widths) {
  const page = await browser.newPage({ viewport: { width, height: 640 } });
  await page.goto(serving.address);
  let taken = 0;
  for (const [name, steps] of Object.entries(pictures)) {
    await take(page, wayToResult.slice(taken, steps));
    taken = steps;
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.close();
}
await serving.close();
await browser.close();
