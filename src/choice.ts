import type { Click } from './conversation/event.ts';
import type { Button, Choice } from './screen.ts';

/** What choosing an answer or pressing a button does; one that has a form opens it. */
export function clickOf(choice: Choice | Button): Click {
  return 'form' in choice ? { type: 'open', form: choice.form.name } : choice.click;
}

/** The label of an answer, with a sign where it is the one that stands: a button cannot be shown as chosen. */
export function markedLabel({ label, current }: Choice): string {
  return current ? `✓ ${label}` : label;
}
