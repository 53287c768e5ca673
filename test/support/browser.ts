import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Where a browser for the journeys is: in CHROMIUM or where one usually is.
 *
 * @returns null, with a notice, where there is none
 * @throws under CI, where journeys must not be left out unseen
 */
export function browserForTests(): string | null {
  const found = [process.env.CHROMIUM ?? '', ...usualPlaces].find(
    (path) => path !== '' && existsSync(path),
  );
  if (found) return found;
  const notice = 'No Chromium was found (set CHROMIUM to its path): no journeys in a browser.';
  if (process.env.CI === 'true') throw new Error(notice);
  console.warn(notice);
  return null;
}

export function openBrowser(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    timeout: 120_000,
    // As root, Chromium runs only without its sandbox; the rest keeps it from calling anybody.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
