import { sendEvent } from '../delivery/events.ts';
import type { Channel, Message } from '../world/channel.ts';
import { compact, type Json } from '../world/json.ts';
import { notify } from '../world/mentions.ts';
import type { Person } from './person.ts';
import { type SeenMessage, seeMessage } from './seen.ts';
import { viewBody } from './view-payloads.ts';

const subscriptionOf = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
} as const;

/**
 * What somebody types, as Slack passes it on (page "Formatting message text", "Escaping text"):
 * three characters are escaped. Mentions that a test writes as `<@U…>` stay mentions.
 */
export const escaped = (typed: string): string =>
  typed
    .replaceAll('&', '&amp;')
    .replace(/<(?![@#!])/g, '&lt;')
    .replace(/(?<!<[@#!][^<>]*)>/g, '&gt;');

function put(
  person: Person,
  channel: Channel,
  text: string,
  threadTs: string | undefined,
): Message {
  const { slack } = person.workspace;
  person.mustBeIn(channel);
  const parent = threadTs === undefined ? undefined : channel.message(threadTs);
  if (threadTs !== undefined && parent === undefined)
    throw new Error('there is no such message to reply to');
  const thread = parent?.threadTs ?? parent?.ts;
  const message: Message = {
    ts: slack.clock.ts(),
    channel,
    author: person.id,
    text: escaped(text),
    blocks: [],
    shown: true,
    ...(thread === undefined ? {} : { threadTs: thread }),
  };
  channel.messages.push(message);
  notify(person.workspace, message);
  slack.changes.touch();
  return message;
}

const eventOf = (person: Person, message: Message): Json =>
  compact({
    user: person.id,
    text: message.text,
    ts: message.ts,
    team: person.workspace.id,
    channel: message.channel.id,
    thread_ts: message.threadTs,
    event_ts: message.ts,
    blocks: [
      {
        type: 'rich_text',
        block_id: 'text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: message.text }] }],
      },
    ],
  });

/** The app hears of a message only where it is a member. */
function tell(person: Person, message: Message): Promise<void> {
  const { workspace } = person;
  const { kind, members } = message.channel;
  if (!members.has(workspace.botUserId)) return Promise.resolve();
  const event = {
    type: 'message',
    ...eventOf(person, message),
    channel_type: kind === 'im' ? 'im' : kind === 'private' ? 'group' : 'channel',
  };
  return sendEvent(workspace.slack, workspace, subscriptionOf[kind], event);
}

export function say(
  person: Person,
  channel: Channel,
  text: string,
  threadTs?: string,
): SeenMessage {
  const message = put(person, channel, text, threadTs);
  void tell(person, message);
  return seeMessage(message);
}

/** Page app_mention: only where the app is a member, and never in a direct conversation. */
export async function mention(
  person: Person,
  channel: Channel,
  text: string,
  threadTs?: string,
): Promise<SeenMessage> {
  const { workspace } = person;
  const message = put(person, channel, `<@${workspace.botUserId}> ${text}`, threadTs);
  const told = tell(person, message);
  if (channel.kind !== 'im') {
    if (channel.members.has(workspace.botUserId))
      await sendEvent(workspace.slack, workspace, 'app_mention', {
        type: 'app_mention',
        ...eventOf(person, message),
      });
    else person.errors.push('app_not_in_channel');
  }
  await told;
  return seeMessage(message);
}

/** Page app_home_opened: `view` is what is published already, if anything. */
export function openHome(person: Person, tab: 'home' | 'messages'): Promise<void> {
  const { workspace } = person;
  const event = compact({
    type: 'app_home_opened',
    user: person.id,
    channel: workspace.directMessage(person.id).id,
    tab,
    view: person.published && tab === 'home' ? viewBody(person, person.published) : undefined,
    event_ts: workspace.slack.clock.ts(),
  });
  return sendEvent(workspace.slack, workspace, 'app_home_opened', event);
}
