import { type Conversation, screenToken } from '../conversation/conversation.ts';
import type { Click } from '../conversation/event.ts';
import { type Moment, nowhere } from '../conversation/moment.ts';
import type { Step } from '../conversation/move.ts';
import { pageOf } from '../conversation/page.ts';
import type { Limits } from '../limits.ts';
import type { Notice, Screen } from '../screen.ts';
import { answersScreen } from './answers.ts';
import type { Content, Rendering } from './content.ts';
import { draftScreen } from './draft.ts';
import { guideScreen } from './guide.ts';
import { helpContent } from './help.ts';
import { noticesOf } from './notice.ts';
import { pathScreen } from './path.ts';
import { programScreen } from './program.ts';
import { draftsScreen, planScreen } from './programs.ts';
import { questionScreen } from './question.ts';
import { resultScreen } from './result.ts';
import { shareScreen } from './share.ts';
import { sharedScreen, sharesScreen } from './shares.ts';
import { statsContent } from './stats.ts';

/** The screen that follows a step, in words. Pure but for the templates, which are read once. */
export function renderScreen(
  rendering: Rendering,
  { conversation, notices }: Pick<Step, 'conversation' | 'notices'>,
  moment: Moment = nowhere,
): Screen {
  const content = contentOf(rendering, conversation, moment);
  return filledIn(
    conversation.about ? forSomebody(rendering, content) : content,
    screenToken(conversation),
    noticesOf(rendering, notices),
  );
}

/** Says on each screen of such a check that it is for somebody else. */
function forSomebody({ words }: Rendering, content: Content): Content {
  const progress = [words.text('progress', {}, 'for-somebody'), content.progress];
  return { ...content, progress: progress.filter((one) => one !== undefined).join(' · ') };
}

/** What can be typed, with the word that was and is none of it. */
export function helpScreen(
  rendering: Rendering,
  unknown: string | null,
  { optionsOnly = false }: Limits = {},
): Screen {
  const { title, body, actions, fault } = helpContent(rendering, unknown, optionsOnly);
  const notices: Notice[] = fault === null ? [] : [{ tone: 'fault', text: fault }];
  return filledIn({ name: 'help', title, body, actions }, '', notices);
}

/** The numbers of a tenant by their standing, and why its newest overlay is not in force. */
export function statsScreen(
  rendering: Rendering,
  counts: ReadonlyMap<string, number>,
  faults: readonly string[],
): Screen {
  return filledIn(statsContent(rendering, counts, faults), '', []);
}

function filledIn(content: Content, token: string, notices: readonly Notice[]): Screen {
  const { progress = null, body = [], choices = [], actions = [], listed, name, title } = content;
  const screen = { name, token, notices, progress, title, body, choices, actions };
  return listed ? { ...screen, listed } : screen;
}

function contentOf(rendering: Rendering, conversation: Conversation, moment: Moment): Content {
  const page = pageOf(rendering.policy, conversation);
  switch (page.page) {
    case 'question':
      return questionScreen(rendering, conversation, page.field);
    case 'result':
      return resultScreen(rendering, conversation, moment.here);
    case 'answers':
      return answersScreen(rendering, conversation);
    case 'path':
      return pathScreen(rendering, conversation);
    case 'guide':
      return guideScreen(rendering, conversation, page.topic);
    case 'share':
      return shareScreen(rendering, conversation, page, moment);
    case 'shared':
      return sharedScreen(rendering, conversation, page.share);
    case 'shares':
      return sharesScreen(rendering, conversation);
    case 'plan':
      return planScreen(rendering, conversation);
    case 'drafts':
      return draftsScreen(rendering, conversation);
    case 'program':
      return programScreen(rendering, conversation, page.program);
    case 'draft':
      return draftScreen(rendering, conversation, page.program);
    case 'offer':
    case 'forget':
    case 'cancel':
    case 'closed':
      return plainContent(rendering, page.page);
  }
}

/** The clicks that the screens with nothing but a text and some buttons offer. */
const plainClicks = {
  welcome: ['restart'],
  offer: ['resume', 'restart'],
  closed: ['restart'],
  forget: ['forget-now', 'resume'],
  cancel: ['cancel-now', 'resume'],
  forgotten: ['restart'],
  'for-advisors': [],
  reviewed: [],
  'not-reviewed': [],
  fault: ['resume'],
} as const satisfies Record<string, readonly Click['type'][]>;

function plainContent({ words }: Rendering, name: keyof typeof plainClicks, params = {}): Content {
  const file = `screen/${name}`;
  return {
    name,
    title: words.text(file),
    body: [{ kind: 'text', text: words.text(file, params, 'text') }],
    actions: plainClicks[name].map((type) => ({
      label: words.text(words.has(file, type) ? file : 'buttons', {}, type),
      click: { type },
    })),
  };
}

/** A screen that stands outside any conversation: nothing has begun, all is forgotten, or something failed. */
export function plainScreen(
  rendering: Rendering,
  name: 'welcome' | 'forgotten' | 'fault' | 'for-advisors' | 'reviewed' | 'not-reviewed',
  params: object = {},
): Screen {
  return filledIn(plainContent(rendering, name, params), '', []);
}
