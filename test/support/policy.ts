import { parse } from 'yaml';
import { buildPolicy, sourcedNumbers } from '../../src/policy/build.ts';
import { defaultText } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { PolicyFile } from '../../src/policy/schema.ts';

/** The tree of the default policy file. */
export function defaultTree(): PolicyFile {
  return parse(defaultText()) as PolicyFile;
}

/** The default file with one number (or day) changed by one, such as `passingScore:+1`; a rule in words is lifted. */
export function mutated(mutation: string): PolicyFile {
  const tree = defaultTree();
  const [path, by] = mutation.split(':');
  for (const [found, leaf] of sourcedNumbers(tree)) {
    if (found !== path) continue;
    if (typeof leaf.value === 'number') leaf.value += Number(by);
    else if (leaf.value === 'coordinator-after-interview') leaf.value = 'anybody';
    else {
      const day = new Date(`${leaf.value}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() + Number(by));
      leaf.value = day.toISOString().slice(0, 10);
    }
    return tree;
  }
  throw new Error(`The default policy has no number "${path}".`);
}

/** The policy of such a file. */
export function mutatedPolicy(mutation: string): Policy {
  return buildPolicy(mutated(mutation));
}

/**
 * The default policy for tests that assert decisions and screens. The mutation check runs them with
 * `MUTATE=path:+1`, and at least one of them must fail for every number.
 */
export const policy: Policy = process.env.MUTATE
  ? mutatedPolicy(process.env.MUTATE)
  : buildPolicy(defaultTree());
