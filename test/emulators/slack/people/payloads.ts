import type { Channel, Message } from '../world/channel.ts';
import { compact, type Json } from '../world/json.ts';
import type { Values } from '../world/view.ts';
import type { Person } from './person.ts';
import { stateOf } from './view-payloads.ts';

/** Pages below "Interaction payloads" and "Slash commands": the shapes in which Slack tells what happened. */

const nameOf = ({ kind, name }: Channel): string => (kind === 'private' ? 'privategroup' : name);

const team = ({ workspace }: Person): Json => ({ id: workspace.id, domain: workspace.domain });

const user = ({ id, handle, workspace }: Person): Json => ({
  id,
  username: handle,
  name: handle,
  team_id: workspace.id,
});

/** What every interactive payload has. */
export const common = (person: Person): Json => ({
  team: team(person),
  enterprise: null,
  is_enterprise_install: false,
  user: user(person),
  api_app_id: person.workspace.slack.appId,
  token: person.workspace.slack.verificationToken,
});

export function commandPayload(
  person: Person,
  channel: Channel,
  {
    command,
    text,
    triggerId,
    responseUrl,
  }: { command: string; text: string; triggerId: string; responseUrl: string },
): Json {
  const { workspace } = person;
  return {
    token: workspace.slack.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: nameOf(channel),
    user_id: person.id,
    user_name: person.handle,
    command,
    text,
    api_app_id: workspace.slack.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/**
 * A message as it stands in payloads and in answers of the Web API. Metadata is told where a page
 * says so (page Using message metadata): not with shortcuts and clicks.
 */
export function messageBody(
  { workspace }: Person | { workspace: Person['workspace'] },
  message: Message,
  metadata?: Json,
): Json {
  const ours = message.author === workspace.botUserId;
  return compact({
    type: 'message',
    subtype: message.tombstone ? 'tombstone' : undefined,
    hidden: message.tombstone,
    user: message.author,
    ts: message.ts,
    bot_id: ours ? workspace.botId : undefined,
    app_id: ours ? workspace.slack.appId : undefined,
    text: message.text,
    team: workspace.id,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    thread_ts:
      message.threadTs ?? (message.channel.replies(message.ts).length > 0 ? message.ts : undefined),
    parent_user_id: message.threadTs
      ? message.channel.message(message.threadTs)?.author
      : undefined,
    edited: message.edited ? { user: message.author, ts: message.edited } : undefined,
    metadata,
  });
}

export function shortcutPayload(
  person: Person,
  message: Message,
  {
    callbackId,
    triggerId,
    responseUrl,
    actionTs,
  }: { callbackId: string; triggerId: string; responseUrl: string; actionTs: string },
): Json {
  return {
    type: 'message_action',
    ...common(person),
    callback_id: callbackId,
    trigger_id: triggerId,
    response_url: responseUrl,
    message_ts: message.ts,
    channel: { id: message.channel.id, name: nameOf(message.channel) },
    message: messageBody(person, message),
    action_ts: actionTs,
  };
}

export function globalShortcutPayload(
  person: Person,
  callbackId: string,
  triggerId: string,
  actionTs: string,
): Json {
  return {
    type: 'shortcut',
    ...common(person),
    callback_id: callbackId,
    trigger_id: triggerId,
    action_ts: actionTs,
  };
}

/** An action in a message; of an ephemeral one Slack sends no body. */
export function messageActionPayload(
  person: Person,
  message: Message,
  {
    action,
    values,
    triggerId,
    responseUrl,
  }: { action: Json; values: Values; triggerId: string; responseUrl: string },
): Json {
  const ephemeral = message.ephemeralTo !== undefined;
  return compact({
    type: 'block_actions',
    ...common(person),
    container: compact({
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel.id,
      is_ephemeral: ephemeral,
      thread_ts: message.threadTs,
    }),
    trigger_id: triggerId,
    channel: { id: message.channel.id, name: nameOf(message.channel) },
    message: ephemeral ? undefined : messageBody(person, message),
    state: stateOf(message.blocks, values),
    response_url: responseUrl,
    actions: [action],
  });
}
