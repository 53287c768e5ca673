import { answer, awaiting } from '../interaction/answer.ts';
import type { Interaction } from '../interaction/types.ts';
import { callback, flag, type Json } from '../vocabulary.ts';
import { messagePayload } from '../world/message-payload.ts';
import type { Route } from './types.ts';

/** What the answer led to, for those who ask with `with_response`. */
function outcome(sent: Interaction): Json {
  const { original, answered } = sent;
  const shown = original && answered !== callback.deferredUpdate;
  return {
    interaction: {
      id: sent.id,
      type: sent.type,
      ...(original
        ? {
            response_message_id: original.id,
            response_message_loading: (original.flags & flag.loading) !== 0,
            response_message_ephemeral: (original.flags & flag.ephemeral) !== 0,
          }
        : {}),
    },
    ...(shown ? { resource: { type: answered, message: messagePayload(original) } } : {}),
    ...(answered === callback.modal ? { resource: { type: answered } } : {}),
  };
}

export const callbackRoutes: readonly Route[] = [
  {
    name: 'callback',
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    open: true,
    handle: ({ world, params, body, uploads, query }) => {
      const sent = awaiting(world, params.interaction ?? '', params.token ?? '');
      answer(world, sent, body, uploads);
      return query.get('with_response') === 'true' ? outcome(sent) : undefined;
    },
  },
];
