import type { Field } from '../facts.ts';

/** What a click does. It is plain JSON, so that a button can carry it. */
export type Click =
  | { readonly type: 'answer'; readonly field: Field; readonly value: string | boolean }
  | { readonly type: 'back' }
  /** Leaves an answer that was opened again as it is. */
  | { readonly type: 'keep' }
  /** Without a field: the list of answers. */
  | { readonly type: 'change'; readonly field?: Field }
  | { readonly type: 'path' }
  /** Back to the open question or the result. */
  | { readonly type: 'resume' }
  | { readonly type: 'restart' }
  | { readonly type: 'cancel' };

/** What happens to a conversation. `on` is the token of the screen that was clicked. */
export type Event =
  /** A command: begins a conversation, or offers to resume the open one. `id` is used for a new one. */
  | { readonly type: 'start'; readonly id: string; readonly words?: string }
  /** A form was sent: what was typed, as text, by the name of the form's field. */
  | {
      readonly type: 'submit';
      readonly field: Field;
      readonly values: Readonly<Record<string, string>>;
      readonly on: string;
    }
  | (Click & { readonly on: string });
