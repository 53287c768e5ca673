import { onePolicy, type Policies } from '../../src/policy/policies.ts';
import type { Advising } from '../../src/policy/policy.ts';
import { policy } from './policy.ts';

/** The default policy at an institution whose advisors are these. */
export function policiesWith(advising: Partial<Advising>): Policies {
  return onePolicy({ ...policy, advising: { ...policy.advising, ...advising } });
}
