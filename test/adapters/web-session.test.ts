import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimit } from '../../adapters/web/rate-limit.ts';
import { Visit } from '../support/visit.ts';
import { webApp } from '../support/web.ts';

const answeredFailed = { type: 'answer', field: 'result', value: 'failed' } as const;

describe('a session', () => {
  test('is not made for somebody who only looks', async () => {
    const answer = await (await webApp()).request('/');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
  });

  test('begins with the check and lives as long as what is kept', async () => {
    const visit = new Visit(await webApp({ retentionDays: 30 }));
    await visit.look();
    const answer = await visit.click({ type: 'restart' });
    const cookie = answer.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^step2=[\w-]{32}\.[^;]{40,}; /);
    expect(cookie).toContain('Max-Age=2592000');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('Secure');
  });

  test('is bound to this host and to HTTPS where browsers come by HTTPS', async () => {
    const visit = await Visit.begin({ secureCookies: true });
    const answer = await visit.click(answeredFailed);
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-step2=.*; Secure/);
    expect(await visit.look()).toContain('<h1>');
  });

  test('is another for everybody, and nobody sees what is not theirs', async () => {
    const ann = await Visit.begin();
    const bob = new Visit(ann.app);
    await bob.start();
    await ann.answer(['failed']);
    expect(bob.cookie).not.toBe(ann.cookie);
    expect(await bob.look()).toContain('Question 1 of at most 7');
  });

  test.each<[string, (cookie: string) => string]>([
    ['whose signature was changed', (cookie) => cookie.replace(/.{8}$/, 'AAAAAAA%3D')],
    ['whose id was changed', (cookie) => cookie.replace(/=./, '=~')],
    ['without a signature', (cookie) => cookie.replace(/\..*$/, '')],
    ['that is nothing at all', () => 'step2='],
  ])('with a cookie %s is a fresh start', async (_, forged) => {
    const visit = await Visit.begin();
    await visit.answer(['pending']);
    const { cookie, form } = visit;
    visit.cookie = forged(cookie);
    expect(await visit.look()).toContain('Start the check');
    expect((await visit.click({ type: 'forget' }, form)).status).toBe(403);
    visit.cookie = cookie;
    expect(await visit.look()).toContain('Change an answer');
  });

  test('ends when everything is forgotten, and a new one begins afresh', async () => {
    const visit = await Visit.begin();
    await visit.answer(['pending']);
    const before = visit.cookie;
    await visit.click({ type: 'forget' });
    await visit.look();
    const answer = await visit.click({ type: 'forget-now' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0');
    visit.page = await answer.text();
    expect(visit.page).toContain(
      'Removed for good: 1 conversation with all answers, programs and emails.',
    );
    await visit.click({ type: 'restart' });
    expect(await visit.look()).toContain('Question 1 of at most 7');
    expect(visit.cookie).not.toBe(before);
  });
});

