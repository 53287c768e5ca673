import type { Discord } from '../index.ts';
import type { Json } from '../vocabulary.ts';
import { type Answer, type More, rest } from './rest.ts';
import { connect, type Identity, type Shard } from './shard.ts';

/** An application that does by itself nothing: the test reads what arrives and answers it. */
export interface Bot {
  shard: Shard;
  /** The next interaction that has not been looked at yet. */
  next: () => Promise<Json>;
  /** Answers an interaction by its callback, without a token. */
  answer: (sent: Json, type: number, data?: unknown, more?: More) => Promise<Answer>;
  /** Uses the token of an interaction: `/messages/@original` and the like. */
  webhook: (sent: Json, method: string, path?: string, body?: unknown) => Promise<Answer>;
}

export async function answering(discord: Discord, identity: Identity = {}): Promise<Bot> {
  const shard = await connect(discord, identity);
  let seen = 0;
  return {
    shard,
    next: async () => {
      const index = seen;
      seen += 1;
      const payload = await shard.find(() => shard.events('INTERACTION_CREATE')[index]);
      return payload.d;
    },
    answer: (sent, type, data, more = {}) => {
      const path = `/interactions/${sent.id}/${sent.token}/callback`;
      return rest(discord, 'POST', path, { type, data }, { token: null, ...more });
    },
    webhook: (sent, method, path = '', body) => {
      const address = `/webhooks/${sent.application_id}/${sent.token}${path}`;
      return rest(discord, method, address, body, { token: null });
    },
  };
}
