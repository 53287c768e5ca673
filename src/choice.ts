import { type Click, readClick } from './conversation/event.ts';
import { jsonOf } from './json.ts';
import type { Button, Choice } from './screen.ts';

/** What choosing an answer or pressing a button does; one that has a form opens it. */
export function clickOf(choice: Choice | Button): Click {
  return 'form' in choice ? { type: 'open', form: choice.form.name } : choice.click;
}

/** The label of an answer, with a sign where it is the one that stands: a button cannot be shown as chosen. */
export function markedLabel({ label, current }: Choice): string {
  return current ? `✓ ${label}` : label;
}

/** Many people press the same buttons. So many of their texts are remembered, if they are no longer than this. */
const remembered = { texts: 1000, longest: 100 };
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
  if (known.size >= remembered.texts) known.clear();
  if (text.length <= remembered.longest) known.set(text, click);
  return click;
}
