import { describe, expect, test } from 'vitest';
import { breakableStore } from '../support/breakable-store.ts';
import { Visit } from '../support/visit.ts';
import { webApp } from '../support/web.ts';

const passed = { type: 'answer', field: 'result', value: 'passed' } as const;

describe('while the database is away', () => {
  test('a look says so in one plain sentence with a reference number', async () => {
    const { store, broken } = await breakableStore();
    const visit = await Visit.begin({ store });
    broken.load = true;
    const answer = await visit.get('/');
    const page = await answer.text();
    expect(answer.status).toBe(503);
    expect(page).toContain('Something went wrong on my side');
    expect(page).toMatch(/the number [0-9a-f]{8}\./);
    expect(page).not.toContain('connection refused');
    expect(page).toMatch(/<form method="get" action="\/"><button[^>]*>Try again/);
  });

  test('an answer is not half-saved, and the next try works when the database is back', async () => {
    const { store, broken } = await breakableStore();
    const visit = await Visit.begin({ store });
    broken.save = true;
    expect((await visit.click(passed)).status).toBe(503);
    broken.save = false;
    expect(await visit.look()).toContain('Question 1 of at most 7');
    expect((await visit.click(passed)).status).toBe(303);
    expect(await visit.look()).toContain('Question 2 of at most 7');
  });

  test('no session begins that nothing is kept for', async () => {
    const { store, broken } = await breakableStore();
    const visit = new Visit(await webApp({ store }));
    await visit.look();
    broken.save = true;
    const answer = await visit.click({ type: 'restart' });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    broken.save = false;
    await visit.click({ type: 'restart' });
    expect(await visit.look()).toContain('Question 1 of at most 7');
  });

  test('a session outlives it', async () => {
    const { store, broken } = await breakableStore();
    const visit = await Visit.begin({ store });
    await visit.answer(['passed']);
    broken.load = broken.save = true;
    expect((await visit.click({ type: 'back' })).status).toBe(503);
    expect((await visit.get('/picture/timing.png')).status).toBe(503);
    broken.load = broken.save = false;
    expect(await visit.look()).toContain('Question 2 of at most 7');
  });
});
