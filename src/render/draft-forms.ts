import type { Typed } from '../conversation/forms.ts';
import {
  longestBody,
  longestDetail,
  longestName,
  longestSubject,
} from '../conversation/writing-step.ts';
import type { Detail, Details } from '../email/details.ts';
import { type Applicant, type Email, idNameOf } from '../email/draft.ts';
import type { ScoredFacts } from '../facts.ts';
import type { Policy } from '../policy/policy.ts';
import type { Form, Input, PickInput } from '../screen.ts';
import type { Words } from './words.ts';

/** Who writes; an IMG is asked about visas as well. */
export function applicantForm(
  { words, policy }: { readonly words: Words; readonly policy: Policy },
  facts: ScoredFacts,
  { name, id, school, visa }: Applicant,
): Form {
  const said = (part: string, params = {}) => words.text('email/screen', params, part);
  const text = (input: string, label: string, value: string | undefined): Input =>
    textInput(input, label, null, value, { longest: longestName, optional: false });
  const standing = typeof visa === 'boolean' ? (visa ? 'yes' : 'no') : null;
  const visas: PickInput = {
    kind: 'pick',
    name: 'visa',
    label: said('visa'),
    hint: said('visa-hint'),
    optional: true,
    several: false,
    // As the question is put, "no" is the good news that the email may tell.
    options: [
      { value: 'yes', label: said('visa-not-needed') },
      { value: 'no', label: said('visa-needed') },
    ],
    value: standing,
  };
  return {
    name: 'applicant',
    title: said('title-applicant'),
    submit: words.text('buttons', {}, 'submit'),
    inputs: [
      text('name', said('name'), name),
      text('id', said('id', { idName: idNameOf(policy, words, facts) }), id),
      text('school', said('school'), school),
      ...(facts.img ? [visas] : []),
    ],
  };
}

/** What this template asks for. */
export function detailsForm(
  words: Words,
  asked: readonly Detail[],
  details: Details,
  typed?: Typed,
): Form {
  return {
    name: 'details',
    title: words.text('email/screen', {}, 'title-details'),
    submit: words.text('buttons', {}, 'submit'),
    inputs: asked.map((detail) => ({
      ...detailInput(words, detail, details),
      ...(typed ? { value: typed[detail.id] || null } : {}),
    })),
  };
}

function detailInput(words: Words, detail: Detail, details: Details): Input {
  const { id, kind, needed, choices = [] } = detail;
  const said = (part: string) => words.text('email/screen', {}, part);
  const hint = words.has('email/screen', `${id}-hint`)
    ? said(`${id}-hint`)
    : needed
      ? null
      : said('optional-hint');
  const known = details[id];
  // A draft can do without any of them for now: then it has a blank there.
  const named = { name: id, label: said(id), hint, optional: true };
  switch (kind) {
    case 'text':
      return {
        ...named,
        kind,
        long: false,
        longest: longestDetail,
        value: typeof known === 'string' ? known : null,
      };
    case 'day':
      return { ...named, kind, value: typeof known === 'string' ? known : null };
    case 'choice': {
      const options = choices.map((value) => ({ value, label: said(value) }));
      const value = typeof known === 'string' ? known : null;
      return { ...named, kind: 'pick', several: false, options, value };
    }
    case 'yes-no': {
      const options = ['yes', 'no'].map((value) => ({ value, label: said(value) }));
      return { ...named, kind: 'pick', several: false, options, value: known ? 'yes' : null };
    }
  }
}

/** The email itself. */
export function emailForm(words: Words, { subject, body }: Email): Form {
  const said = (part: string) => words.text('email/screen', {}, part);
  return {
    name: 'email',
    title: said('title-email'),
    submit: words.text('buttons', {}, 'submit'),
    inputs: [
      textInput('subject', said('subject-input'), null, subject, { longest: longestSubject }),
      {
        ...textInput('body', said('body-input'), said('body-hint'), body, { longest: longestBody }),
        long: true,
      },
    ],
  };
}

function textInput(
  name: string,
  label: string,
  hint: string | null,
  value: string | undefined,
  { longest, optional = false }: { longest: number; optional?: boolean },
): Extract<Input, { kind: 'text' }> {
  return {
    kind: 'text',
    name,
    label,
    hint,
    optional,
    value: value ?? null,
    long: false,
    // What stands there must never be cut.
    longest: Math.max(longest, value?.length ?? 0),
  };
}
