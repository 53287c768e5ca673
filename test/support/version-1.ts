import type { Place } from './places.ts';

/**
 * A database as the first release wrote it: the statements of schema version 1, and two conversations. Written down
 * rather than made by the program, so that no later change of a released migration, or of how a row is sealed, goes
 * unnoticed.
 */
export async function writeVersion1({ query, hasWithoutRowid }: Place): Promise<void> {
  const ending = hasWithoutRowid ? ' without rowid' : '';
  for (const statement of [
    'create table "schema_version" ("version" integer not null)',
    'create table "conversations" ("key_id" text not null, "tenant" text not null, ' +
      '"person" text not null, "about" text not null, "version" integer not null, ' +
      '"created" bigint not null, "last_used" bigint not null, "state" text not null, ' +
      'constraint "conversations_key" primary key ("key_id", "tenant", "person", "about"))',
    'create index "conversations_last_used" on "conversations" ("last_used")',
    `create table "event_claims" ("claim" text not null primary key, "claimed" bigint not null)${ending}`,
    'create index "event_claims_claimed" on "event_claims" ("claimed")',
    'create table "data_keys" ("id" text not null primary key, "proof" text not null)',
    'insert into schema_version values (1)',
    `insert into conversations values ('', 'slack:T1', 'UBOB', '', 3, ${time}, ${time}, '{"ck":217}')`,
    `insert into conversations values ('k1', 'slack:T1', 'v9bRGwEpLjZ06oKXmf0Lbb-DP7EeJvE3Uyzkf1YWTqc', ` +
      `'ldXOJSxJ1EYbr1IPD06MVNfImx0krGWPvsOKNhUd48U', 1, ${time}, ${time}, ` +
      `'Bw68_uI4BV3j24GE7ZeZsJqbAl9AqgYO4SoGSLKPaVoasrCYpCDzAm9hEhPc')`,
    `insert into event_claims values ('K9KlBT8s2XPAHG00K9eXUZkuSJoxQvgXNHh3dIFHYaI', ${time})`,
    `insert into data_keys values ('k1', 'rA282dd8Bd6qzMYD-7hb7fzqm1RKhUJNFaq7PA4_d44')`,
  ]) {
    await query(statement);
  }
}

const time = Date.UTC(2026, 9, 1);

/** Written plain. */
export const plainOfVersion1 = {
  key: { tenant: 'slack:T1', person: 'UBOB', about: '' },
  saved: { version: 3, state: { ck: 217 }, lastUsed: new Date(time) },
};

/** Sealed with the test key `k1`, in a turn that the event `Ev1` caused. */
export const sealedOfVersion1 = {
  key: { tenant: 'slack:T1', person: 'UANN', about: 'm1' },
  saved: { version: 1, state: { ck: 251 }, lastUsed: new Date(time) },
};
