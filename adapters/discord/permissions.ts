import { type GuildBasedChannel, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import type { Where } from '../../src/bot.ts';

/** What posting needs, by the names that Discord's own settings give. */
const always = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  // Without it a post cannot be found again after a crash, and might be made twice.
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
};
const inThread = { 'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads };
const beginning = { 'Create Public Threads': PermissionFlagsBits.CreatePublicThreads };
const needed: Readonly<Record<Where['kind'], Readonly<Record<string, bigint>>>> = {
  channel: { ...always, 'Send Messages': PermissionFlagsBits.SendMessages, ...beginning },
  thread: { ...always, ...inThread },
  message: { ...always, ...beginning, ...inThread },
  link: {},
};

/** Everything that posting may need anywhere. */
export const toPost: readonly bigint[] = [
  ...new Set(Object.values(needed).flatMap((names) => Object.values(names))),
];

/** The permissions that are missing for posting there. */
export function lacking(where: Where, permissions: PermissionsBitField): string[] {
  return Object.entries(needed[where.kind])
    .filter(([, bit]) => !permissions.has(bit))
    .map(([name]) => name);
}

/** What the bot may do in a channel that it knows; null where it does not. */
export function permissionsIn(channel: GuildBasedChannel | null): PermissionsBitField | null {
  const me = channel?.guild.members.me;
  return me && channel ? channel.permissionsFor(me) : null;
}
