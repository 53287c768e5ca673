import { type Conversation, screenToken } from '../conversation/conversation.ts';
import { pageOf } from '../conversation/page.ts';
import type { Notice as Said } from '../conversation/step.ts';
import type { Policy } from '../policy/policy.ts';
import type { Block, Button, Choice, Notice, Screen } from '../screen.ts';
import { answersScreen } from './answers.ts';
import { factFault } from './fault.ts';
import { pathScreen } from './path.ts';
import { questionScreen } from './question.ts';
import { resultScreen } from './result.ts';
import type { Words } from './words.ts';

/** What rendering needs beside the conversation. `today` is YYYY-MM-DD. */
export interface Rendering {
  readonly words: Words;
  readonly policy: Policy;
  readonly today: string;
}

/** What one kind of screen fills in; the rest is the same for all. */
export interface Content {
  readonly name: string;
  readonly title: string;
  readonly progress?: string;
  readonly body?: readonly Block[];
  readonly choices?: readonly Choice[];
  readonly actions?: readonly Button[];
}

/** The screen that a conversation shows, in words. Pure but for the templates, which are read once. */
export function renderScreen(
  rendering: Rendering,
  conversation: Conversation,
  said: readonly Said[] = [],
): Screen {
  const content = contentOf(rendering, conversation);
  return {
    name: content.name,
    title: content.title,
    token: screenToken(conversation),
    notices: said.map((notice) => noticeOf(rendering, notice)),
    progress: content.progress ?? null,
    body: content.body ?? [],
    choices: content.choices ?? [],
    actions: content.actions ?? [],
  };
}

function contentOf(rendering: Rendering, conversation: Conversation): Content {
  const page = pageOf(rendering.policy, conversation);
  switch (page.page) {
    case 'question':
      return questionScreen(rendering, conversation, page.field);
    case 'result':
      return resultScreen(rendering, conversation);
    case 'answers':
      return answersScreen(rendering, conversation);
    case 'path':
      return pathScreen(rendering, conversation);
    case 'offer':
      return {
        ...plainScreen(rendering, 'offer'),
        actions: [button(rendering, 'resume'), button(rendering, 'restart')],
      };
    case 'closed':
      return { ...plainScreen(rendering, 'closed'), actions: [button(rendering, 'restart')] };
  }
}

function plainScreen({ words }: Rendering, name: string): Content {
  return {
    name,
    title: words.text(`screen/${name}`),
    body: [{ kind: 'text', text: words.text(`screen/${name}`, {}, 'text') }],
  };
}

/** A button; its label stands in templates/ under the kind of its click, unless it has one of its own. */
export function button(
  { words }: Rendering,
  type: Exclude<Button['click']['type'], 'answer'>,
  label: string = type,
): Button {
  return { label: words.text('buttons', {}, label), click: { type } };
}

function noticeOf(rendering: Rendering, said: Said): Notice {
  const { words } = rendering;
  switch (said.kind) {
    case 'unknown-word':
      return { tone: 'fault', text: words.text('notice/unknown-word', { word: said.word }) };
    case 'refused':
      return { tone: 'fault', text: factFault(rendering, said.field, said.value) };
    case 'stale':
      return { tone: 'note', text: words.text('notice/stale') };
  }
}
