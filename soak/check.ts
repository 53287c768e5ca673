import type { Conversation } from '../src/conversation/conversation.ts';
import { fields } from '../src/facts.ts';
import type { Store } from '../src/store/port.ts';
import type { Count } from './count.ts';
import type { Walker } from './person.ts';

/** What differs between what one person has seen and what is held and stands at the end. */
export async function differences(store: Store, walker: Walker, count: Count): Promise<string[]> {
  const { client, answers, token, unsure } = walker;
  const [held, ...more] = await store.holdings(client.who);
  const found: string[] = more.length > 0 ? ['more than one conversation is held'] : [];
  const state = held ? (held.state as unknown as Conversation) : null;
  if (state && token === null && Object.keys(state.answers).length > 0) {
    found.push('answers are held of somebody who was forgotten');
  }
  if (token !== null) {
    if (!state) found.push('nothing is held of somebody who was answered');
    else if (`${state.id}.${state.turn}` !== token) {
      found.push(`${state.id}.${state.turn} is held, ${token} was seen last`);
    }
    for (const field of unsure ? [] : fields) {
      const may = answers.get(field) ?? new Set([undefined]);
      const is = state?.answers[field];
      if (!may.has(is))
        found.push(`${field}: ${String(is)} is held, ${[...may].join(' or ')} was acknowledged`);
    }
  }
  const shares = state?.shares ?? [];
  const standing = client.posts();
  const known = shares.flatMap(({ posted }) => (posted ? [posted.message] : []));
  const open = shares.length - known.length;
  count.add('posts that stand', standing.length);
  count.add('posts whose coming through is still to be looked up', open);
  for (const [at, { share }] of standing.entries()) {
    if (standing.findIndex((other) => other.share === share) !== at) {
      found.push(`the post ${share} stands twice`);
    }
  }
  for (const id of known) {
    if (standing.some(({ message }) => message === id)) continue;
    // It went, and what then saved that was lost: pressing once more finds it gone.
    if (walker.removals > 0 || walker.halfForgotten)
      count.add('posts removed whose removal is still to be noted');
    else found.push('a post that is held does not stand');
  }
  const strays = standing.filter(({ message }) => !known.includes(message)).length;
  const mayStand = open + walker.left + walker.removals;
  count.add(
    'posts that were taken off a list while on their way',
    Math.max(0, strays - open - walker.left),
  );
  if (strays > mayStand) {
    found.push(`${strays} posts stand that nobody knows of, ${mayStand} may`);
  }
  if (unsure) count.add('people whose answers may have been cleared');
  return found;
}
