import { intent, type Json } from '../vocabulary.ts';
import type { CloseReason } from './close-codes.ts';
import type { Gateway } from './gateway.ts';
import type { Session } from './session.ts';

const privileged = intent.guildMembers | intent.guildPresences | intent.messageContent;
/** Every intent there is. */
const known = (1 << 26) - 1;
/** A bucket of shards may identify once in so many milliseconds. */
const BUCKET = 5_000;

type Identified = Pick<Session, 'id' | 'shard' | 'shards' | 'intents' | 'compress'>;

/** What a shard says of itself, or why it is not let in. */
export function checkIdentify(gateway: Gateway, d: Json): Identified | CloseReason | 'tooMany' {
  const { settings, world, identified } = gateway;
  if (d.token !== world.token) return 'authenticationFailed';
  if (typeof d.properties !== 'object' || d.properties === null) return 'decodeError';
  const [shard, shards] = (Array.isArray(d.shard) ? d.shard : [0, 1]) as number[];
  const whole = Number.isInteger(shard) && Number.isInteger(shards);
  if (!whole || shard === undefined || shards === undefined) return 'invalidShard';
  if (shard < 0 || shards < 1 || shard >= shards) return 'invalidShard';
  const intents = d.intents;
  if (typeof intents !== 'number' || !Number.isInteger(intents)) return 'invalidIntents';
  if (intents < 0 || (intents & ~known) !== 0) return 'invalidIntents';
  const unapproved = intents & privileged & ~settings.privileged;
  if (settings.disallowed || unapproved) return 'disallowedIntents';
  const bucket = shard % settings.maxConcurrency;
  const last = identified.get(bucket) ?? -Infinity;
  const now = world.clock.now();
  const early = settings.maxConcurrency === 1 && now - last < BUCKET;
  if (early || settings.sessionStarts.remaining <= 0) return 'tooMany';
  identified.set(bucket, now);
  settings.sessionStarts.remaining -= 1;
  return { id: gateway.newSessionId(), shard, shards, intents, compress: d.compress === true };
}
