import type { Card, Review, Share } from '../conversation/share.ts';
import type { PostButton } from '../press.ts';
import type { Screen } from '../screen.ts';
import type { Rendering } from './content.ts';
import { day } from './day.ts';

/** Whose post it is, and what has become of it. */
type Standing = Pick<Share, 'id' | 'kind' | 'review'> & { readonly owner: string };

/** A card as everybody sees it; with who has reviewed it, where somebody has. */
export function postScreen({ words }: Rendering, card: Card, review: Review | null): Screen {
  const reviewed = review && words.text('share/card', { day: day(review.day) }, 'reviewed');
  return {
    name: 'card',
    token: '',
    notices: [],
    progress: null,
    title: card.title,
    body: [
      ...card.body,
      ...(review && reviewed
        ? [
            {
              kind: 'person',
              person: review.by,
              text: reviewed,
              mention: null,
              plain: `${words.text('share/card', {}, 'somebody')} ${reviewed}`,
            } as const,
          ]
        : []),
    ],
    choices: [],
    actions: [],
  };
}

/** The buttons below a card. */
export function postButtons(
  { words }: Rendering,
  { id, kind, owner, review }: Standing,
): PostButton[] {
  const own: PostButton = { label: words.text('share/card', {}, 'own'), press: { type: 'own' } };
  const mark: PostButton = {
    label: words.text('share/card', {}, 'review'),
    press: { type: 'review', share: id, owner },
  };
  return kind === 'ask' && !review ? [own, mark] : [own];
}