describe('a form from elsewhere', () => {
  test.each([
    ['with no form token', { token: '' }],
    ['with a wrong form token', { token: 'x'.repeat(43) }],
  ])('%s does nothing', async (_, wrong) => {
    const visit = await Visit.begin();
    const answer = await visit.click(answeredFailed, { ...visit.form, ...wrong });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('To be safe, nothing was done.');
    expect(await visit.look()).toContain('Question 1 of at most 7');
  });

  test('with the form token of another session does nothing', async () => {
    const ann = await Visit.begin();
    const bob = new Visit(ann.app);
    await bob.start();
    const answer = await ann.click(answeredFailed, { ...ann.form, token: bob.form.token });
    expect(answer.status).toBe(403);
    expect(await ann.look()).toContain('Question 1 of at most 7');
  });

  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  test.each<[string, number, Record<string, string>]>([
    ['that the browser says is from another site', 403, { 'Sec-Fetch-Site': 'cross-site' }],
    ['of a neighbour below the same domain', 403, { 'Sec-Fetch-Site': 'same-site' }],
    ['from a sandbox of another site', 403, { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['from another origin, in an older browser', 403, { Origin: 'https://example.org' }],
    ['that says nothing of where it is from', 403, {}],
    ['from the page itself', 303, { 'Sec-Fetch-Site': 'same-origin' }],
    ['from the page itself, in an older browser', 303, { Origin: 'null' }],
    ['from the same host', 303, { Origin: 'http://localhost', Host: 'localhost' }],
  ])('%s: %i', async (_, status, headers) => {
    const visit = await Visit.begin();
    const click = JSON.stringify(answeredFailed);
    const answer = await visit.post({ click }, { headers: { ...form, ...headers } });
    expect(answer.status).toBe(status);
  });

  test('that is no form at all does nothing', async () => {
    const visit = await Visit.begin();
    for (const [type, body] of [
      ['application/json', '{"token":"x"}'],
      ['multipart/form-data; boundary=x', 'no boundary here'],
    ] as const) {
      const answer = await visit.app.request('/turn', {
        method: 'POST',
        headers: { Cookie: visit.cookie, 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' },
        body,
      });
      expect(answer.status).toBe(403);
    }
  });
});

describe('many requests', () => {
  test('from one address have to wait, and are told how long', async () => {
    const app = await webApp({ rateLimit: { perMinute: 3 } });
    for (let at = 0; at < 3; at++) expect((await app.request('/')).status).toBe(200);
    const answer = await app.request('/');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
    expect(await answer.text()).toContain('A little too fast');
    expect((await app.request('/healthz')).status).toBe(200);
  });

  test('are counted for whom a trusted proxy asks, by what that proxy added last', async () => {
    const app = await webApp({ rateLimit: { perMinute: 1 }, trustProxy: true });
    const from = async (forwarded: string) =>
      (await app.request('/', { headers: { 'X-Forwarded-For': forwarded } })).status;
    expect(await from('203.0.113.1')).toBe(200);
    expect(await from('203.0.113.2')).toBe(200);
    expect(await from('198.51.100.7, 203.0.113.1')).toBe(429);
  });

  test('are counted together, whatever a stranger writes where no proxy is trusted', async () => {
    const app = await webApp({ rateLimit: { perMinute: 1 } });
    const from = async (forwarded: string) =>
      (await app.request('/', { headers: { 'X-Forwarded-For': forwarded } })).status;
    expect([await from('203.0.113.1'), await from('203.0.113.2')]).toEqual([200, 429]);
  });

  test('may come again at the pace of the limit', () => {
    const limit = createRateLimit(60);
    for (let at = 0; at < 60; at++) expect(limit.secondsToWait('a', 0)).toBe(0);
    expect(limit.secondsToWait('a', 0)).toBe(1);
    expect(limit.secondsToWait('a', 1_000)).toBe(0);
    expect(limit.secondsToWait('a', 1_000)).toBe(1);
    expect(limit.secondsToWait('a', 60_000)).toBe(0);
  });

  test('may come in the number of the limit, at whatever fraction of a moment', () => {
    const [perMinute, moment] = [fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 1e9 })];
    fc.assert(
      fc.property(perMinute, moment.filter(Number.isFinite), (most, now) => {
        const limit = createRateLimit(most);
        for (let at = 0; at < most; at++) expect(limit.secondsToWait('a', now)).toBe(0);
        expect(limit.secondsToWait('a', now)).toBe(Math.ceil(60 / most));
      }),
      { seed: 1 },
    );
  });

  test('of one IPv6 network count as one address, and IPv4 is the same in both notations', () => {
    const limit = createRateLimit(1);
    expect(limit.secondsToWait('2001:db8:1:2::1', 0)).toBe(0);
    expect(limit.secondsToWait('2001:db8:1:2:3:4:5:6', 0)).toBe(60);
    expect(limit.secondsToWait('2001:db8:1:3::1', 0)).toBe(0);
    expect(limit.secondsToWait('203.0.113.1', 0)).toBe(0);
    expect(limit.secondsToWait('::ffff:203.0.113.1', 0)).toBe(60);
    expect(limit.secondsToWait('::1', 0)).toBe(0);
  });

  test('of many addresses are remembered in bounded memory, the quietest forgotten first', () => {
    const limit = createRateLimit(1, 2);
    for (const address of ['a', 'b', 'c']) expect(limit.secondsToWait(address, 0)).toBe(0);
    expect(limit.secondsToWait('a', 0)).toBe(0);
    expect(limit.secondsToWait('c', 0)).toBe(60);
  });
});
