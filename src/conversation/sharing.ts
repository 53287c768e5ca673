import { type Conversation, screenToken } from './conversation.ts';
import type { Moment } from './moment.ts';
import type { Here, Level, Share, ShareKind, Where } from './share.ts';

/** A post that is on its way gets so long before anybody looks whether it came through. In milliseconds. */
const onItsWay = 20_000;

/** A person and their posts are kept so many; more is no advising. */
export const mostShares = 50;

/** Whether a result can be shared that way from here. An advisor need not ask one; and a page has no channel. */
export function canShare(
  { about }: Pick<Conversation, 'about'>,
  kind: ShareKind,
  here: Here,
  advisingChannel: string | null,
): boolean {
  if (here === null) return false;
  return kind === 'share' || (advisingChannel !== null && !about && here.kind !== 'link');
}

/**
 * Where a result may go from here; null where the person has to choose among the channels of the policy, or there is no
 * place at all. What an advisor finds out for somebody else goes where that one asked.
 */
export function placeToShare(
  { about }: Pick<Conversation, 'about'>,
  kind: ShareKind,
  here: Here,
  advisingChannel: string | null,
): Where | null {
  if (kind === 'ask') {
    return advisingChannel === null
      ? null
      : { kind: 'channel', channel: advisingChannel, name: null };
  }
  if (about) return about;
  return here === null || here.kind === 'direct' ? null : here;
}

/** A share that is about to be posted. */
export function begunShare(
  conversation: Conversation,
  { kind, level }: { kind: ShareKind; level: Level },
  where: Where,
  { today, instant }: Moment,
): Share {
  return {
    id: screenToken(conversation),
    kind,
    level,
    answers: conversation.answers,
    where,
    day: today,
    tried: instant,
    posted: null,
    card: null,
    review: null,
  };
}

/** The levels that this conversation may be shared at: another's numbers are not the advisor's to give. */
export function levelsFor({ about }: Pick<Conversation, 'about'>): readonly Level[] {
  return about ? ['plain', 'reasons'] : ['plain', 'reasons', 'numbers'];
}

/** Whether it is too early to look whether a post came through. */
export function isOnItsWay({ tried, looked = tried }: Share, { instant }: Moment): boolean {
  return instant - looked < onItsWay;
}

export function shareOf({ shares }: Conversation, id: string): Share | null {
  return shares?.find((share) => share.id === id) ?? null;
}

/** The shares with one of them changed, or without it. */
export function sharesWith(
  { shares = [] }: Conversation,
  id: string,
  change: Partial<Share> | null,
): readonly Share[] {
  return shares.flatMap((share) =>
    share.id !== id ? [share] : change === null ? [] : [{ ...share, ...change }],
  );
}
