import { afterAll, expect, test } from 'vitest';
import { type Ground, postgresGround, sqliteGround } from '../../soak/ground.ts';
import { soak } from '../../soak/run.ts';

/** Short, so that it cannot rot; `npm run soak` takes its time. */
const seconds = 15;
const seed = 8;

const grounds: Ground[] = [];
afterAll(async () => {
  for (const ground of grounds) await ground.remove();
});

test.each([
  ['SQLite', sqliteGround],
  ['PostgreSQL', postgresGround],
])(
  'with everything around it going wrong, no answer is lost or taken twice and no post doubled (%s)',
  { timeout: 900_000 },
  async (_, lay) => {
    const ground = await lay();
    if (!ground) return;
    grounds.push(ground);
    const { count, differences } = await soak(ground, seconds, seed);
    console.log(`${ground.name}\n${count.table}`);
    expect(differences).toEqual([]);
    expect(count.get('acknowledged answers')).toBeGreaterThan(10);
    expect(count.get('stuck')).toBe(0);
  },
);
