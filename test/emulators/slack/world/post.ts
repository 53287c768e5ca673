import { type Refusal, readContent } from '../blocks/message.ts';
import { sharedActionIds, withIds } from '../blocks/whole.ts';
import type { Slack } from '../slack.ts';
import type { Channel, Message } from './channel.ts';
import { isTrue, type Json } from './json.ts';
import { notify } from './mentions.ts';
import { readMetadata } from './metadata.ts';
import type { Workspace } from './workspace.ts';

interface Place {
  threadTs?: string | undefined;
  ephemeralTo?: string | undefined;
  shown?: boolean;
}

/** Puts a message of the app into a channel, if its content is one that Slack accepts. */
export function postAsApp(
  workspace: Workspace,
  channel: Channel,
  given: Json,
  { threadTs, ephemeralTo, shown = true }: Place,
): Message | Refusal {
  const content = readContent(given);
  if ('error' in content) return content;
  // Page chat.postEphemeral has no such argument, and what Slack does not know it passes over.
  const read = readMetadata(ephemeralTo === undefined ? given.metadata : undefined);
  if ('error' in read) return { error: read.error, wrong: [] };
  // Only chat.update says what an empty object is for.
  if (read.metadata === null) return { error: 'invalid_metadata_format', wrong: [] };
  complain(workspace, given);
  const message: Message = {
    ts: workspace.slack.clock.ts(),
    channel,
    author: workspace.botUserId,
    text: content.text,
    blocks: withIds(content.blocks),
    shown,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(ephemeralTo === undefined ? {} : { ephemeralTo }),
    ...(read.metadata ? { metadata: read.metadata } : {}),
  };
  channel.messages.push(message);
  notify(workspace, message);
  workspace.slack.changes.touch();
  return message;
}

/**
 * New content for a message that is there; blocks that are not given again are gone. So is its
 * metadata, unless it is said to stay: no page says that replacing an original keeps it.
 */
export function editAsApp(
  workspace: Workspace,
  message: Message,
  given: Json,
  { longest, keepsMetadata = false }: { longest?: number; keepsMetadata?: boolean } = {},
): Message | Refusal {
  const content = readContent(given, longest);
  if ('error' in content) return content;
  const read = readMetadata(given.metadata);
  if ('error' in read) return { error: read.error, wrong: [] };
  complain(workspace, given);
  if (read.metadata) message.metadata = read.metadata;
  else if (read.metadata === null || !keepsMetadata) delete message.metadata;
  message.text = content.text;
  message.blocks = withIds(content.blocks);
  message.edited = workspace.slack.clock.ts();
  workspace.slack.changes.touch();
  return message;
}

/** What Slack lets pass but warns of, or what is rarely meant. */
function complain({ slack }: Workspace, given: Json): void {
  const content = readContent(given);
  if ('error' in content || content.blocks.length === 0) return;
  if (content.text === '')
    slack.complaints.push(
      'a message has blocks but no top-level text for notifications and screen readers',
    );
  for (const id of sharedActionIds(content.blocks))
    slack.complaints.push(`the action_id "${id}" stands in more than one block of a message`);
}

/**
 * The thread that a `thread_ts` means. "Avoid using a reply's ts value; use its parent's value
 * instead" (page chat.postMessage). When there is no such message (any more) Slack does not refuse:
 * the reply silently goes to the channel, for everybody to see, and has no `thread_ts` then.
 */
export function threadOf(slack: Slack, channel: Channel, ts: unknown): string | undefined {
  if (ts === undefined || ts === null || ts === '') return undefined;
  const parent = channel.message(String(ts));
  if (parent === undefined)
    slack.complaints.push('thread_ts names no message: the reply went to the channel');
  if (parent?.threadTs !== undefined)
    slack.complaints.push('thread_ts names a reply, not its parent');
  return parent?.threadTs ?? parent?.ts;
}

/** `response_type` decides who sees what is posted without a token. */
export const isForAll = (given: Json): boolean => given.response_type === 'in_channel';

export const asksTo = (given: Json, what: 'replace_original' | 'delete_original'): boolean =>
  isTrue(given[what]);
