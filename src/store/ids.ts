import type { PersonKey } from './port.ts';

/** Room for any platform's ids, and small enough for three of them to fit a PostgreSQL index entry. */
const LONGEST_ID = 200;

/** Ids come from the platforms, which never send such: it is a programmer's mistake, so it throws. */
export function checkIds(key: PersonKey & { readonly about?: string }): void {
  const { tenant, person, about = '' } = key;
  if (tenant === '' || person === '') throw new TypeError('A key needs a tenant and a person.');
  checkEach({ tenant, person, about });
}

/** The same for the workspace of an installation or a tally. */
export function checkTenant(tenant: string): void {
  if (tenant === '') throw new TypeError('A row needs a tenant.');
  checkEach({ tenant });
}

function checkEach(parts: { readonly [part: string]: string }): void {
  for (const [part, id] of Object.entries(parts)) {
    if (id.length > LONGEST_ID) {
      throw new TypeError(`The ${part} of a key is longer than ${LONGEST_ID} characters.`);
    }
    // Neither database keeps these as they are; two people could become one.
    if (/[\0\p{Surrogate}]/u.test(id)) {
      throw new TypeError(`The ${part} of a key holds a NUL or half a character.`);
    }
  }
}
