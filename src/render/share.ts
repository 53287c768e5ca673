import type { Conversation } from '../conversation/conversation.ts';
import type { Click } from '../conversation/event.ts';
import type { Moment } from '../conversation/moment.ts';
import {
  type Here,
  type Level,
  type Share,
  shareKinds,
  type Where,
} from '../conversation/share.ts';
import { canShare, levelsFor, placeToShare } from '../conversation/sharing.ts';
import { decide } from '../decision/decide.ts';
import { type Facts, isScored } from '../facts.ts';
import { factsOf } from '../interview/questions.ts';
import type { Button, Choice } from '../screen.ts';
import { cardOf } from './card.ts';
import { button, type Content, clicking, type Rendering, text } from './content.ts';
import { day } from './day.ts';
import { asMarkdown } from './markdown.ts';
import { postButtons } from './post.ts';

type ClickButton = Extract<Button, { click: Click }>;

/** The buttons of a result by which it is shared, where that is possible. */
export function sharingButtons(
  rendering: Rendering,
  conversation: Conversation,
  here: Here,
): Button[] {
  if (here === null) return [];
  const { words, policy } = rendering;
  const { shares = [] } = conversation;
  return [
    ...shareKinds
      .filter((kind) => canShare(conversation, kind, here, policy.advising.channel))
      .map(
        (kind): Button => ({
          label: words.text('buttons', {}, kind),
          click: { type: 'share', kind },
        }),
      ),
    ...(shares.length > 0 ? [button(rendering, 'shares')] : []),
  ];
}

/** The card as it would be posted, where it would go, and what it may say besides. */
export function shareScreen(
  rendering: Rendering,
  conversation: Conversation,
  { kind, level }: Pick<Share, 'kind' | 'level'>,
  { here, person }: Pick<Moment, 'here' | 'person'>,
): Content {
  const { words, policy } = rendering;
  const said = (part: string, params = {}) => words.text('share/preview', params, part);
  const facts = factsOf(conversation.answers);
  const where = canShare(conversation, kind, here, policy.advising.channel)
    ? placeToShare(conversation, kind, here, policy.advising.channel)
    : null;
  const channels = where || here === null || kind === 'ask' ? [] : policy.advising.shareTo;
  const card = cardOf(rendering, facts, {
    kind,
    level,
    person: here?.kind === 'link' ? null : person,
    mention: kind === 'ask' ? policy.advising.mention : null,
    forSomebody: conversation.about !== undefined,
  });
  const buttons = postButtons(rendering, { kind, id: '', owner: '', review: null });
  const warning = warningFor(rendering, facts, { kind, level, about: conversation.about });
  return {
    name: 'share',
    title: said(kind === 'ask' ? 'ask' : conversation.about ? 'for' : ''),
    body: [
      ...(warning === null ? [] : [{ kind: 'warning', text: said(warning) } as const]),
      text(destination(rendering, kind, where, channels)),
      text(said(level === 'numbers' ? 'text-numbers' : 'text')),
      { kind: 'heading', text: said('begins') },
      text(`**${card.title}**`),
      ...card.body,
      ...(buttons.length > 0
        ? [text(`*${said('ends', { buttons: buttons.map(({ label }) => label).join(', ') })}*`)]
        : []),
    ],
    choices: channels.map(
      ({ id, name }): Choice => ({
        label: name,
        hint: null,
        current: false,
        click: { type: 'post', to: id },
      }),
    ),
    actions: [
      ...(where
        ? [{ ...clicking(said(postLabel(kind, where)), { type: 'post' }), main: true }]
        : []),
      ...levelButtons(rendering, conversation, level, isScored(facts)),
      button(rendering, 'resume', 'to-result'),
    ],
  };
}

/**
 * The part that warns of a card which tells of a fail, or of a score that is no help; null where it does neither. A pass
 * at the second try is told by its reasons, and by an action that no other applicant gets; that a score is no help by its
 * reasons alone, for good scores get the same actions. To advisors that is no news.
 */
function warningFor(
  { policy }: Rendering,
  facts: Facts,
  { kind, level, about }: Pick<Share, 'kind' | 'level'> & { about: Where | undefined },
): string | null {
  const whose = about ? '-for' : kind === 'ask' ? '-ask' : '';
  if (facts.result === 'failed') return `failed${whose}`;
  const { scope, effect } = decide(policy, facts);
  const tellsOfRetake = level !== 'plain' || scope === 'active-contact';
  if (facts.result === 'passed-on-retake' && tellsOfRetake) return `retake${whose}`;
  const tellsOfNoHelp = level !== 'plain' && (effect === 'risky' || effect === 'keep-quiet');
  return tellsOfNoHelp && kind !== 'ask' ? `no-help${whose}` : null;
}

function postLabel(kind: Share['kind'], where: Where): string {
  if (kind === 'ask') return 'post-ask';
  return where.kind === 'link' ? 'post-link' : 'post';
}

/** Where the card goes, in a sentence. */
function destination(
  rendering: Rendering,
  kind: Share['kind'],
  where: Where | null,
  channels: readonly unknown[],
): string {
  const { words, keptUntil } = rendering;
  const said = (part: string, params = {}) => words.text('share/preview', params, part);
  if (!where) return said(channels.length > 0 ? 'choose' : 'no-place');
  if (kind === 'ask') return said('to-advisors');
  if (where.kind === 'link') return said('by-link', { until: keptUntil && day(keptUntil) });
  const name = where.name === null ? null : asMarkdown(where.name);
  return said(where.kind === 'channel' ? 'in-channel' : 'in-thread', { name });
}

/** One button a level that the card does not have now; numbers take the reasons with them. */
function levelButtons(
  { words }: Rendering,
  conversation: Conversation,
  level: Level,
  scored: boolean,
): ClickButton[] {
  const said = (part: string) => words.text('share/preview', {}, part);
  const to = (wanted: Level, part: string = wanted) =>
    clicking(said(part), { type: 'level', level: wanted });
  const numbers = scored && levelsFor(conversation).includes('numbers') ? [to('numbers')] : [];
  switch (level) {
    case 'plain':
      return [to('reasons'), ...numbers];
    case 'reasons':
      return [to('plain'), ...numbers];
    case 'numbers':
      return [to('reasons', 'no-numbers'), to('plain')];
  }
}
