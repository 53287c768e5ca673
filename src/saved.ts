import { type Conversation, replay } from './conversation/conversation.ts';
import type { Policy } from './policy/policy.ts';
import type { JsonValue } from './store/port.ts';

/**
 * Conversations as the store keeps them. The store may give back the very object that it was given; what this process
 * has read or made under the same policy needs no second look.
 */
const looked = new WeakMap<object, { readonly policy: Policy; readonly found: Conversation }>();

/**
 * The conversation that was saved, under the policy in force.
 *
 * @throws where the saved form is none of ours
 */
export function conversationIn(policy: Policy, state: JsonValue): Conversation {
  if (typeof state !== 'object' || state === null) return replay(policy, state);
  const known = looked.get(state);
  if (known?.policy === policy) return known.found;
  const found = replay(policy, state);
  looked.set(state, { policy, found });
  return found;
}

/** What to save of a conversation that a step under this policy has made: it would be replayed as it is. */
export function stateOf(policy: Policy, conversation: Conversation): JsonValue {
  looked.set(conversation, { policy, found: conversation });
  return conversation as unknown as JsonValue;
}
