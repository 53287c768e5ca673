import type { Delivery } from './delivery.ts';
import { laidOut } from './layout.ts';
import { isAdvisor } from './policy/advisors.ts';
import type { Policies } from './policy/policies.ts';
import type { Press } from './press.ts';
import { plainScreen, statsScreen } from './render/render.ts';
import type { RenderingFor } from './renderings.ts';
import { type Reply, reply } from './reply.ts';
import { review } from './sharing.ts';
import type { Stats } from './stats.ts';
import type { ConversationKey, Store } from './store/port.ts';

/** What advisors may do, and others are told that they may not. */
export function createAdvising(
  { policies, store, stats, now }: AdvisingOptions,
  renderingFor: RenderingFor,
) {
  /** A screen outside any conversation. */
  function said(who: ConversationKey, name: 'for-advisors' | 'reviewed' | 'not-reviewed'): Reply {
    return reply(plainScreen(renderingFor(who), name));
  }

  async function reviewed(
    who: ConversationKey,
    press: Extract<Press, { type: 'review' }>,
    how: Delivery,
  ): Promise<Reply> {
    if (!(await advises(who, how))) return said(who, 'for-advisors');
    const rendering = renderingFor(who);
    const done = await review({ store, rendering, now: now() }, who, press, how);
    return said(who, done ? 'reviewed' : 'not-reviewed');
  }

  async function statistics(who: ConversationKey, how: Delivery): Promise<Reply> {
    if (!(await advises(who, how))) return said(who, 'for-advisors');
    const { tenant } = who;
    const faults = policies.faultsOf(tenant);
    const screen = statsScreen(renderingFor(who), await stats.of(tenant), faults);
    return reply(laidOut(renderingFor(who).words, screen, how.limits ?? {}));
  }

  function advises({ tenant, person }: ConversationKey, { groups = async () => [] }: Delivery) {
    return isAdvisor(policies.of(tenant), person, groups);
  }

  return { advises, reviewed, statistics };
}

interface AdvisingOptions {
  readonly policies: Policies;
  readonly store: Store;
  readonly stats: Stats;
  readonly now: () => Date;
}
