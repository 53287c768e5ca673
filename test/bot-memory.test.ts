import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createBot, type Event } from '../src/bot.ts';
import { onePolicy } from '../src/policy/policies.ts';
import { loadWords } from '../src/render/words.ts';
import { openStore } from '../src/store/open.ts';
import { policy } from './support/policy.ts';

/** What lives once the garbage is collected, in bytes. */
function held(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

test('of a large form that was refused no more is held than what is kept of it', async () => {
  const store = await openStore({ dataDir: null });
  const bot = createBot({
    store,
    policies: onePolicy(policy),
    words: loadWords(),
    retentionDays: 120,
    now: () => new Date('2026-11-22T12:00:00Z'),
    newId: randomUUID,
  });
  const refusedOf = async (person: string) => {
    const who = { tenant: 'web', person, about: '' };
    const { screen } = await bot.command(
      who,
      'check result:passed stage:review 251 pass derm img:no',
    );
    const plan = await bot.turn(who, { type: 'plan', on: screen.token } as Event);
    const values = { name: 'Mercy', pdEmail: 'x'.repeat(1_000_000) };
    const on = plan.screen.token;
    const refused = await bot.turn(who, { type: 'submit', form: 'program', values, on });
    expect(refused.refused).not.toBeNull();
    expect(store.recall(who)?.state).toMatchObject({ typed: { form: 'program' } });
  };
  await refusedOf('first');
  const before = held();
  for (let person = 0; person < 30; person++) await refusedOf(`person ${person}`);
  // Thirty forms are 30 MB.
  expect(held() - before).toBeLessThan(6_000_000);
  await store.close();
});
