import { refuse } from '../refusal.ts';
import { commandType } from '../vocabulary.ts';
import { may } from '../world/permissions.ts';
import type { Message } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Interaction } from './types.ts';

/**
 * Whether a new answer is for one person only because of where it is: in a locked thread a command
 * from the menu of a message is answered so, and nothing else is answered at all (issues 5517, 6884
 * and 7707 of discord-api-docs).
 */
export function keptPrivate(world: World, sent: Interaction): boolean {
  const { channel, user, command } = sent;
  if (!world.channels.has(channel.id)) refuse('unknownChannel');
  if (!channel.thread?.locked || may(user, channel, 'ManageThreads')) return false;
  if (command?.type !== commandType.message) refuse('threadArchived');
  return true;
}

/** What was said in an archived or locked thread stays as it is. */
export function refuseShut(sent: Interaction, message: Message): void {
  const { thread } = message.channel;
  if (!thread || message.ephemeralFor) return;
  const locked = thread.locked && !may(sent.user, message.channel, 'ManageThreads');
  if (thread.archived || locked) refuse('threadArchived');
}
