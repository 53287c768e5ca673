import { type Click, readClick } from './conversation/event.ts';
import { jsonOf } from './json.ts';

/** Many people press the same buttons. So many of their texts are remembered, if they are no longer than this. */
const most = { texts: 1000, characters: 100 };
const known = new Map<string, Click | null>();

/**
 * The click that a button carried as text, as it comes back from outside.
 *
 * @returns null where it is none of ours
 */
export function clickIn(text: string): Click | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const click = readClick(jsonOf(text));
  if (known.size >= most.texts) known.clear();
  if (text.length <= most.characters) known.set(text, click);
  return click;
}
