import type { Page } from 'playwright-core';

/** Does something that leads to another page, and waits for that page. */
export async function follow(page: Page, done: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), done()]);
}

/** Clicks the button that begins with this text. */
export async function press(page: Page, label: string): Promise<void> {
  const exact = page.getByRole('button', { name: label, exact: true });
  const beginning = new RegExp(`^${label.replace(/[().?]/g, '\\$&')}`);
  const button = (await exact.count()) > 0 ? exact : page.getByRole('button', { name: beginning });
  await follow(page, () => button.click());
}

/** Types into the one field of the page and saves. */
async function type(page: Page, value: string): Promise<void> {
  await page.getByRole('textbox').fill(value);
  await press(page, 'Save');
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

/** Takes some steps with the keyboard alone. */
export async function takeByKeyboard(page: Page, steps: Steps): Promise<void> {
  for (const step of steps) {
    const typed = typeof step === 'number';
    await tabTo(page, (focused) =>
      typed ? focused.tag === 'INPUT' : focused.text.startsWith(step),
    );
    if (typed) await page.keyboard.type(String(step));
    await follow(page, () => page.keyboard.press('Enter'));
  }
}

/** Run in the browser: what has the focus, and whether that is to be seen. */
const focusedThing = `(() => {
  const { activeElement } = document;
  const { boxShadow, outlineStyle } = getComputedStyle(activeElement);
  const seen = boxShadow !== 'none' || outlineStyle !== 'none';
  const text = (activeElement.labels?.[0] ?? activeElement).textContent.trim();
  return { tag: activeElement.tagName, text, seen };
})()`;

type Focused = { readonly tag: string; readonly text: string; readonly seen: boolean };

/** Presses *Tab* until the focus is where it should be, and is to be seen there. */
export async function tabTo(page: Page, here: (focused: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    const focused = await page.evaluate<Focused>(focusedThing);
    if (here(focused)) {
      if (!focused.seen) throw new Error(`The focus on "${focused.text}" cannot be seen.`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('The focus never came there.');
}
