import type { Page } from 'playwright-core';
import { choose, fillIn, hostileName, importCsv, unfolded, writer } from './plan-steps.ts';
import { press, take } from './steps.ts';

/** A plan as long as it may be; some names and some lists of flags are long as well. */
const longPlan = [
  'name,flags',
  ...Array.from({ length: 300 }, (_, at) => {
    const name =
      at % 40 === 3 ? 'A Most Reverently Named Interdenominational '.repeat(2) : 'Clinic';
    const flags = ['home', 'requires asked signaled', '', 'interviewed'][at % 4];
    return `${name} ${at},${flags}`;
  }),
].join('\n');

/**
 * Walks from a result through the plan, programs and emails of every kind, and back to the result.
 *
 * @param at called on each page with its name
 */
export async function everyProgramPage(
  page: Page,
  at: (name: string) => Promise<void>,
): Promise<void> {
  const unfoldAll = async (name: string, labels: readonly string[]) => {
    for (const label of labels) await unfolded(page, label);
    await at(`${name}, unfolded`);
  };
  await press(page, 'Draft an email');
  await at('nobody to write to');
  await press(page, 'Plan my programs');
  await at('empty plan');
  await unfoldAll('empty plan', ['Add a program', 'Import CSV']);
  await fillIn(page, 'Add a program', { 'Name of the program': ' ' });
  await at('refused program');
  await importCsv(page, 'program\nMercy');
  await at('refused file');
  await fillIn(page, 'Add a program', { 'Name of the program': hostileName });
  await at('program');
  await unfoldAll('program', ['Edit', 'Contacts']);
  await fillIn(page, 'Contacts', { 'Email of the program director': 'nobody' });
  await at('refused contacts');
  await press(page, 'Write anyway');
  await at('blank email');
  await unfoldAll('blank email', ['My name and ID', 'What to say', 'Contacts', 'Edit text']);
  await fillIn(page, 'My name and ID', writer);
  await fillIn(page, 'Edit text', { Text: 'I am sorry!! [name] '.repeat(20) });
  await at('email with findings');
  await take(page, ['Use it anyway']);
  await at('email in spite of findings');
  await take(page, ['Mark as sent', 'Write anyway']);
  await at('stopped email');
  await take(page, ['Back to the program', 'All my programs']);
  await importCsv(page, `${longPlan.split('\n').slice(0, 41).join('\n')}\nBad,hom`);
  await at('plan of forty, a row left out');
  await choose(page, 'Clinic 0');
  await press(page, 'Remove');
  await choose(page, hostileName);
  await press(page, 'Remove');
  await importCsv(page, longPlan);
  await at('plan of three hundred');
  await take(page, ['Back to my result', 'Draft an email']);
  await at('whom to write to');
  await press(page, 'Back to my result');
}
