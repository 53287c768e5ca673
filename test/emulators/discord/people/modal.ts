import type { OpenModal } from '../interaction/types.ts';
import { component, type Json } from '../vocabulary.ts';
import type { Channel, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import {
  type Given,
  type GivenFile,
  type Named,
  type Resolved,
  resolve,
  upload,
} from './option-value.ts';
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
  minLength: number;
  maxLength: number;
  minValues: number;
  maxValues: number;
  options: SeenOption[];
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
    minLength: Number(field.min_length ?? 0),
    maxLength: Number(field.max_length ?? 4000),
    minValues: Number(field.min_values ?? 1),
    maxValues: Number(field.max_values ?? many),
    options,
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
): { components: Json[]; resolved: Resolved } {
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
  return { components, resolved };
}

function answerOf(
  field: SeenField,
  given: Filled | undefined,
  desk: Desk,
  resolved: Resolved,
  raw: Json,
): Json {
  if (field.type === component.textInput) return { value: textOf(field, given) };
  if (field.type === component.checkbox) return { value: given ?? raw.default === true };
  const list = given === undefined ? preset(field, raw) : Array.isArray(given) ? given : [given];
  const values = list.map((item: string | Named | GivenFile): string => {
    if (field.type === component.fileUpload) {
      return upload(desk.world, desk.channel, item as GivenFile, resolved);
    }
    if (field.options.length > 0) return chosen(field, item);
    const { id } = item as Named;
    resolve(desk.world, desk.user, desk.channel, id, resolved);
    return id;
  });
  if (field.required && values.length === 0) throw new Error(`${field.label}: required`);
  const count = values.length;
  // A field that may be left empty may be left empty whatever its minimum.
  const enough = count >= field.minValues || (count === 0 && !field.required);
  if (!enough) throw new Error(`${field.label}: choose at least ${field.minValues}`);
  if (count > field.maxValues) throw new Error(`${field.label}: at most ${field.maxValues}`);
  return field.type === component.radioGroup ? { value: values[0] ?? null } : { values };
}

const preset = (field: SeenField, raw: Json): (string | Named)[] => [
  ...field.options.filter((one) => one.default).map((one) => one.label),
  ...((raw.default_values ?? []) as Named[]),
];

function textOf(field: SeenField, given: Filled | undefined): string {
  const value = given === undefined ? field.value : String(given);
  const length = [...value].length;
  if (field.required && value.trim() === '') throw new Error(`${field.label}: required`);
  if (length > 0 && length < field.minLength) {
    throw new Error(`${field.label}: must be at least ${field.minLength} characters`);
  }
  if (length > field.maxLength) {
    throw new Error(`${field.label}: must be at most ${field.maxLength} characters`);
  }
  return value;
}

function chosen(field: { label: string; options: SeenOption[] }, item: unknown): string {
  const found = field.options.find((one) => one.label === item || one.value === item);
  const labels = field.options.map((one) => one.label).join(', ');
  if (!found) throw new Error(`${field.label}: "${item}" is not one of ${labels}`);
  return found.value;
}
