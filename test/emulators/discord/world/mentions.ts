import { walk } from '../form/tree.ts';
import { component, flag, type Json } from '../vocabulary.ts';
import { may } from './permissions.ts';
import type { Channel, Message, Role, User } from './types.ts';

/** All the text of a message in which a mention counts: embeds never notify anybody. */
export function mentioningText(message: Pick<Message, 'content' | 'components'>): string {
  const texts = [...walk(message.components, [])]
    .filter(([item]) => item.type === component.textDisplay)
    .map(([item]) => String(item.content));
  return [message.content, ...texts].join('\n');
}

/** Code is shown as it stands: nothing in it is a mention. */
const withoutCode = (text: string): string =>
  text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '').replaceAll(/\\(?=[@<])/g, '\\');

/**
 * Who is notified by a new message: those it mentions, as far as its `allowed_mentions` let it and
 * as its author may. Without `allowed_mentions` everything in the text counts.
 */
export function mentionsOf(
  text: string,
  author: User,
  channel: Channel,
  allowed: Json | undefined,
): Message['mentions'] {
  const words = withoutCode(text);
  const parse = (allowed ? (allowed.parse ?? []) : ['everyone', 'users', 'roles']) as string[];
  const listed = (kind: string) => ((allowed?.[kind] ?? []) as unknown[]).map(String);
  const ids = (pattern: RegExp) => [...words.matchAll(pattern)].map((match) => match[1] ?? '');
  const lets = (kind: string, id: string) => parse.includes(kind) || listed(kind).includes(id);
  const guild = channel.guild;
  const people = guild ? [...guild.members.values()].map((one) => one.user) : channel.recipients;
  const everyone =
    /@(everyone|here)\b/.test(words) &&
    parse.includes('everyone') &&
    (!guild || may(author, channel, 'MentionEveryone'));
  const users = new Set<User>();
  for (const id of ids(/<@!?(\d+)>/g)) {
    const user = people.find((one) => one.id === id);
    if (user && lets('users', id)) users.add(user);
  }
  const roles = new Set<Role>();
  for (const id of ids(/<@&(\d+)>/g)) {
    const role = guild?.roles.find((one) => one.id === id);
    const can = role?.mentionable || may(author, channel, 'MentionEveryone');
    if (role && can && lets('roles', id)) roles.add(role);
  }
  return { everyone, users: [...users], roles: [...roles] };
}

/** Whether somebody was notified by a message: by name, by a role of theirs, or with everybody. */
export function notifies(message: Message, user: User): boolean {
  if (message.pinged.length === 0 || message.author === user) return false;
  const { everyone, users, roles } = message.mentions;
  const own = message.channel.guild?.members.get(user.id)?.roles ?? [];
  return everyone || users.includes(user) || own.some((role) => roles.includes(role));
}

/** The same as names; a silent message and an ephemeral one notify nobody else. */
export function pinged(message: Message): string[] {
  if (message.flags & flag.suppressNotifications) return [];
  if (message.ephemeralFor) return [];
  const { everyone, users, roles } = message.mentions;
  const all = /@here\b/.test(mentioningText(message)) ? '@here' : '@everyone';
  return [
    ...(everyone ? [all] : []),
    ...users.map((user) => `@${user.name}`),
    ...roles.map((role) => `@${role.name}`),
  ];
}
