import type { Typed } from '../conversation/forms.ts';
import { contactInputs } from '../conversation/programs-step.ts';
import { longestText } from '../programs/faults.ts';
import { flags, type Program } from '../programs/program.ts';
import type { Form, Input } from '../screen.ts';
import type { Words } from './words.ts';

/** What stands in an input: what was typed last and refused, else what is known. */
type Standing = (name: string) => string | null;

/** A form for a program, or for a new one where there is none. */
export function programForm(words: Words, program: Program | null, typed?: Typed): Form {
  const said = (part: string) => words.text('programs/form', {}, part);
  const value = standing(program, typed);
  const day = (name: 'interviewDate' | 'lastUpdate'): Input => ({
    kind: 'day',
    name,
    label: said(name),
    hint: said('day-hint'),
    optional: true,
    value: value(name),
  });
  return {
    name: 'program',
    title: said(program ? 'title-edit' : 'title-add'),
    submit: words.text('buttons', {}, 'submit'),
    inputs: [
      { ...text('name', said('name'), null, value), optional: false },
      {
        kind: 'pick',
        name: 'flags',
        label: said('flags'),
        hint: said('flags-hint'),
        optional: true,
        several: true,
        options: flags.map((flag) => ({
          value: flag,
          label: words.text('programs/flag', {}, flag),
        })),
        value: value('flags'),
      },
      day('interviewDate'),
      day('lastUpdate'),
    ],
  };
}

/** A form for the people of a program. */
export function contactsForm(words: Words, program: Program, typed?: Typed): Form {
  const said = (part: string) => words.text('programs/form', {}, part);
  const value = standing(program, typed);
  return {
    name: 'contacts',
    title: said('title-contacts'),
    submit: words.text('buttons', {}, 'submit'),
    inputs: contactInputs.map((name) => text(name, said(name), said('contacts-hint'), value)),
  };
}

/** A form for a file of programs. */
export function csvForm(words: Words): Form {
  const said = (part: string) => words.text('programs/form', {}, part);
  const file: Input = {
    kind: 'file',
    name: 'file',
    label: said('file'),
    hint: said('file-hint'),
    optional: false,
    value: null,
    endings: ['csv', 'txt'],
  };
  return { name: 'csv', title: said('title-csv'), submit: said('submit-csv'), inputs: [file] };
}

function standing(program: Program | null, typed: Typed | undefined): Standing {
  const known: Readonly<Record<string, unknown>> = program
    ? { ...program, flags: program.flags.join(' ') }
    : {};
  return (name) => {
    const value = typed ? typed[name] : known[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
}

function text(name: string, label: string, hint: string | null, known: Standing): Input {
  const value = known(name);
  // Platforms count UTF-16 units, of which an emoji has two; what stands there must never be cut.
  const longest = Math.max(longestText, value?.length ?? 0);
  return { kind: 'text', name, label, hint, optional: true, value, long: false, longest };
}
