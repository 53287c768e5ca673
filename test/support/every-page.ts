import type { Page } from 'playwright-core';
import { serveWeb } from '../../adapters/web/server.ts';
import { breakableStore } from './breakable-store.ts';
import { everyProgramPage } from './every-program-page.ts';
import { press, type Steps, take, wayToResult } from './steps.ts';
import { botOver, webApp } from './web.ts';

/** Ways to results that look different: wait, retake, too late, a warning, an empty what-if. */
const waysToResults: Readonly<Record<string, Steps>> = {
  wait: ["My score hasn't posted yet"],
  retake: ['Did not pass'],
  'too late': ['Passed', 'Rank list deadline has passed'],
  'must release': ['Passed', 'Early interviews', 220, 250, 'Dermatology', 'Yes'],
};

/**
 * Walks through every kind of page that people can see.
 *
 * @param at called on each page with its name
 */
export async function everyPage(page: Page, at: (name: string) => Promise<void>): Promise<void> {
  const { store, broken } = await breakableStore();
  const serving = await serveWeb(await webApp({ store }), { host: '127.0.0.1', port: 0 });
  const busy = await serveWeb(await webApp({ rateLimit: { perMinute: 1 } }), {
    host: '127.0.0.1',
    port: 0,
  });
  const open = (path = '/') => page.goto(serving.address + path);
  const step = async (...steps: Steps) => {
    await take(page, steps);
    await at((await page.title()).split(' · ')[0] ?? '');
  };
  try {
    await open();
    await at('welcome');
    for (const one of wayToResult) {
      if (one === 251) await step(200);
      await step(one);
    }
    await step('Guide');
    await step('Five costly mistakes');
    await step('All topics', 'Back to my result');
    await step('Show the path');
    await step('Back to my result', 'Share');
    await step('Include my numbers');
    await step('Make the link');
    const link = await page.locator('pre.copy').innerText();
    await open(new URL(link).pathname);
    await at('shared card');
    await open();
    await step('Back to my result', 'My posts');
    await step('Nov 22, 2026, by link', 'Remove it');
    await open(new URL(link).pathname);
    await at('card gone');
    await open();
    await everyProgramPage(page, at);
    await step('Change an answer');
    for (const field of ['Step 2 CK', 'Step 1', 'Specialty', 'IMG']) {
      await step(field);
      await take(page, ['Keep my answer', 'Change an answer']);
    }
    await step('The season', 'Early interviews');

    const [cookie] = await page.context().cookies();
    const person = decodeURIComponent(cookie?.value ?? '').split('.')[0] ?? '';
    await botOver(store).turn({ tenant: 'web', person, about: '' }, { type: 'start', id: 'x' });
    await open();
    await at('offer');
    const second = await page.context().newPage();
    await second.goto(serving.address);
    await press(second, 'Resume');
    await second.close();
    await step('Start over');

    await step('Start over');
    for (const [name, way] of Object.entries(waysToResults)) {
      await take(page, way);
      await at(name);
      await take(page, ['Start over']);
    }
    await step('Passed', 'Cancel', 'Stop and forget');
    await step('Start over', 'Passed', 'Back');
    await take(page, ["My score hasn't posted yet"]);
    await step('Forget me');
    await step('Forget me now');
    await open('/no-such-page');
    await at('not found');
    broken.load = true;
    await open();
    await at('fault');
    for (let times = 0; times < 2; times++) await page.goto(busy.address);
    await at('too many');
  } finally {
    await serving.close();
    await busy.close();
  }
}
