import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { hostileJson, hostileText, mangledText, runs, secretWords } from '../support/hostile.ts';
import { Visit } from '../support/visit.ts';
import { webApp } from '../support/web.ts';

/** What can stand in a header at all. */
const headerText = hostileText.map((text) =>
  text.replace(/[^\x20-\x7e\x80-\xff]/g, '?').slice(0, 2000),
);

/** The page with somebody in the middle of a check, and what the operator hears. */
async function scene() {
  const faults: unknown[] = [];
  const app = await webApp({
    rateLimit: { perMinute: 1e9 },
    trustProxy: true,
    onFault(error) {
      faults.push(error);
      return 'ref12345';
    },
  });
  const visit = new Visit(app);
  await visit.start();
  await visit.answer(['passed', 'early-interviews']);
  return { app, visit, faults };
}

const clicks = [
  { type: 'answer', field: 'result', value: 'passed' },
  { type: 'change', field: 'ck' },
  { type: 'page', page: 1 },
  { type: 'share', kind: 'share' },
  { type: 'post', to: 'C1' },
  { type: 'program', program: 1 },
  { type: 'guide', topic: 'timing' },
];

describe('the web page, sent what none of its pages send', () => {
  test('answers each form with a page and no fault, and goes on', async () => {
    const { visit, faults } = await scene();
    const quiet = vi.spyOn(console, 'error');
    const field = fc.oneof(
      fc.constantFrom(
        'click',
        'form',
        'on',
        'typed.ck',
        'typed.file',
        'typed.__proto__',
        'token',
        '__proto__',
        'toString',
        'typed.',
        'on[]',
      ),
      hostileText,
    );
    const value = fc.oneof(
      hostileText,
      mangledText(clicks),
      fc.constantFrom('ck', 'csv', 'email', 'program', 'details', 'contacts'),
      hostileJson.map((one) => JSON.stringify(one)),
    );
    const pairs = fc.array(fc.tuple(field, value), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pairs, fc.boolean(), fc.boolean(), async (sent, genuine, parts) => {
        const body = parts ? new FormData() : new URLSearchParams();
        for (const [name, text] of [...Object.entries(genuine ? visit.form : {}), ...sent])
          body.append(name, text);
        const answer = await visit.app.request('/turn', {
          method: 'POST',
          headers: { Cookie: visit.cookie, 'Sec-Fetch-Site': 'same-origin' },
          body,
        });
        expect(answer.status).toBeLessThan(500);
        await answer.text();
        // Whatever was done in their name, they go on.
        await visit.look();
        expect(visit.page).toContain('<main');
      }),
      runs(120),
    );
    expect(faults).toEqual([]);
    expect(quiet).not.toHaveBeenCalled();
  });

  test('answers whatever bytes a body has, whatever it is said to be', async () => {
    const { app, visit, faults } = await scene();
    const type = fc.oneof(
      fc.constantFrom(
        ...[
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'multipart/form-data; boundary=x',
        ],
        ...[
          'application/json',
          'text/plain',
          '',
          'multipart/form-data; boundary="',
          'a/b; charset=utf-7',
        ],
      ),
      headerText,
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '--x',
            '\r\n',
            '--',
            'content-disposition: form-data; name="',
            'on',
            '"',
            '; filename="',
            '%',
            '%zz',
            '&',
            '=',
            '\0',
          ),
          { maxLength: 30 },
        )
        .map((all) => new TextEncoder().encode(all.join(''))),
      fc.constant(new Uint8Array(1_300_000)),
    );
    await fc.assert(
      fc.asyncProperty(type, bytes, async (contentType, body) => {
        const answer = await app.request('/turn', {
          method: 'POST',
          headers: {
            Cookie: visit.cookie,
            'Content-Type': contentType,
            'Sec-Fetch-Site': 'same-origin',
          },
          body: new Uint8Array(body),
        });
        expect([400, 403, 413]).toContain(answer.status);
      }),
      runs(200),
    );
    expect(faults).toEqual([]);
    expect(await visit.look()).toContain('your Step 2 CK score?');
  });

  test('answers whatever cookies, headers and paths', async () => {
    const { app, visit, faults } = await scene();
    const name = fc.constantFrom(
      'Cookie',
      'X-Forwarded-For',
      'Origin',
      'Sec-Fetch-Site',
      'Host',
      'Accept',
      'Range',
      'If-None-Match',
      'Content-Length',
      'Referer',
    );
    const cookie = headerText.map((text) => `step2=${text}`);
    const path = fc.oneof(
      fc.constantFrom(
        '/',
        '/turn',
        '/shared/',
        '/picture/path.png',
        '/metrics',
        '/..%2f',
        '/%',
        '/%00',
        '//x',
      ),
      hostileText.map((text) => `/shared/${encodeURIComponent(text.replace(/\p{Cs}/gu, '?'))}`),
      hostileText.map((text) => `/${encodeURIComponent(text.replace(/\p{Cs}/gu, '?'))}`),
    );
    const headers = fc.array(fc.tuple(name, fc.oneof(headerText, cookie)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        path,
        headers,
        fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS'),
        async (where, given, method) => {
          const request = new Request(new URL(where, 'http://127.0.0.1'), { method });
          for (const [key, value] of given) request.headers.set(key, value);
          const answer = await app.request(request);
          expect(answer.status).toBeLessThan(500);
          expect(await answer.text()).not.toContain(`${secretWords}<`);
        },
      ),
      runs(400),
    );
    expect(faults).toEqual([]);
    expect(await visit.look()).toContain('your Step 2 CK score?');
  });
});
