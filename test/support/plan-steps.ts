import type { Locator, Page } from 'playwright-core';
import { follow } from './steps.ts';

/** A form of the page, unfolded. */
export async function unfolded(page: Page, label: string): Promise<Locator> {
  const summary = page.locator('summary', { hasText: new RegExp(`^${label}$`) });
  const form = page.locator('details', { has: summary });
  if ((await form.getAttribute('open')) === null) await summary.click();
  return form;
}

/** Unfolds a form, types into its fields by their labels, and saves. */
export async function fillIn(
  page: Page,
  label: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const form = await unfolded(page, label);
  for (const [field, value] of Object.entries(typed)) {
    await form.getByLabel(field, { exact: true }).fill(value);
  }
  await follow(page, () => form.getByRole('button', { name: 'Save' }).click());
}

/** Imports a file of programs. */
export async function importCsv(page: Page, content: string): Promise<void> {
  const form = await unfolded(page, 'Import CSV');
  const file = { name: 'programs.csv', mimeType: 'text/csv', buffer: Buffer.from(content) };
  await form.getByLabel('Your CSV file').setInputFiles(file);
  await follow(page, () => form.getByRole('button', { name: 'Import' }).click());
}

/** Goes to a program of the list by its name. */
export function choose(page: Page, name: string): Promise<void> {
  const label = page.locator('.listed .choice span', { hasText: name });
  return follow(page, () => label.first().click());
}

/** Who writes, for every form that asks. */
export const writer = {
  'Your full name': 'Jane Q. Doe',
  'Your AAMC ID': '12345678',
  'Your medical school': 'State University College of Medicine',
};

/** Forty programs: ten with a signal, ten that interviewed, ten without anything, ten closed. */
export const fortyPrograms = [
  'name,pdLastName,pdEmail,coordinatorEmail,interviewDate,flags',
  ...Array.from({ length: 40 }, (_, at) => {
    const flags = ['signaled', 'interviewed', '', 'rejected'][at % 4] ?? '';
    const day = flags === 'interviewed' ? '2026-11-12' : '';
    return `Hospital ${at},Okafor,pd${at}@example.edu,office${at}@example.edu,${day},${flags}`;
  }),
].join('\n');

/** A name with everything that some program might take for more than a name. */
export const hostileName =
  '=1+1, "Mercy" 🏥 מרכז <!channel> @everyone {{handlebars}} **stars** <b>x</b>';
