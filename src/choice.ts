import type { Click } from './conversation/event.ts';
import type { Choice } from './screen.ts';

/** What choosing an answer does; one that is typed opens its form. */
export function clickOf(choice: Choice): Click {
  return 'form' in choice ? { type: 'open', field: choice.form.field } : choice.click;
}

/** The label of an answer, with a sign where it is the one that stands: a button cannot be shown as chosen. */
export function markedLabel({ label, current }: Choice): string {
  return current ? `✓ ${label}` : label;
}
