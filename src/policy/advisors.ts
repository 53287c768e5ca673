import type { Policy } from './policy.ts';

/**
 * Whether somebody advises at this institution.
 *
 * @param groups the groups or roles that the person is in, of those that the policy names; asked only where they matter
 */
export async function isAdvisor(
  { advising: { advisors } }: Policy,
  person: string,
  groups: (named: readonly string[]) => Promise<readonly string[]>,
): Promise<boolean> {
  if (advisors.people.includes(person)) return true;
  if (advisors.groups.length === 0) return false;
  const own = await groups(advisors.groups);
  return advisors.groups.some((group) => own.includes(group));
}
