import type { Conversation } from './conversation.ts';
import type { FormName, Typed } from './forms.ts';
import { type Notice, type Step, unchanged, type Wrong } from './move.ts';

/** A form of a program or of its email is not accepted. What was typed is kept for the next try. */
export function refused(
  conversation: Conversation,
  form: FormName,
  values: Typed,
  faults: readonly Wrong[],
): Step {
  const notices = faults.map((fault): Notice => ({ kind: 'wrong-program', fault }));
  const kept = { form, values: bounded(values) };
  return { ...unchanged({ ...conversation, typed: kept }), notices };
}

/** Nobody means to type more than this into one input; what a form sends is not to be trusted. */
const longestKept = 4000;

function bounded(values: Typed): Typed {
  return Object.fromEntries(
    Object.entries(values)
      // No input of ours, and no schema reads it back.
      .filter(([name]) => name !== '__proto__')
      .slice(0, 10)
      .map(([name, value]) => [name.slice(0, 40), value.slice(0, longestKept)]),
  );
}
