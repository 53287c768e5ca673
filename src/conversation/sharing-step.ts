import type { Policy } from '../policy/policy.ts';
import type { Conversation } from './conversation.ts';
import type { Click, Report } from './event.ts';
import type { Moment } from './moment.ts';
import { next, type Step, to, unchanged } from './move.ts';
import { pageOf } from './page.ts';
import type { Where } from './share.ts';
import {
  begunShare,
  canShare,
  isOnItsWay,
  levelsFor,
  mostShares,
  placeToShare,
  shareOf,
  sharesWith,
} from './sharing.ts';

type SharingClick = Extract<
  Click,
  { type: 'share' | 'level' | 'post' | 'finish' | 'shares' | 'shared' | 'remove' }
>;

/** What the buttons do by which a result is shared, and what was shared is looked at and removed. */
export function sharingStep(
  policy: Policy,
  conversation: Conversation,
  click: SharingClick,
  moment: Moment,
): Step {
  const page = pageOf(policy, conversation);
  switch (click.type) {
    case 'share':
      return canShare(conversation, click.kind, moment.here, policy.advising.channel)
        ? to(policy, conversation, { page: 'share', kind: click.kind, level: 'plain' })
        : unchanged(conversation, { kind: 'no-place' });
    case 'level':
      return page.page === 'share' && levelsFor(conversation).includes(click.level)
        ? to(policy, conversation, { ...page, level: click.level })
        : unchanged(conversation, { kind: 'stale' });
    case 'post':
      return page.page === 'share'
        ? posting(policy, conversation, page, click.to, moment)
        : unchanged(conversation, { kind: 'stale' });
    case 'finish': {
      if (page.page !== 'shared' || page.share.posted) {
        return unchanged(conversation, { kind: 'stale' });
      }
      const { share } = page;
      if (isOnItsWay(share, moment)) return unchanged(conversation, { kind: 'on-its-way' });
      const effects = [{ type: 'post', share: share.id, again: true }] as const;
      const shares = sharesWith(conversation, share.id, { looked: moment.instant });
      return { ...next(conversation, { shares }), effects };
    }
    case 'shares':
      return to(policy, conversation, { page: 'shares' });
    case 'shared':
      return shareOf(conversation, click.share)
        ? to(policy, conversation, { page: 'shared', share: click.share })
        : unchanged(conversation, { kind: 'stale' });
    case 'remove':
      if (page.page !== 'shared') return unchanged(conversation, { kind: 'stale' });
      return { ...unchanged(conversation), effects: [{ type: 'remove', share: page.share.id }] };
  }
}

/** The share is written down before it is posted: whatever happens then, it is known that it may have been. */
function posting(
  policy: Policy,
  conversation: Conversation,
  what: Extract<ReturnType<typeof pageOf>, { page: 'share' }>,
  chosen: string | undefined,
  moment: Moment,
): Step {
  const { shares = [] } = conversation;
  if (shares.length >= mostShares) return unchanged(conversation, { kind: 'too-many-posts' });
  const { channel, shareTo } = policy.advising;
  if (!levelsFor(conversation).includes(what.level)) {
    return unchanged(conversation, { kind: 'stale' });
  }
  // The place may be another one than that of the preview.
  if (!canShare(conversation, what.kind, moment.here, channel)) {
    return unchanged(conversation, { kind: 'no-place' });
  }
  const place = placeToShare(conversation, what.kind, moment.here, channel);
  const where = chosen === undefined ? place : place ? null : chosenOf(shareTo, chosen);
  // A channel that is not to be chosen there, or not any more.
  if (!where) return unchanged(conversation, { kind: chosen === undefined ? 'no-place' : 'stale' });
  const share = begunShare(conversation, what, where, moment);
  const moved = next(conversation, {
    shares: [...shares, share],
    at: { page: 'shared', share: share.id },
    before: null,
  });
  return { ...moved, effects: [{ type: 'post', share: share.id, again: false }] };
}

function chosenOf(shareTo: Policy['advising']['shareTo'], chosen: string): Where | null {
  const named = shareTo.find(({ id }) => id === chosen);
  return named ? { kind: 'channel', channel: named.id, name: named.name } : null;
}

/** What came of a post. A share that is gone by then has been forgotten, and stays so. */
export function reported(conversation: Conversation, report: Report): Step {
  const share = shareOf(conversation, report.share);
  if (!share) return unchanged(conversation);
  const changed = (change: Parameters<typeof sharesWith>[2]) => ({
    shares: sharesWith(conversation, share.id, change),
  });
  const shown = conversation.at.page === 'shared' && conversation.at.share === share.id;
  switch (report.type) {
    case 'posted': {
      return next(conversation, changed({ posted: report.posted }));
    }
    case 'not-posted': {
      const { refusal } = report;
      const said = { kind: 'not-posted', refusal, where: share.where } as const;
      // Nobody knows whether it stands: it stays on the list, where it can be looked for again.
      if (refusal.why === 'unclear') return unchanged(conversation, said);
      const { kind, level } = share;
      const at = shown ? ({ page: 'share', kind, level } as const) : conversation.at;
      return { ...next(conversation, { ...changed(null), at }), notices: [said] };
    }
    case 'removed': {
      const left = changed(null);
      const page = left.shares.length > 0 ? 'shares' : 'interview';
      const at = shown ? ({ page } as const) : conversation.at;
      return { ...next(conversation, { ...left, at }), notices: [{ kind: 'removed' }] };
    }
    case 'not-removed':
      return unchanged(conversation, {
        kind: 'not-removed',
        refusal: report.refusal,
        where: share.where,
      });
    case 'reviewed':
      // The owner's screen stays current: nothing on it has become wrong.
      return unchanged({ ...conversation, ...changed({ review: report.review }) });
  }
}
