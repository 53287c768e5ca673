import { describe, expect, test } from 'vitest';
import { createShareLinks } from '../../adapters/web/share-links.ts';
import { openStore } from '../../src/store/open.ts';
import { policiesWith } from '../support/advising.ts';
import { Visit } from '../support/visit.ts';
import { botOver, someDay, type WebTestOptions, webApp } from '../support/web.ts';

const secret = 'a secret of the tests';
const dayLength = 86_400_000;

/** A visit that has shared its result at this level, and the path of its link. */
async function shared(level: 'plain' | 'reasons' | 'numbers', options: WebTestOptions = {}) {
  const visit = await Visit.begin(options);
  await visit.answer(['passed', 'after-download', 251, 238, 'dermatology', false]);
  await visit.click({ type: 'share', kind: 'share' });
  await visit.look();
  if (level !== 'plain') {
    await visit.click({ type: 'level', level });
    await visit.look();
  }
  const preview = visit.page;
  await visit.click({ type: 'post' });
  const page = await visit.look();
  const link = /<pre class="copy"[^>]*>\s([^<]+)</.exec(page)?.[1] ?? '';
  return { visit, preview, page, link, path: link && new URL(link).pathname };
}

const main = (page: string) => /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? '';

describe('a shared link', () => {
  test('shows the card to whoever has it, without a session', async () => {
    const { visit, link, path, page } = await shared('plain');
    expect(link).toMatch(/^http:\/\/localhost\/shared\/[\w.-]{100,400}$/);
    expect(page).toContain('until Mar 22, 2027');
    expect(page).toContain(`<a href="${link}">The card</a>`);
    const answer = await visit.app.request(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex, nofollow');
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const card = await answer.text();
    expect(card).toContain('Update ERAS and email your priority programs.');
    expect(card).toContain('Somebody shared this recommendation');
    expect(card).toMatch(/<a role="button" href="\/">Check my own score<\/a>/);
    // Neither the picture of the reader's own check, nor forms, nor the rules of today.
    expect(card).not.toMatch(/\/picture\/|<form|Rules version/);
  });

  test.each([
    ['plain', false],
    ['reasons', false],
    ['numbers', true],
  ] as const)('says the numbers at the level %s: %s', async (level, told) => {
    const { visit, path, preview } = await shared(level);
    const card = main(await (await visit.app.request(path)).text());
    const numbers = 'Step 2 CK 251 · Step 1: 238 · +13 against Step 1';
    expect(card.includes(numbers)).toBe(told);
    expect(preview.includes(numbers)).toBe(told);
    // What is read of it: a picture is drawn with numbers of its own.
    const read = card.replaceAll(/<[^>]*>/g, ' ');
    if (!told) expect(read).not.toMatch(/\b(251|238|13)\b/);
  });

  test('has an address that says nothing, and is another each time', async () => {
    const { visit, path } = await shared('numbers');
    const again = await shared('numbers');
    expect(again.path).not.toBe(path);
    const said = path
      .split(/[/.]/)
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join();
    const session = decodeURIComponent(visit.cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    expect(session).toHaveLength(32);
    expect(path + said).not.toContain(session);
    // (Not by its digits: two bytes of chance in a row may be those of any number.)
    expect(said).not.toMatch(/person|answers|eras/i);
  });

  test('begins with PUBLIC_URL where there is one', async () => {
    const { link } = await shared('plain', { publicUrl: 'https://step2.example.edu' });
    expect(link).toMatch(/^https:\/\/step2\.example\.edu\/shared\//);
  });
});

describe('a card at a link is gone', () => {
  const gone = async (visit: Visit, path: string) => {
    const answer = await visit.app.request(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    return answer.text();
  };

  test('however it went, and the page does not tell how', async () => {
    const { visit, path } = await shared('plain');
    await visit.click({ type: 'remove' });
    const removed = await gone(visit, path);
    expect(removed).toContain('This card is gone');
    expect(await gone(visit, '/shared/guessed')).toBe(removed);
    for (const at of [10, 60, path.length - 3]) {
      const other = path[at] === 'A' ? 'B' : 'A';
      expect(await gone(visit, path.slice(0, at) + other + path.slice(at + 1))).toBe(removed);
    }
  });

  test('after its owner was forgotten', async () => {
    const { visit, path } = await shared('plain');
    await visit.click({ type: 'forget' });
    await visit.look();
    expect(visit.page).toContain('These posts of yours will be removed as well');
    await visit.click({ type: 'forget-now' });
    await gone(visit, path);
  });

  test('after it was removed by itself', async () => {
    const store = await openStore({ dataDir: null });
    const { visit, path } = await shared('plain', { store });
    const later = new Date(someDay.getTime() + dayLength);
    await store.sweep({ conversationsBefore: later, eventsBefore: later });
    await gone(visit, path);
  });

  test('when the day is over that was promised, even where its owner came back since', async () => {
    let now = someDay;
    const { visit, path } = await shared('plain', { now: () => now });
    now = new Date(someDay.getTime() + 120 * dayLength - 1000);
    expect((await visit.app.request(path)).status).toBe(200);
    now = new Date(someDay.getTime() + 120 * dayLength + 1000);
    await gone(visit, path);
  });

  test('for a token of another secret, of no use or of nobody', async () => {
    const { visit } = await shared('plain');
    const until = new Date(someDay.getTime() + dayLength);
    const person = decodeURIComponent(visit.cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    for (const [key, card] of [
      ['another secret', { person, share: 'x.1' }],
      [secret, { person, share: 'x.1' }],
      [secret, { person: 'nobody', share: 'x.1' }],
      [secret, { person, share: '' }],
    ] as const) {
      const token = await createShareLinks(key, () => someDay).tokenFor(card, until);
      await gone(visit, `/shared/${token}`);
    }
  });
});

test('on a page nobody is asked, and no channel is chosen, whatever a click claims', async () => {
  const store = await openStore({ dataDir: null });
  const policies = policiesWith({ channel: 'C1', shareTo: [{ id: 'C2', name: '#season' }] });
  const visit = new Visit(await webApp({ store, bot: botOver(store, undefined, policies) }));
  await visit.start();
  await visit.answer(['passed', 'after-download', 251, 238, 'dermatology', false]);
  expect(visit.page).not.toContain('>Ask an advisor<');
  const asked = await visit.click({ type: 'share', kind: 'ask' });
  expect(await asked.text()).toContain('There is no place here to share it in.');
  await visit.click({ type: 'share', kind: 'share' });
  await visit.look();
  const forged = await visit.click({ type: 'post', to: 'C2' });
  expect(await forged.text()).toContain('nothing was changed');
  const [held] = await store.holdings({
    tenant: 'web',
    person: decodeURIComponent(visit.cookie.split('=')[1] ?? '').split('.')[0] ?? '',
  });
  expect(held?.state).not.toHaveProperty('shares');
});
