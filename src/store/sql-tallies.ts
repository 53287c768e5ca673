import type { Kysely } from 'kysely';
import { checkTenant } from './ids.ts';
import type { Engine, Tables } from './schema.ts';
import type { Tallies, TallyChange } from './tallies.ts';

/** The tallies over either database. */
export function sqlTallies({ db, transact }: Engine): Tallies {
  return {
    async add(changes) {
      for (const { tenant } of changes) checkTenant(tenant);
      if (changes.length === 0) return;
      await transact(async (trx) => {
        for (const change of [...changes].sort(inOneOrder)) await addTo(trx, change);
      });
    },

    async of(tenant) {
      checkTenant(tenant);
      const found = await db
        .selectFrom('tallies')
        .select(['standing', 'count'])
        .where('tenant', '=', tenant)
        .execute();
      return new Map(found.map(({ standing, count }) => [standing, count]));
    },
  };
}

/** The same for all processes, so that no two wait for each other. */
function inOneOrder(one: TallyChange, other: TallyChange): number {
  if (one.tenant !== other.tenant) return one.tenant < other.tenant ? -1 : 1;
  if (one.standing !== other.standing) return one.standing < other.standing ? -1 : 1;
  return 0;
}

async function addTo(trx: Kysely<Tables>, { tenant, standing, by }: TallyChange): Promise<void> {
  await trx
    .insertInto('tallies')
    .values({ tenant, standing, count: by })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'standing'])
        .doUpdateSet(({ eb, ref }) => ({ count: eb('tallies.count', '+', ref('excluded.count')) })),
    )
    .execute();
}
