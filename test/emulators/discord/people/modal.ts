import type { OpenModal } from '../interaction/types.ts';
import { component, type Json } from '../vocabulary.ts';
import type { Channel, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { answerOf } from './answer.ts';
import type { Given, GivenFile, Named, Resolved } from './option-value.ts';
import { option, type SeenOption } from './seen.ts';

export interface SeenField {
  label: string;
  description: string;
  type: number;
  customId: string;
  required: boolean;
  /** What is filled in already. */
  value: string;
  placeholder: string;
  /** Whether a text may have more than one line. */
  paragraph: boolean;
  minLength: number;
  maxLength: number;
  minValues: number;
  maxValues: number;
  options: SeenOption[];
  /** Endings and kinds of files that are taken; all if there are none. */
  fileTypes: string[];
}

/** A form as a person's client shows it. */
export interface SeenModal {
  title: string;
  customId: string;
  /** Texts between the fields. */
  texts: string[];
  fields: SeenField[];
}

/** What a person fills in: a text, options by their labels, a tick, files, people … */
export type Filled = Given | readonly (string | Named | GivenFile)[];

const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const parts = (modal: OpenModal): Json[] => modal.data.components as Json[];

/** The field in a part of the form, and what names it; none in a text. */
function fieldIn(part: Json): { field: Json; label: string } | undefined {
  if (part.type === component.label) {
    return { field: part.component as Json, label: words(part.label) };
  }
  const field = (part.components as Json[] | undefined)?.[0];
  return field ? { field, label: words(field.label) } : undefined;
}

function seen(field: Json, label: string, description: string): SeenField {
  const options = ((field.options ?? []) as Json[]).map(option);
  const many = field.type === component.checkboxGroup ? options.length : 1;
  return {
    label,
    description,
    type: Number(field.type),
    customId: words(field.custom_id),
    required: field.type !== component.checkbox && field.required !== false,
    value: words(field.value),
    placeholder: words(field.placeholder),
    paragraph: field.style === 2,
    minLength: Number(field.min_length ?? 0),
    maxLength: Number(field.max_length ?? 4000),
    minValues: Number(field.min_values ?? 1),
    maxValues: Number(field.max_values ?? many),
    options,
    fileTypes: ((field.file_types ?? []) as unknown[]).map(String),
  };
}

export function lookAtModal(modal: OpenModal): SeenModal {
  const fields = parts(modal).flatMap((part) => {
    const found = fieldIn(part);
    return found ? [seen(found.field, found.label, words(part.description))] : [];
  });
  return {
    title: words(modal.data.title),
    customId: words(modal.data.custom_id),
    texts: parts(modal)
      .filter((part) => part.type === component.textDisplay)
      .map((part) => words(part.content)),
    fields,
  };
}

/** Where the form is filled in, and by whom. */
export interface Desk {
  world: World;
  user: User;
  channel: Channel;
}

/** What the client sends; it refuses, as a client does, what the fields do not allow. */
export function fill(
  modal: OpenModal,
  given: Readonly<Record<string, Filled>>,
  desk: Desk,
): { components: Json[]; resolved?: Resolved } {
  const resolved: Resolved = {};
  const labels = lookAtModal(modal).fields.map((field) => field.label);
  const unknown = Object.keys(given).find((label) => !labels.includes(label));
  if (unknown) throw new Error(`the form has no "${unknown}"; only: ${labels.join(', ')}`);
  const components = parts(modal).map((part): Json => {
    const found = fieldIn(part);
    const common = { type: part.type, id: part.id };
    if (!found) return common;
    const field = seen(found.field, found.label, '');
    const filled = {
      type: field.type,
      id: found.field.id,
      custom_id: field.customId,
      ...answerOf(field, given[found.label], desk, resolved, found.field),
    };
    return part.type === component.label
      ? { ...common, component: filled }
      : { ...common, components: [filled] };
  });
  return { components, ...(Object.keys(resolved).length > 0 ? { resolved } : {}) };
}
