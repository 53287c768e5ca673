import type { Policies } from './policy/policies.ts';
import type { Policy } from './policy/policy.ts';
import type { Rendering } from './render/content.ts';
import type { Words } from './render/words.ts';

/** In milliseconds. */
const dayLength = 86_400_000;

/** How everything is put into words for a tenant today. */
export type RenderingFor = (who: { readonly tenant: string }) => Rendering;

/**
 * The same object under one policy all day long, so that what is the same for everybody is put into words once a day.
 *
 * @param retentionDays null where nothing is kept beyond the process
 */
export function dailyRenderings({
  words,
  policies,
  retentionDays,
  now,
}: {
  readonly words: Words;
  readonly policies: Policies;
  readonly retentionDays: number | null;
  readonly now: () => Date;
}): RenderingFor {
  const known = new WeakMap<Policy, Rendering>();
  return ({ tenant }) => {
    const policy = policies.of(tenant);
    const instant = now();
    const today = dayOf(instant);
    const found = known.get(policy);
    if (found?.today === today) return found;
    const end = retentionDays === null ? null : instant.getTime() + retentionDays * dayLength;
    const keptUntil = end === null ? null : dayOf(new Date(end));
    const rendering = { words, policy, today, keptUntil };
    known.set(policy, rendering);
    return rendering;
  };
}

/** YYYY-MM-DD, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
