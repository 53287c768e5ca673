import { setImmediate } from 'node:timers/promises';
import type { PolicyFault } from './faults.ts';
import type { Folder, Found } from './folder.ts';
import { loadPolicy } from './load.ts';
import type { Policies } from './policies.ts';
import type { Policy } from './policy.ts';

/** Policies that follow the files of a folder, one overlay for each tenant. */
export interface TenantPolicies extends Policies {
  /**
   * Looks at the folder again. The first look takes what is there; after that a change counts once two looks in a row
   * have found the same, because a file may be half written, or away for a moment while an editor puts it back.
   *
   * @throws where the folder cannot be read; then everything stays as it was
   */
  look(): Promise<void>;
}

/** What came of a look at the folder, for the log. */
export type Looked =
  /** The overlay is in force from now on. */
  | {
      readonly kind: 'taken';
      readonly file: string;
      readonly tenant: string;
      readonly policy: Policy;
    }
  /** The overlay is refused, and `policy` goes on in its place. */
  | {
      readonly kind: 'refused';
      readonly file: string;
      readonly tenant: string;
      readonly policy: Policy;
      readonly faults: readonly string[];
    }
  /** The overlay is gone, and `policy` is in force in its place. */
  | {
      readonly kind: 'gone';
      readonly file: string;
      readonly tenant: string;
      readonly policy: Policy;
    }
  /** The name of this file is no tenant's. */
  | { readonly kind: 'stray'; readonly file: string };

export interface TenantOptions {
  /** In force for everybody without an overlay of their own. */
  readonly base: Policy;
  /** The texts that `base` was made of, over the default; a tenant's overlay is laid over them. */
  readonly under: readonly string[];
  readonly read: () => Promise<Folder>;
  readonly sentence: (fault: PolicyFault) => string;
  readonly tell: (looked: Looked) => void;
}

/** One file as it stands: what the last look found, what was taken or refused, and what came of it. */
interface Overlay {
  readonly seen: Found | null;
  readonly judged: Found | null;
  readonly policy: Policy | null;
  readonly faults: readonly string[];
}

const nothing: Overlay = { seen: null, judged: null, policy: null, faults: [] };

export function createTenants({
  base,
  under,
  read,
  sentence,
  tell,
}: TenantOptions): TenantPolicies {
  const overlays = new Map<string, Overlay>();
  let strays: readonly string[] = [];
  let first = true;

  function judged(file: string, tenant: string, found: Found, policy: Policy | null): Overlay {
    const loaded =
      'text' in found
        ? loadPolicy(...under, found.text)
        : { faults: [{ path: '', kind: 'unreadable', value: found.reason } as const] };
    if ('policy' in loaded) {
      tell({ kind: 'taken', file, tenant, policy: loaded.policy });
      return { seen: found, judged: found, policy: loaded.policy, faults: [] };
    }
    const faults = loaded.faults.map(sentence);
    tell({ kind: 'refused', file, tenant, policy: policy ?? base, faults });
    return { seen: found, judged: found, policy, faults };
  }

  async function look(): Promise<void> {
    const files = await read();
    for (const [file, tenant] of tenantsOf(files)) {
      const found = files.get(file) ?? null;
      const overlay = overlays.get(tenant) ?? nothing;
      const settled = first || same(found, overlay.seen);
      if (same(found, overlay.judged) || !settled) {
        overlays.set(tenant, { ...overlay, seen: found });
      } else if (found === null) {
        overlays.delete(tenant);
        tell({ kind: 'gone', file, tenant, policy: base });
      } else {
        overlays.set(tenant, judged(file, tenant, found, overlay.policy));
        // A proof takes a while, and people are waiting for their answers.
        await setImmediate();
      }
    }
    first = false;
  }

  /** The files to look at, with their tenants: those that are there, and those that were. */
  function tenantsOf(files: Folder): Map<string, string> {
    const known = new Map([...overlays.keys()].map((tenant) => [fileOf(tenant), tenant]));
    const unknown: string[] = [];
    for (const file of files.keys()) {
      const tenant = tenantOf(file);
      if (tenant === null) unknown.push(file);
      else known.set(file, tenant);
    }
    for (const file of unknown) if (!strays.includes(file)) tell({ kind: 'stray', file });
    strays = unknown;
    return known;
  }

  return {
    of: (tenant) => overlays.get(tenant)?.policy ?? base,
    faultsOf: (tenant) => overlays.get(tenant)?.faults ?? [],
    look,
  };
}

/** The tenant of an overlay by the name of its file, such as `slack:T123` for `slack-T123.yaml`; null where it is none. */
function tenantOf(file: string): string | null {
  const [, tenant] = /^(web|slack-[A-Z0-9]{1,40}|discord-\d{1,40})\.yaml$/.exec(file) ?? [];
  return tenant?.replace('-', ':') ?? null;
}

function fileOf(tenant: string): string {
  return `${tenant.replace(':', '-')}.yaml`;
}

function same(one: Found | null, other: Found | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
