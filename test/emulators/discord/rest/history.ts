import { Faults } from '../form/faults.ts';
import { model, number, snowflake } from '../form/fields.ts';
import type { Json } from '../vocabulary.ts';
import { may } from '../world/permissions.ts';
import type { Channel, Message } from '../world/types.ts';
import { channelOf } from './access.ts';
import type { Call } from './types.ts';

const form = model({
  limit: number({ min: 1, max: 100 }),
  before: snowflake,
  after: snowflake,
  around: snowflake,
});

/** The messages of the channel of the path that the query asks for, newest first. */
export function history(call: Call): Message[] {
  const channel = channelOf(call);
  const query: Json = Object.fromEntries(call.query);
  const faults = new Faults();
  form(query, [], faults);
  faults.throwIfAny();
  // Without the permission to read history there is none.
  if (!may(call.world.bot, channel, 'ReadMessageHistory')) return [];
  return page(channel, query).reverse();
}

function page(channel: Channel, query: Json): Message[] {
  const limit = Number(query.limit ?? 50);
  const all = [...channel.messages.values()].filter((message) => !message.ephemeralFor);
  const { before, after, around } = query;
  const id = (value: unknown) => BigInt(String(value));
  const older = (than: unknown) => all.filter((one) => id(one.id) < id(than));
  const newer = (than: unknown) => all.filter((one) => id(one.id) > id(than));
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const found = all.filter((one) => one.id === around);
    const before = half > 0 ? older(around).slice(-half) : [];
    return [...before, ...found, ...newer(around).slice(0, limit - before.length - found.length)];
  }
  if (after !== undefined) return newer(after).slice(0, limit);
  return (before === undefined ? all : older(before)).slice(-limit);
}
