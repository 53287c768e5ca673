import type { Channel } from '../world/channel.ts';
import { answerCommand, interact, show } from './interaction.ts';
import { commandPayload, globalShortcutPayload, shortcutPayload } from './payloads.ts';
import type { Person } from './person.ts';
import { escaped } from './saying.ts';
import { findMessage } from './sight.ts';

/** Commands and shortcuts both need the scope `commands`. */
function mustBeOffered(person: Person, what: string): void {
  if (!person.workspace.scopes.has('commands'))
    throw show(person, 'invalid_command', `there is no ${what}`);
}

/** Page "Slash commands": nothing that begins with a slash can be sent in a thread. */
export async function typeCommand(
  person: Person,
  channel: Channel,
  typed: string,
  inThread: boolean,
): Promise<void> {
  const { slack } = person.workspace;
  const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
  if (command === '') throw new Error(`"${typed}" is no slash command`);
  if (inThread) throw show(person, 'command_in_thread', `${command} is not supported in threads`);
  person.mustBeIn(channel);
  mustBeOffered(person, command);
  const payload = commandPayload(person, channel, {
    command,
    text: escaped(text),
    triggerId: slack.triggers.issue(person.id),
    responseUrl: responseUrl(person, channel),
  });
  const body = await interact(person, { kind: 'slash_commands', payload, answers: true }, command);
  answerCommand(person, channel, body, command);
}

export async function messageShortcut(
  person: Person,
  callbackId: string,
  on: { ts: string; channel: string },
): Promise<void> {
  const { slack } = person.workspace;
  mustBeOffered(person, 'shortcut');
  const message = findMessage(person, on);
  if (message.ephemeralTo !== undefined) throw new Error('ephemeral messages have no shortcuts');
  const payload = shortcutPayload(person, message, {
    callbackId,
    triggerId: slack.triggers.issue(person.id),
    responseUrl: responseUrl(person, message.channel),
    actionTs: slack.clock.ts(),
  });
  await interact(person, { kind: 'interactive', payload, answers: false }, 'The shortcut');
}

export async function globalShortcut(person: Person, callbackId: string): Promise<void> {
  const { slack } = person.workspace;
  mustBeOffered(person, 'shortcut');
  const triggerId = slack.triggers.issue(person.id);
  const payload = globalShortcutPayload(person, callbackId, triggerId, slack.clock.ts());
  await interact(person, { kind: 'interactive', payload, answers: false }, 'The shortcut');
}

const responseUrl = (person: Person, channel: Channel): string =>
  person.workspace.slack.responseUrls.issue({
    workspace: person.workspace,
    channel,
    personId: person.id,
  });
