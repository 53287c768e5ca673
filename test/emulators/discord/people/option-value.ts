import { storedName, type Upload } from '../form/attachments.ts';
import type { Option } from '../interaction/command.ts';
import { message } from '../limits/message.ts';
import { type Json, option as type } from '../vocabulary.ts';
import {
  attachmentPayload,
  memberPayload,
  partialChannel,
  rolePayload,
  userPayload,
} from '../world/payload.ts';
import { permissionsOf } from '../world/permissions.ts';
import type { Channel, User } from '../world/types.ts';
import type { World } from '../world/world.ts';

const { fileSize } = message;

/** A file that a person attaches. */
export interface GivenFile {
  name: string;
  data: string | Uint8Array;
  type?: string;
}

/** Anything that has an id: a person, a role, a channel. */
export interface Named {
  id: string;
}

export type Given = string | number | boolean | Named | GivenFile;

/** What an interaction tells of the things whose ids it holds. */
export type Resolved = Record<string, Record<string, Json>>;

export const isFile = (value: unknown): value is GivenFile =>
  typeof value === 'object' && value !== null && 'data' in value && 'name' in value;

/** What Discord takes a file for, by its name; for others it does not say. */
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
};

/** A file as the client sends it; one that is too large it does not. */
export function uploaded(file: GivenFile): Omit<Upload, 'index'> {
  const data = Buffer.from(file.data);
  if (data.length > fileSize) throw new Error(`${file.name}: your files are too powerful`);
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const contentType = file.type ?? types[ending] ?? '';
  return { filename: storedName(file.name), contentType, data };
}

/** Uploads a file where only the application will see it. */
export function upload(world: World, channel: Channel, file: GivenFile, into: Resolved): string {
  const attachment = world.files.add(channel, { ...uploaded(file), ephemeral: true });
  into.attachments ??= {};
  into.attachments[attachment.id] = attachmentPayload(attachment);
  return attachment.id;
}

/** Adds what is to be told of the person, role or channel with this id. */
export function resolve(world: World, user: User, channel: Channel, id: string, into: Resolved) {
  const place = world.channels.get(id);
  const role = channel.guild?.roles.find((one) => one.id === id);
  const found = world.users.get(id);
  if (found) {
    into.users ??= {};
    into.users[id] = userPayload(found);
    const member = channel.guild?.members.get(id);
    if (!member) return;
    const { user: _user, ...rest } = memberPayload(member);
    into.members ??= {};
    into.members[id] = { ...rest, permissions: String(permissionsOf(found, channel)) };
  } else if (role) {
    into.roles ??= {};
    into.roles[id] = rolePayload(role, 1);
  } else if (place) {
    into.channels ??= {};
    into.channels[id] = partialChannel(place, user);
  } else throw new Error(`there is nothing with the id ${id}`);
}

function within(option: Option, size: number, what: 'value' | 'length'): void {
  const min = what === 'value' ? option.min_value : option.min_length;
  const max = what === 'value' ? option.max_value : option.max_length;
  const unit = what === 'length' ? ' characters' : '';
  if (min !== undefined && min !== null && size < min) {
    throw new Error(`${option.name}: must be at least ${min}${unit}`);
  }
  if (max !== undefined && max !== null && size > max) {
    throw new Error(`${option.name}: must be at most ${max}${unit}`);
  }
}

/** The value that is sent for an option; a choice is given by its name or its value. */
export function checkOption(
  world: World,
  user: User,
  channel: Channel,
  option: Option,
  value: Given,
  resolved: Resolved,
): string | number | boolean {
  if (option.choices?.length) {
    const choice = option.choices.find((one) => one.name === value || one.value === value);
    const names = option.choices.map((one) => one.name).join(', ');
    if (!choice) throw new Error(`${option.name}: "${value}" is not one of ${names}`);
    return choice.value;
  }
  switch (option.type) {
    case type.string:
      if (typeof value !== 'string') throw new Error(`${option.name}: text is needed`);
      within(option, [...value].length, 'length');
      return value;
    case type.integer:
    case type.number: {
      const whole = option.type === type.integer;
      const fits = typeof value === 'number' && (Number.isInteger(value) || !whole);
      if (!fits)
        throw new Error(`${option.name}: a valid ${whole ? 'integer' : 'number'} is needed`);
      within(option, value, 'value');
      return value;
    }
    case type.boolean:
      if (typeof value !== 'boolean') throw new Error(`${option.name}: true or false is needed`);
      return value;
    case type.attachment:
      if (!isFile(value)) throw new Error(`${option.name}: a file is needed`);
      return upload(world, channel, value, resolved);
    default: {
      if (typeof value !== 'object' || isFile(value)) {
        throw new Error(`${option.name}: a person, role or channel is needed`);
      }
      resolve(world, user, channel, value.id, resolved);
      return value.id;
    }
  }
}
