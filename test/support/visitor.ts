import type { Page } from 'playwright-core';

/** Clicks the button that begins with this text, and waits for the page that follows. */
export async function press(page: Page, label: string): Promise<void> {
  const [exact, beginning] = [label, new RegExp(`^${label.replace(/[().?]/g, '\\$&')}`)];
  const button = page.getByRole('button', { name: exact, exact: true });
  await ((await button.count()) > 0
    ? button
    : page.getByRole('button', { name: beginning })
  ).click();
}

/** Types into the one field of the page and saves. */
export async function type(page: Page, value: string): Promise<void> {
  await page.getByRole('textbox').fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
}

/** Steps of a conversation: a button's label, or a number to type. */
export type Steps = readonly (string | number)[];

/** The way from the welcome page to a result that has everything: pictures, emails, notes, what-if. */
export const wayToResult: Steps = [
  'Start the check',
  'Passed',
  'Under review, few interviews yet',
  251,
  238,
  'Dermatology',
  'No',
];

/** Takes some steps. */
export async function take(page: Page, steps: Steps): Promise<void> {
  for (const step of steps) {
    await (typeof step === 'number' ? type(page, String(step)) : press(page, step));
  }
}
