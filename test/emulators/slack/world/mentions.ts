import type { Message } from './channel.ts';
import { asJson, type Json, listOf, textOf } from './json.ts';
import type { Workspace } from './workspace.ts';

/** Who a message calls: people, groups, or everybody in the channel. */
interface Called {
  ids: Set<string>;
  everybody: boolean;
}

/**
 * Tells those whom a new message mentions. Only members of the channel are told, never the author;
 * ephemeral messages and edits tell nobody (the stricter reading of page Formatting text), and in a
 * thread nobody can call the whole channel (help page "Notify a channel or workspace").
 */
export function notify({ people, userGroups, slack }: Workspace, message: Message): void {
  const { author, blocks, text, channel, threadTs, ephemeralTo } = message;
  if (ephemeralTo !== undefined) return;
  const inText = calledIn(text);
  const called = blocks.length > 0 ? merged(blocks.map(calledByBlock)) : inText;
  const only = [...inText.ids].filter((id) => !called.ids.has(id));
  if (only.length > 0)
    slack.complaints.push(
      `the text of a message mentions ${only.join(', ')}, its blocks do not: with blocks the text only stands in for them`,
    );
  const groups = userGroups.filter(({ id }) => called.ids.has(id));
  for (const person of people) {
    const told =
      called.ids.has(person.id) ||
      groups.some(({ members }) => members.has(person.id)) ||
      (called.everybody && threadTs === undefined);
    if (told && person.id !== author && channel.members.has(person.id))
      person.notified.push(message);
  }
}

const nobody = (): Called => ({ ids: new Set(), everybody: false });

const merged = (all: Called[]): Called => ({
  ids: new Set(all.flatMap(({ ids }) => [...ids])),
  everybody: all.some(({ everybody }) => everybody),
});

/** Only markup and rich text mention: in plain text, markdown and code `<@U…>` is just letters. */
function calledByBlock(block: Json): Called {
  if (block.type === 'rich_text') return merged(listOf(block.elements).map(calledByElement));
  const texts = [asJson(block.text), ...listOf(block.fields), ...listOf(block.elements)];
  return merged(texts.filter(({ type }) => type === 'mrkdwn').map(({ text }) => calledIn(text)));
}

function calledByElement(element: Json): Called {
  if (element.type === 'broadcast') return { ids: new Set(), everybody: true };
  const id = { user: element.user_id, usergroup: element.usergroup_id }[String(element.type)];
  if (id !== undefined) return { ids: new Set([String(id)]), everybody: false };
  return merged(listOf(element.elements).map(calledByElement));
}

/** Page Formatting text: `<@U…>`, `<!subteam^S…>`, and `<!here>` and its like. */
function calledIn(given: unknown): Called {
  const text = textOf(given).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  if (text === '') return nobody();
  const ids = [...text.matchAll(/<(?:@|!subteam\^)([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(
    ([, id = '']) => id,
  );
  return { ids: new Set(ids), everybody: /<!(here|channel|everyone)(?:\|[^>]*)?>/.test(text) };
}
