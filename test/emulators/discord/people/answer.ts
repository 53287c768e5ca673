import { component, type Json } from '../vocabulary.ts';
import type { Desk, Filled, SeenField } from './modal.ts';
import {
  type GivenFile,
  isFile,
  type Named,
  type Resolved,
  resolve,
  upload,
} from './option-value.ts';
import type { SeenOption } from './seen.ts';

/** What the client sends for one field of a form, unless the field does not allow it. */
export function answerOf(
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
      return upload(desk.world, desk.channel, fileFor(field, item), resolved);
    }
    if (field.options.length > 0) return chosen(field, item);
    if (typeof item === 'string' || isFile(item)) {
      throw new Error(`${field.label}: a person, role or channel is needed`);
    }
    resolve(desk.world, desk.user, desk.channel, item.id, resolved);
    return item.id;
  });
  if (new Set(values).size < values.length) throw new Error(`${field.label}: twice the same`);
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

const kinds: Readonly<Record<string, readonly string[]>> = {
  image: ['.gif', '.jpeg', '.jpg', '.png', '.webp'],
  video: ['.mov', '.mp4', '.webm'],
  audio: ['.mp3', '.ogg', '.wav'],
};

/** The file, if the field takes it: by the ending of its name alone. */
function fileFor(field: SeenField, item: string | Named | GivenFile): GivenFile {
  if (!isFile(item)) throw new Error(`${field.label}: a file is needed`);
  const endings = field.fileTypes.flatMap((type) => kinds[type] ?? [type]);
  const fits = endings.some((ending) => item.name.toLowerCase().endsWith(ending.toLowerCase()));
  if (endings.length === 0 || fits) return item;
  throw new Error(`${field.label}: only ${field.fileTypes.join(', ')}`);
}

function textOf(field: SeenField, given: Filled | undefined): string {
  if (typeof given === 'object') throw new Error(`${field.label}: text is needed`);
  const value = given === undefined ? field.value : String(given);
  const length = [...value].length;
  if (!field.paragraph && value.includes('\n')) throw new Error(`${field.label}: one line only`);
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
  const found = field.options.find((one) => one.label === item);
  const labels = field.options.map((one) => one.label).join(', ');
  if (!found) throw new Error(`${field.label}: "${item}" is not one of ${labels}`);
  return found.value;
}
