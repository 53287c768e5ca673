import type { Config } from '../../src/config.ts';
import type { Operator } from '../../src/operator.ts';
import { readFolder } from '../../src/policy/folder.ts';
import { onePolicy, type Policies } from '../../src/policy/policies.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { createTenants, type Looked } from '../../src/policy/tenants.ts';
import { faultSentence } from '../../src/render/policy-report.ts';
import type { Words } from '../../src/render/words.ts';
import { repeated } from '../../src/repeated.ts';
import { codeOf } from '../settings.ts';
import { StartRefused } from './refused.ts';

/** Time from one look at `POLICY_DIR` to the next: a change is in force after two. In milliseconds. */
const betweenLooks = 3_000;

/** The policies of all tenants, as the files stand now. */
export interface FollowedPolicies extends Policies {
  /** Follows the files from now on. */
  follow(): { stop(): Promise<void> };
}

/**
 * Reads the overlays of all tenants, where there is a folder for them.
 *
 * @param base the policy of everybody else
 * @param under the texts that `base` was made of, over the default
 * @throws StartRefused where the folder cannot be read
 */
export async function policiesOf(
  { policyDir: dir }: Pick<Config, 'policyDir'>,
  words: Words,
  log: Operator['log'],
  base: Policy,
  under: readonly string[],
): Promise<FollowedPolicies> {
  if (dir === null) return { ...onePolicy(base), follow: () => ({ stop: async () => {} }) };
  const said = (part: string, params: object) => words.text('start', { ...params }, part);
  const tell = (looked: Looked) => {
    if (looked.kind === 'stray') return log.warn(said('overlay-stray', looked));
    const { kind, file, tenant, policy } = looked;
    const sentence = said(`overlay-${kind}`, { file, tenant });
    const about = { tenant, policy: policy.hash };
    if (kind === 'refused') log.error({ ...about, faults: looked.faults }, sentence);
    else log.info(about, sentence);
  };
  const tenants = createTenants({
    base,
    under,
    read: () => readFolder(dir),
    sentence: (fault) => faultSentence(words, fault),
    tell,
  });
  try {
    await tenants.look();
  } catch (error) {
    throw new StartRefused(2, [said('no-policy-dir', { dir, reason: codeOf(error) })], error);
  }
  let away = false;
  const lookAgain = async () => {
    try {
      await tenants.look();
      away = false;
    } catch (error) {
      if (!away) log.error(said('policy-dir-away', { dir, reason: codeOf(error) }));
      away = true;
    }
  };
  return { ...tenants, follow: () => repeated(lookAgain, betweenLooks) };
}
