import { type Field, fields } from '../facts.ts';

/** Every form there is: one for each answer that is typed, and those of the programs, the emails and their applicant. */
export const formNames = [
  ...fields,
  'program',
  'contacts',
  'csv',
  'applicant',
  'details',
  'email',
] as const;

export type FormName = (typeof formNames)[number];

/** What was typed into a form, as text, by the names of its inputs. Several choices are separated by spaces. */
export type Typed = Readonly<Record<string, string>>;

/** Whether the form asks for an answer of the interview. */
export function isField(form: FormName): form is Field {
  return (fields as readonly string[]).includes(form);
}

/** A file that is attached may be so large, in bytes. */
export const largestFile = 1_000_000;
