import { oncePer } from '../once.ts';
import type { Policy } from '../policy/policy.ts';

/** A specialty under every word that means it, for searching. */
const searchable = oncePer((policy: Policy) =>
  policy.specialties.map(({ id, name, aliases }) => ({
    id,
    name,
    words: [name, id, ...aliases].map((word) => word.toLowerCase()),
  })),
);

/**
 * The specialties that somebody may mean who has typed so much: first those of which a word begins so, then those that
 * contain it. Everything where nothing is typed.
 */
export function specialtiesLike(policy: Policy, typed: string): { id: string; name: string }[] {
  const wanted = typed.trim().toLowerCase();
  const all = searchable(policy);
  const beginning = all.filter(({ words }) => words.some((word) => word.startsWith(wanted)));
  const containing = all.filter(
    (one) => !beginning.includes(one) && one.words.some((word) => word.includes(wanted)),
  );
  return [...beginning, ...containing].map(({ id, name }) => ({ id, name }));
}
