import { channelType } from '../vocabulary.ts';
import type { Channel, Guild, User } from './types.ts';

const bits = {
  Administrator: 3,
  ManageChannels: 4,
  ManageGuild: 5,
  AddReactions: 6,
  ViewChannel: 10,
  SendMessages: 11,
  ManageMessages: 13,
  EmbedLinks: 14,
  AttachFiles: 15,
  ReadMessageHistory: 16,
  MentionEveryone: 17,
  UseExternalEmojis: 18,
  ManageRoles: 28,
  UseApplicationCommands: 31,
  ManageThreads: 34,
  CreatePublicThreads: 35,
  CreatePrivateThreads: 36,
  SendMessagesInThreads: 38,
  UseExternalApps: 50,
} as const;

export type Permission = keyof typeof bits;

export const bit = (name: Permission): bigint => 1n << BigInt(bits[name]);
export const sum = (names: readonly Permission[]): bigint =>
  names.reduce((all, name) => all | bit(name), 0n);
export const everything: bigint = sum(Object.keys(bits) as Permission[]);

const talking = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const satisfies Permission[];

/** What people may do where a test says nothing else; also what a new server allows everyone. */
export const ofPeople: readonly Permission[] = [
  ...talking,
  'AddReactions',
  'MentionEveryone',
  'UseExternalApps',
];
/** What an invited bot may do where a test says nothing else. */
export const ofBot: readonly Permission[] = talking;

/** What somebody may do in a server, or in one of its channels. */
export function permissionsOf(user: User, place: Guild | Channel): bigint {
  const guild = 'members' in place ? place : place.guild;
  // Outside servers those who are in a conversation may do everything in it.
  if (!guild) {
    return !('members' in place) && place.recipients.includes(user) ? everything : 0n;
  }
  const member = guild.members.get(user.id);
  if (!member) return 0n;
  const own = member.roles.reduce((all, role) => all | role.permissions, 0n);
  const base = own | (guild.roles[0]?.permissions ?? 0n);
  if (base & bit('Administrator')) return everything;
  if ('members' in place) return base;
  // A thread has the permissions of its channel.
  const overwrites = (place.parent ?? place).overwrites;
  const roles = new Set([guild.id, ...member.roles.map((role) => role.id)]);
  const tiers = [
    overwrites.filter((item) => item.kind === 'role' && roles.has(item.id)),
    overwrites.filter((item) => item.kind === 'member' && item.id === user.id),
  ];
  const here = tiers.reduce((allowed, tier) => {
    const denied = tier.reduce((all, item) => all | item.deny, 0n);
    return (allowed & ~denied) | tier.reduce((all, item) => all | item.allow, 0n);
  }, base);
  // A private thread is there for those who are in it, and for moderators.
  const shut = place.type === channelType.privateThread && !place.thread?.members.has(user.id);
  return shut && !(here & bit('ManageThreads')) ? here & ~bit('ViewChannel') : here;
}

export function may(user: User, place: Guild | Channel, permission: Permission): boolean {
  return (permissionsOf(user, place) & bit(permission)) !== 0n;
}
