import type { Policy } from './policy.ts';

/** The policies in force, one for each tenant: a workspace, a server, the web page. */
export interface Policies {
  /** Quick, because every turn asks. Another object than before only where the policy has changed. */
  of(tenant: string): Policy;
  /** Why the tenant's newest overlay is not in force, a sentence a fault; empty where it is, or there is none. */
  faultsOf(tenant: string): readonly string[];
}

/** The same policy for everybody. */
export function onePolicy(policy: Policy): Policies {
  return { of: () => policy, faultsOf: () => [] };
}
