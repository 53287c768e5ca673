import type { webApi } from '@slack/bolt';
import { patiently } from './patience.ts';

/** So long is remembered who is in a group. In milliseconds. */
const longestMemory = 60_000;

/** Which of these user groups somebody is in. */
export type Groups = (
  client: webApi.WebClient,
  tenant: string,
  person: string,
  named: readonly string[],
) => Promise<readonly string[]>;

/**
 * User groups, each asked for at most once a minute. One that Slack does not tell of has nobody in it.
 *
 * @param onFault tells the operator
 */
export function createGroups(onFault: (error: unknown) => unknown, now: () => Date): Groups {
  const known = new Map<string, { readonly at: number; readonly people: readonly string[] }>();

  async function peopleIn(client: webApi.WebClient, tenant: string, group: string) {
    const name = `${tenant}/${group}`;
    const at = now().getTime();
    const remembered = known.get(name);
    if (remembered && at - remembered.at < longestMemory) return remembered.people;
    try {
      const { users = [] } = await patiently(() =>
        client.usergroups.users.list({ usergroup: group }),
      );
      known.set(name, { at, people: users });
      return users;
    } catch (error) {
      onFault(error);
      return [];
    }
  }

  return async (client, tenant, person, named) => {
    const own: string[] = [];
    for (const group of named) {
      if ((await peopleIn(client, tenant, group)).includes(person)) own.push(group);
    }
    return own;
  };
}
