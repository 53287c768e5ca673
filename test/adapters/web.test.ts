import { describe, expect, test } from 'vitest';
import { Visit } from '../support/visit.ts';
import type { WebTestOptions } from '../support/web.ts';
import { webApp } from '../support/web.ts';

const begin = (options?: WebTestOptions) => Visit.begin(options);

describe('every answer of the web page', () => {
  test.each(['/', '/no-such-page', '/healthz'])('%s is guarded by strict headers', async (path) => {
    const { headers } = await (await webApp()).request(path);
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Permissions-Policy')).toContain('camera=()');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  test('has no script and no style of its own, which the policy would refuse', async () => {
    const visit = await begin();
    await visit.answer(['passed', 'after-download', 251, 238, 'dermatology', false]);
    expect(visit.page).toContain('<svg');
    expect(visit.page).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/);
  });

  test('names a style sheet that browsers may keep for ever', async () => {
    const visit = await begin();
    const path = /href="(\/assets\/page-[0-9a-f]{12}\.css)"/.exec(visit.page)?.[1] ?? '';
    const sheet = await visit.app.request(path);
    expect(sheet.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    expect(sheet.headers.get('Cache-Control')).toContain('immutable');
    expect(await sheet.text()).toContain('.choices');
  });

  test('to HEAD is that to GET without its body', async () => {
    const answer = await (await webApp()).request('/', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });
});

describe('what cannot be answered', () => {
  test('an unknown path is not found', async () => {
    const answer = await (await webApp()).request('/no-such-page');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('There is no such page');
  });

  test.each([
    ['DELETE', '/', 'GET, HEAD'],
    ['PUT', '/turn', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['POST', '/picture/path.png', 'GET, HEAD'],
  ])('%s %s is no way to ask, and what is allowed is said', async (method, path, allowed) => {
    const answer = await (await webApp()).request(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe(allowed);
    expect(await answer.text()).toContain('That does not work here');
  });

  test('a form of more than 1.2 MB is not read', async () => {
    const visit = await begin();
    const answer = await visit.post({ 'typed.ck': 'x'.repeat(1_200_001) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('That was too much at once');
  });

  test('an error that nobody expected is told with its reference number', async () => {
    const faults: unknown[] = [];
    const app = await webApp({
      bot: {
        turn: () => Promise.reject(new Error('a score of 251')),
        shared: async () => null,
      },
      onFault: (error) => {
        faults.push(error);
        return 'ref12345';
      },
    });
    const answer = await app.request('/');
    const page = await answer.text();
    expect(answer.status).toBe(500);
    expect(page).toContain('ref12345');
    expect(page).not.toContain('251');
    expect(faults).toHaveLength(1);
  });
});

describe('monitoring', () => {
  test('hears that the process runs, that the store answers, and the figures', async () => {
    const app = await webApp();
    expect(await (await app.request('/healthz')).text()).toBe('ok');
    expect((await app.request('/readyz')).status).toBe(200);
    const metrics = await app.request('/metrics');
    expect(metrics.headers.get('Content-Type')).toContain('text/plain; version=0.0.4');
    expect(await metrics.text()).toContain('step2_turns_total');
  });

  test('hears that the store is away while the process still runs', async () => {
    const app = await webApp({ ready: () => Promise.reject(new Error('away')) });
    expect((await app.request('/readyz')).status).toBe(503);
    expect((await app.request('/healthz')).status).toBe(200);
  });
});

describe('a turn', () => {
  test('that went well leads to the page itself, so that reloading sends nothing again', async () => {
    const visit = await begin();
    const answer = await visit.click({ type: 'answer', field: 'result', value: 'passed' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe('/');
    expect(await visit.look()).toContain('Question 2 of at most 7');
  });

  test('on an earlier screen changes nothing and says so once', async () => {
    const visit = await begin();
    const old = visit.form;
    await visit.answer(['passed']);
    const answer = await visit.click({ type: 'answer', field: 'result', value: 'failed' }, old);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('That button belonged to an earlier screen.');
    const after = await visit.look();
    expect(after).toContain('Where is the season right now?');
    expect(after).not.toContain('earlier screen');
  });

  test('whose address is opened again shows where the person is', async () => {
    const answer = await (await webApp()).request('/turn');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe('/');
  });

  test.each(['', 'nonsense', '{"type":"look"}', '{"type":"answer","field":"x","value":1}', '[]'])(
    'with the click %j does nothing',
    async (click) => {
      const visit = await begin();
      const answer = await visit.post({ click });
      expect(answer.status).toBe(400);
      expect(await visit.look()).toContain('Question 1 of at most 7');
    },
  );

  test('with a wrong value comes back with what was typed and the fault at the field', async () => {
    const visit = await begin();
    await visit.answer(['passed', 'after-download']);
    const answer = await visit.type('ck', '25I');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(/<title>Please correct: /);
    expect(page).toMatch(
      /<input id="field-ck"[^>]* value="25I"[^>]* aria-invalid="true" autofocus>/,
    );
    expect(page).toContain('aria-describedby="hint-ck fault-ck"');
    expect(page).toMatch(/id="fault-ck">[^<]*25I[^<]*whole number from 218 to 300/);
    expect((await visit.type('ck', '251')).status).toBe(303);
  });

  test.each([
    '"><script>alert(1)</script>',
    "' autofocus onfocus='alert(1)",
    '</title><h1>',
    '&lt;b&gt;',
    '{{x}}',
    '**x**',
  ])('with the hostile value %j shows it as text and nothing else', async (hostile) => {
    const visit = await begin();
    await visit.answer(['passed', 'after-download']);
    const page = await (await visit.type('ck', hostile)).text();
    expect(page).not.toMatch(/<script|<h1>\s*<|onfocus='/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    const value = /<input id="field-ck"[^>]* value="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(unescaped(value)).toBe(hostile);
  });
});

describe('what a person can take along', () => {
  test('everything held comes as a file', async () => {
    const visit = await begin();
    await visit.answer(['pending']);
    const answer = await visit.click({ type: 'download' });
    expect(answer.headers.get('Content-Disposition')).toBe(
      "attachment; filename*=UTF-8''step2-my-data.json",
    );
    expect(answer.headers.get('Content-Type')).toContain('application/json');
    expect(await answer.json()).toMatchObject([{ state: { answers: { result: 'pending' } } }]);
  });

  test('the pictures of the current screen come as PNG', async () => {
    const visit = await begin();
    expect((await visit.get('/picture/timing.png')).status).toBe(404);
    await visit.answer(['passed', 'after-download', 251, 238, 'dermatology', false]);
    expect((await visit.get('/picture/path.png')).status).toBe(404);
    await isPng(await visit.get('/picture/timing.png'));
    await visit.click({ type: 'path' });
    await visit.look();
    await isPng(await visit.get('/picture/path.png'));
  });
});

async function isPng(answer: Response): Promise<void> {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; .*step2-\w+\.png$/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(5_000);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
