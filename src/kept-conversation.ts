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
export function stateOf(policy: Policy, made: Conversation): JsonValue {
  // What was typed may be cut out of a large form, which would stay in memory with it: a copy holds no more than it says.
  const kept = made.typed || made.work ? (JSON.parse(JSON.stringify(made)) as Conversation) : made;
  looked.set(kept, { policy, found: kept });
  return kept as unknown as JsonValue;
}
