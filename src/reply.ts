import type { FormName } from './conversation/forms.ts';
import type { Words } from './render/words.ts';
import type { Form, Notice, Screen } from './screen.ts';

/** What a person gets back for what they did. */
export interface Reply {
  readonly screen: Screen;
  /** Files to hand over, such as *Download my data*. */
  readonly files: readonly FileToHand[];
  /** A form to open, where the platform does not show it on the screen itself. */
  readonly form: Form | null;
  /** Where a form was sent and not accepted: why. It stays open, and the screen says the same. */
  readonly refused: readonly Notice[] | null;
  /** Everything held of the person was removed; what a platform still shows of it should go too. */
  readonly removed: boolean;
  /** Where something failed: the number under which the log has the details. The screen says so in words. */
  readonly fault: string | null;
}

/** A file for the person; `type` is its media type. */
export interface FileToHand {
  readonly name: string;
  /** Everything held of the person, their plan, an example of a list of programs, or an email. */
  readonly what: 'data' | 'plan' | 'example' | 'email';
  readonly type: string;
  readonly content: string;
}

/** A screen, and nothing else. */
export function reply(screen: Screen): Reply {
  return { screen, files: [], form: null, refused: null, removed: false, fault: null };
}

/** The form of this name on a screen; null where it has none. */
export function formOf({ choices, actions }: Screen, name: FormName): Form | null {
  for (const one of [...choices, ...actions]) {
    if ('form' in one && one.form.name === name) return one.form;
  }
  return null;
}

/** Why a form was not accepted; null where it was. */
export function faultsOf({ notices }: Screen): readonly Notice[] | null {
  const faults = notices.filter(({ tone }) => tone === 'fault');
  return faults.length > 0 ? faults : null;
}

/** A screen that says first what went wrong. */
export function withFault(screen: Screen, text: string): Screen {
  return { ...screen, notices: [{ tone: 'fault', text }, ...screen.notices] };
}

/** A form whose file the platform did not hand over: nothing of it was taken, and the same screen says so. */
export function withoutFile(words: Words, { screen, ...rest }: Reply, reference: string): Reply {
  const text = words.text('programs/csv', { reference }, 'not-fetched');
  const fault: Notice = { tone: 'fault', text, input: 'file' };
  return {
    ...rest,
    screen: { ...screen, notices: [fault, ...screen.notices] },
    refused: [fault],
  };
}
