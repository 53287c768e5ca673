import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Download, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Serving, serveWeb } from '../../adapters/web/server.ts';
import { readCsv } from '../../src/programs/csv.ts';
import { browserForTests, openBrowser } from '../support/browser.ts';
import {
  choose,
  fillIn,
  fortyPrograms,
  hostileName,
  importCsv,
  unfolded,
  writer,
} from '../support/plan-steps.ts';
import { follow, press, type Steps, tabTo, take, wayToResult } from '../support/steps.ts';
import { webApp } from '../support/web.ts';

const chromium = browserForTests();
const reason = { 'One specific reason for this program': 'the street medicine clinic on Tuesdays' };

describe.skipIf(chromium === null)('With programs, a person', () => {
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

  /** Somebody who has come to the plan. */
  async function planner(options: BrowserContextOptions = {}, way: Steps = wayToResult) {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(serving.address);
    await take(page, [...way, 'Plan my programs']);
    return page;
  }

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
  const main = (page: Page) => page.getByRole('main').innerText();
  const copied = (page: Page) => page.locator('pre.copy').allTextContents();

  /** The addresses, the subject and the body of the link. */
  async function mailOf(page: Page) {
    const href = await page.getByRole('link', { name: 'Open in mail' }).getAttribute('href');
    const { protocol, pathname, searchParams } = new URL(href ?? '');
    return { protocol, to: decodeURIComponent(pathname), fields: Object.fromEntries(searchParams) };
  }

  async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    const file: Download = download;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  }

  test('comes from forty programs in a file to finished emails, and is stopped from sending twice', async () => {
    const page = await planner({ permissions: ['clipboard-read', 'clipboard-write'] });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await importCsv(page, fortyPrograms);
    expect(await page.getByRole('status').innerText()).toBe('40 programs were read from the file.');
    expect(await heading(page)).toBe('20 programs get an email, 20 do not');
    expect(await page.locator('.listed > li').count()).toBe(40);

    await choose(page, 'Hospital 0');
    await press(page, 'Draft');
    expect(await main(page)).toContain('Your name, your ID and your school');
    await fillIn(page, 'My name and ID', writer);
    expect(await main(page)).toContain('Please fix: "[');
    expect(await page.getByRole('link', { name: 'Open in mail' }).count()).toBe(0);
    await fillIn(page, 'What to say', reason);
    expect(await main(page)).toContain('Nothing to object to.');

    const [subject = '', body = ''] = await copied(page);
    await fillIn(page, 'Edit text', { Text: `${body}\n\nI am sorry. [name of the clinic]` });
    expect(await main(page)).toContain('Please fix: "[name of the clinic]" is still a blank.');
    expect(await main(page)).toContain('"sorry" apologizes');
    await fillIn(page, 'Edit text', { Text: body });
    expect(await main(page)).toContain('Nothing to object to.');
    expect(await mailOf(page)).toEqual({
      protocol: 'mailto:',
      to: 'pd0@example.edu',
      fields: { cc: 'office0@example.edu', subject, body: body.replaceAll('\n', '\r\n') },
    });

    await page.getByRole('button', { name: 'Copy: Text' }).click();
    await page.getByRole('status').last().getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(body);
    await page.getByRole('button', { name: 'Copy: Subject' }).click();
    await page.getByRole('status').first().getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(subject);

    await press(page, 'Mark as sent');
    expect(await main(page)).toContain('Told the score: Nov 22, 2026.');
    await press(page, 'Write anyway');
    expect(await main(page)).toContain('The plan leaves this program out');
    expect(await main(page)).toContain('should not go out: the program has had its update');
    expect(await page.getByRole('link', { name: 'Open in mail' }).count()).toBe(0);

    // The next one is not asked again who writes.
    await take(page, ['Back to the program', 'All my programs']);
    expect(await heading(page)).toBe('19 programs get an email, 21 do not');
    await choose(page, 'Hospital 12');
    await press(page, 'Draft');
    expect(await main(page)).not.toContain('Your name, your ID and your school');
    await fillIn(page, 'What to say', reason);
    expect((await mailOf(page)).to).toBe('pd12@example.edu');
    // The browser complains of everything that the content security policy stopped.
    expect(complaints).toEqual([]);
  });

  test('does all of it with the keyboard alone', async () => {
    const page = await planner();
    const to = (tag: string, text: string) =>
      tabTo(page, (focused) => focused.tag === tag && focused.text.startsWith(text));
    const enter = () => follow(page, () => page.keyboard.press('Enter'));
    const unfold = async (label: string) => {
      await to('SUMMARY', label);
      await page.keyboard.press('Enter');
    };
    const type = async (label: string, text: string) => {
      await to('INPUT', label);
      await page.keyboard.type(text);
    };
    await unfold('Add a program');
    await type('Name of the program', 'Mercy');
    await to('INPUT', 'My home program');
    await page.keyboard.press('Space');
    await to('BUTTON', 'Save');
    await enter();
    expect(await heading(page)).toBe('Mercy');
    await to('BUTTON', 'Draft');
    await enter();
    await unfold('My name and ID');
    for (const [label, text] of Object.entries(writer)) await type(label, text);
    // In a form, *Enter* sends that form.
    await enter();
    await unfold('What to say');
    for (const [label, text] of Object.entries(reason)) await type(label, text);
    await enter();
    await unfold('Contacts');
    await type('Last name of the program director', 'Okafor');
    await type('Email of the program director', 'pd@example.edu');
    await type('Email of the coordinator', 'office@example.edu');
    await enter();
    if ((await heading(page)) === 'Mercy') {
      await to('BUTTON', 'Draft');
      await enter();
    }
    await to('A', 'Open in mail');
    expect((await mailOf(page)).to).toBe('pd@example.edu');
    await to('BUTTON', 'Mark as sent');
    await enter();
    expect(await main(page)).toContain('Told the score: Nov 22, 2026.');
  });

  test('does all of it with script switched off, and can still mark each text whole', async () => {
    const page = await planner({ javaScriptEnabled: false });
    await importCsv(page, fortyPrograms);
    const plan = await downloaded(page, 'Download plan');
    expect(plan.name).toBe('step2-plan.csv');
    await choose(page, 'Hospital 4');
    await press(page, 'Draft');
    await fillIn(page, 'My name and ID', writer);
    await fillIn(page, 'What to say', reason);
    const [, body = ''] = await copied(page);
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);

    /** What was copied stands in a field once it is pasted there. */
    const pastes = async (text: string | undefined) => {
      const form = await unfolded(page, 'Edit text');
      const field = form.getByLabel('Text', { exact: true });
      await field.fill('');
      await field.focus();
      await page.keyboard.press('Control+V');
      await expect.poll(() => field.inputValue()).toBe(text);
    };
    await page.locator('pre.copy').last().click();
    await page.keyboard.press('Control+C');
    await pastes(body);

    await tabTo(page, ({ text }) => text === 'Without a mouse: mark it in a field');
    await page.keyboard.press('Enter');
    await tabTo(page, ({ tag }) => tag === 'TEXTAREA');
    for (const key of ['Control+A', 'Control+C']) await page.keyboard.press(key);
    await pastes((await copied(page))[0]);

    const file = await downloaded(page, 'As a file for my mail program');
    expect(file.name).toBe('step2-email.eml');
    expect((await PostalMime.parse(file.text)).text?.replaceAll('\r\n', '\n').trimEnd()).toBe(body);
    await press(page, 'Mark as sent');
    expect(await main(page)).toContain('Told the score: Nov 22, 2026.');
  });

  test('copies where no clipboard is given to pages without HTTPS, and else has the text marked', async () => {
    const page = await planner({ permissions: ['clipboard-read', 'clipboard-write'] });
    await fillIn(page, 'Add a program', { 'Name of the program': 'Mercy' });
    const noClipboard = 'Object.defineProperty(navigator, "clipboard", { value: undefined })';
    await page.addInitScript(noClipboard);
    await press(page, 'Write anyway');
    const [, body = ''] = await copied(page);
    const said = page.getByRole('status').last();
    await page.getByRole('button', { name: 'Copy: Text' }).click();
    await said.getByText('Copied').waitFor();
    const field = (await unfolded(page, 'Edit text')).getByLabel('Text', { exact: true });
    await field.fill('');
    await page.keyboard.press('Control+V');
    await expect.poll(() => field.inputValue()).toBe(body);

    await page.evaluate('document.execCommand = () => false');
    await page.getByRole('button', { name: 'Copy: Text' }).click();
    await said.getByText('Marked: copy it by hand now.').waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe(body);
  });

  test('changes an answer, and reads what that does to the plan', async () => {
    const page = await planner();
    await importCsv(page, fortyPrograms);
    await take(page, ['Back to my result', 'Change an answer', 'Step 2 CK', 225, 'No']);
    expect(await main(page)).toContain(
      'No longer among those who get an email: Hospital 0, Hospital 1, Hospital 4,',
    );
    await take(page, ['Plan my programs']);
    expect(await heading(page)).toBe('0 programs get an email, 40 do not');
  });

  test('is offered to change the answer that a program contradicts', async () => {
    const way = [...wayToResult.slice(0, 3), 225, 238, 'Dermatology', 'No', 'No'];
    const page = await planner({}, way);
    await importCsv(page, 'name,flags\nMercy,requires\nValley,home\n');
    expect(await main(page)).toContain('yet you answered that none requires it');
    expect(await heading(page)).toBe('1 program gets an email, 1 does not');
    await press(page, 'Change that answer');
    expect(await heading(page)).toBe(
      'Has any program said it requires or is waiting for Step 2 CK?',
    );
    await take(page, ['Yes', 'Plan my programs']);
    expect(await main(page)).not.toContain('yet you answered that none requires it');
  });

  test('sees a name that looks like code as the text that it is, everywhere', async () => {
    const page = await planner();
    await fillIn(page, 'Add a program', { 'Name of the program': hostileName });
    expect(await heading(page)).toBe(hostileName);
    expect(await page.title()).toBe(`${hostileName} · Step 2 CK check`);
    const form = await unfolded(page, 'Edit');
    expect(await form.getByLabel('Name of the program').inputValue()).toBe(hostileName);
    await form.getByLabel('It has a signal of mine').check();
    await follow(page, () => form.getByRole('button', { name: 'Save' }).click());
    await take(page, ['All my programs']);
    expect(await page.locator('.listed .choice span').innerText()).toBe(`1. ${hostileName}`);

    const { text: csv } = await downloaded(page, 'Download plan');
    expect(csv).toContain(`"'${hostileName.replaceAll('"', '""')}"`);
    expect(readCsv(Buffer.from(csv))).toMatchObject({ programs: [{ name: hostileName }] });

    await choose(page, hostileName);
    await press(page, 'Draft');
    expect(await heading(page)).toBe(`Email to ${hostileName}`);
    await fillIn(page, 'My name and ID', writer);
    await fillIn(page, 'What to say', reason);
    const [, body = ''] = await copied(page);
    expect(body).toContain(hostileName);
    expect((await mailOf(page)).fields.body).toContain(hostileName);
    const { text: eml } = await downloaded(page, 'As a file for my mail program');
    expect((await PostalMime.parse(eml)).text).toContain(hostileName);
    await press(page, 'Mark as sent');
    await press(page, 'Remove');
    expect(await heading(page)).toBe('My programs');
  });

  test('takes all of it along, and has all of it forgotten', async () => {
    const page = await planner();
    await importCsv(page, 'name,flags\nMercy,home\n');
    await choose(page, 'Mercy');
    await press(page, 'Draft');
    await fillIn(page, 'My name and ID', writer);
    await fillIn(page, 'What to say', reason);
    await take(page, ['Back to the program', 'All my programs', 'Back to my result']);
    const held = await downloaded(page, 'Download my data');
    const [{ state }] = JSON.parse(held.text);
    expect(state.work).toMatchObject({
      programs: [{ name: 'Mercy' }],
      applicant: { name: 'Jane Q. Doe' },
    });
    expect(held.text).toContain('street medicine clinic');
    await take(page, ['Forget me', 'Forget me now', 'Start over']);
    await take(page, [...wayToResult.slice(1), 'Plan my programs']);
    expect(await heading(page)).toBe('My programs');
    await fillIn(page, 'Add a program', { 'Name of the program': 'Valley' });
    await press(page, 'Write anyway');
    expect(await main(page)).toContain('Your name, your ID and your school');
  });

  test('prints the plan and an email without anything to press', async () => {
    const page = await planner({ colorScheme: 'dark' });
    await importCsv(page, 'name,flags\nMercy,home\nValley,\n');
    await page.emulateMedia({ media: 'print' });
    const text = await main(page);
    for (const part of ['1. Mercy', 'it is your home program', 'Valley']) {
      expect(text).toContain(part);
    }
    const pressed = 'summary:visible, a:visible, .actions button:visible, input:visible';
    expect(await page.locator(pressed).count()).toBe(0);
    await page.emulateMedia({ media: null });
    await choose(page, 'Mercy');
    await press(page, 'Draft');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('pre.copy:visible').count()).toBe(2);
    expect(await page.locator(`${pressed}, button:visible, .hint:visible`).count()).toBe(0);
  });
});
