import type { Conversation } from '../conversation/conversation.ts';
import type { Share } from '../conversation/share.ts';
import type { Block, Choice } from '../screen.ts';
import { button, type Content, clicking, type Rendering, text } from './content.ts';
import { day } from './day.ts';

/** So many posts are listed with their links; every platform has room for them. */
const mostListed = 10;

/** One post: where it stands, and how it is removed. */
export function sharedScreen(
  rendering: Rendering,
  { shares = [] }: Conversation,
  share: Share,
): Content {
  const { words } = rendering;
  const { posted, kind, where, review } = share;
  const said = (part: string, params = {}) => words.text('share/shared', params, part);
  const more = shares.length > 1 ? [button(rendering, 'shares', 'all-posts')] : [];
  const back = button(rendering, 'resume', 'to-result');
  if (!posted) {
    const finish = clicking(said('finish'), { type: 'finish' });
    const drop = clicking(said('drop'), { type: 'remove' });
    const body = [text(said('text-pending'))];
    return { name: 'shared', title: said('pending'), body, actions: [finish, drop, ...more, back] };
  }
  const part = where.kind === 'link' ? 'link' : kind === 'ask' ? 'ask' : '';
  const until = posted.until && day(posted.until);
  return {
    name: 'shared',
    title: said(part),
    body: [
      text(said(part === '' ? 'text' : `text-${part}`, { until })),
      ...(review ? [text(said('reviewed', { day: day(review.day) }))] : []),
      ...linkTo(posted.link, said(where.kind === 'link' ? 'address' : 'open')),
      ...(where.kind === 'link' && posted.link
        ? [{ kind: 'copy', text: posted.link } as const]
        : []),
    ],
    actions: [clicking(said('remove'), { type: 'remove' }), ...more, back],
  };
}

/** Everything that was shared, each to look at and to remove. */
export function sharesScreen(rendering: Rendering, { shares = [] }: Conversation): Content {
  const { words } = rendering;
  const said = (part: string, params = {}) => words.text('share/shared', params, part);
  return {
    name: 'shares',
    title: said('list'),
    body: [text(said(shares.length > 0 ? 'list-text' : 'list-empty'))],
    choices: shares.map(
      (share): Choice => ({
        label: postWords(rendering, share),
        hint: said(`hint-${share.level}`),
        current: false,
        click: { type: 'shared', share: share.id },
      }),
    ),
    actions: [button(rendering, 'resume', 'to-result')],
  };
}

/**
 * Posts, the newest of them, as a list with links, under a heading that says what is to be said of them.
 *
 * @param about `standing`: they will be removed; `left`: they could not be
 */
export function postsList(
  rendering: Rendering,
  shares: readonly Share[],
  about: 'standing' | 'left',
): Block[] {
  if (shares.length === 0) return [];
  const { words } = rendering;
  const more = Math.max(0, shares.length - mostListed);
  return [
    text(words.text('share/shared', {}, about)),
    ...shares.slice(more).flatMap((share) => {
      const item = postWords(rendering, share);
      const link = linkTo(share.posted?.link ?? null, item);
      return link.length > 0 ? link : [text(item)];
    }),
    ...(more > 0 ? [text(words.text('share/shared', { more }, 'more'))] : []),
  ];
}

/** A post in a list: when, and where. */
function postWords({ words }: Rendering, { kind, where, day: on }: Share): string {
  const part = where.kind === 'link' ? 'item-link' : kind === 'ask' ? 'item-ask' : 'item';
  const name = where.kind === 'link' ? null : where.name;
  return words.text('share/shared', { day: day(on), name }, part);
}

function linkTo(link: string | null, said: string): Block[] {
  return link === null ? [] : [{ kind: 'link', text: said, url: link }];
}
