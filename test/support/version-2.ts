import type { Place } from './places.ts';
import { writeVersion1 } from './version-1.ts';

/** The database of `version-1.ts` as schema version 2 left it: with a table for installations. */
export async function writeVersion2(place: Place): Promise<void> {
  await writeVersion1(place);
  for (const statement of [
    'create table "installations" ("tenant" text not null primary key, ' +
      '"key_id" text not null, "changed" bigint not null, "content" text not null)',
    'create index "installations_key_id" on "installations" ("key_id")',
    'update schema_version set version = 2',
  ]) {
    await place.query(statement);
  }
}
