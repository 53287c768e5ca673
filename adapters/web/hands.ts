import type { Hands } from '../../src/bot.ts';
import type { ShareLinks } from './share-links.ts';

/** Where shared cards are read. */
export const sharedPath = '/shared';

/** In milliseconds. */
const dayLength = 86_400_000;

/**
 * Shares cards by links. The card itself stays in its owner's conversation, so there is nothing to remove elsewhere and
 * nothing to change: what is gone there is gone at the link.
 *
 * @param person the session of whoever shares
 * @param origin where browsers find the page, such as `https://step2.example.edu`
 * @param days a link is good for so long, as the conversation is kept
 */
export function createHands(
  links: ShareLinks,
  { person, origin, days }: { person: string; origin: string; days: number },
): Hands {
  return {
    async post({ share, since, where }) {
      if (where.kind !== 'link') throw new Error('A page has no channels.');
      const until = new Date(since + days * dayLength);
      const token = await links.tokenFor({ person, share }, until);
      const link = new URL(`${sharedPath}/${token}`, origin).href;
      const day = until.toISOString().slice(0, 10);
      return { posted: { channel: '', message: share, link, until: day } };
    },
    find: async () => ({ posted: null }),
    remove: async () => ({ refusal: null }),
    show: async () => ({ refusal: null }),
  };
}
