import type { Conversation } from '../conversation/conversation.ts';
import { type Topic, topics } from '../conversation/topics.ts';
import { standingOf } from '../interview/questions.ts';
import { button, type Content, type Rendering } from './content.ts';

/**
 * The guide: what to know beside one's own result.
 *
 * @param topic null for the list of topics
 */
export function guideScreen(
  rendering: Rendering,
  { answers }: Conversation,
  topic: Topic | null,
): Content {
  const { words, policy } = rendering;
  const finished = standingOf(policy, answers).next === null;
  const onward = button(rendering, 'resume', finished ? 'to-result' : 'to-questions');
  if (topic === null) {
    return {
      name: 'guide',
      title: words.text('guide/topics'),
      body: [{ kind: 'text', text: words.text('guide/topics', {}, 'text') }],
      choices: topics.map((one) => ({
        label: words.text(`guide/${one}`),
        hint: words.text(`guide/${one}`, {}, 'hint'),
        current: false,
        click: { type: 'guide', topic: one },
      })),
      actions: [onward],
    };
  }
  const file = `guide/${topic}`;
  return {
    name: file,
    title: words.text(file),
    body: [
      { kind: 'text', text: words.text(file, {}, 'text') },
      { kind: 'list', style: 'bullets', items: itemsOf(rendering, file) },
    ],
    actions: [button(rendering, 'guide', 'all-topics'), onward],
  };
}

/** The points of a topic: the parts of its template that are numbered from 1. */
function itemsOf({ words }: Rendering, file: string): string[] {
  const items: string[] = [];
  while (words.has(file, String(items.length + 1))) {
    items.push(words.text(file, {}, String(items.length + 1)));
  }
  return items;
}
