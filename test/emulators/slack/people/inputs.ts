import { asJson, isJson, type Json, textIn, textOf } from '../world/json.ts';
import { fileInput } from './file-input.ts';
import type { PickedFile } from './files.ts';
import { optionsOf } from './readable.ts';

/** What a person types or picks: a text, an option or a day; a file; or several options or files. */
export type Filling = string | PickedFile | readonly (string | PickedFile)[];

/** What inputs need of the client: ids by the names that people see, and somewhere for files. */
export interface Client {
  lookUp(name: string): string | undefined;
  upload(file: PickedFile): Json;
}

type Filled = { value: Json } | { error: string };

/** How one kind of input keeps its value, and what the client itself refuses. */
export interface Input {
  initial: (element: Json) => Json;
  fill: (element: Json, typed: Filling, client: Client) => Filled;
}

/** One text, where a list or a file would be a slip of the test. */
function word(typed: Filling): string {
  if (typeof typed === 'string') return typed;
  throw new Error('this input takes one text, no list and no file');
}

/** Several texts, each once: a client ticks an option or does not. */
function words(typed: Filling): string[] {
  const all = (Array.isArray(typed) ? typed : [typed]).map(word);
  const twice = all.find((one, index) => all.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`"${twice}" can be chosen once`);
  return all;
}

/** What is typed into a single line stays on it, whatever is pasted. */
const onItsLines = ({ type, multiline }: Json, text: string): string =>
  type === 'plain_text_input' && multiline === true ? text : text.replaceAll(/\s*\n\s*/g, ' ');

const typedText = (check: (element: Json, typed: string) => string | undefined): Input => ({
  initial: (element) => ({ value: element.initial_value ?? null }),
  fill: (element, typed) => {
    const text = onItsLines(element, word(typed));
    const error = text === '' ? undefined : check(element, text);
    return error ? { error } : { value: { value: text === '' ? null : text } };
  },
});

const checkLength = ({ min_length, max_length }: Json, typed: string): string | undefined => {
  const [min, max] = [Number(min_length ?? 0), Number(max_length ?? 3000)];
  if (typed.length < min) return `Please enter at least ${min} characters`;
  return typed.length > max ? `Please enter at most ${max} characters` : undefined;
};

const checkNumber = (element: Json, typed: string): string | undefined => {
  if (!/^-?\d+(\.\d+)?$/.test(typed.trim())) return 'Please enter a number';
  if (!element.is_decimal_allowed && typed.includes('.')) return 'Please enter a whole number';
  const { min_value, max_value } = element;
  if (min_value !== undefined && Number(typed) < Number(min_value))
    return `Must be ${min_value} or more`;
  if (max_value !== undefined && Number(typed) > Number(max_value))
    return `Must be ${max_value} or less`;
  return undefined;
};

const pattern = (like: RegExp, error: string) =>
  typedText((_, typed) => (like.test(typed) ? undefined : error));

export const optionNamed = (element: Json, name: string): Json | undefined =>
  optionsOf(element).find((option) => textIn(option.text) === name);

const unknownOption = (element: Json, name: string): never => {
  const known = optionsOf(element).map((option) => textIn(option.text));
  throw new Error(`there is no option "${name}"; there are: ${known.join(', ')}`);
};

const one: Input = {
  initial: (element) => ({ selected_option: element.initial_option ?? null }),
  fill: (element, typed) => {
    const name = word(typed);
    // Page Input block: only an optional select can be emptied; radio buttons cannot.
    if (name === '' && element.type === 'static_select')
      return { value: { selected_option: null } };
    return {
      value: { selected_option: optionNamed(element, name) ?? unknownOption(element, name) },
    };
  },
};

const many: Input = {
  initial: (element) => ({ selected_options: element.initial_options ?? [] }),
  fill: (element, typed) => {
    const names = words(typed);
    const max = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
    if (names.length > max) return { error: `Please choose at most ${max}` };
    return {
      value: {
        selected_options: names.map(
          (name) => optionNamed(element, name) ?? unknownOption(element, name),
        ),
      },
    };
  },
};

/** A picker gives nothing else than what it shows: a slip of the test throws. */
const picked = (key: string, initial: string, is: (picked: string) => boolean): Input => ({
  initial: (element) => ({ [key]: element[initial] ?? null }),
  fill: (element, typed) => {
    const text = word(typed);
    if (text === '') return { value: { [key]: null } };
    if (!is(text)) throw new Error(`a ${String(element.type)} has no "${text}" to pick`);
    return { value: { [key]: key === 'selected_date_time' ? Number(text) : text } };
  },
});

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && text.length === 10;
};
const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const isMoment = (text: string): boolean => /^\d{10}$/.test(text);

const listed = (key: string, initial: string): Input => ({
  initial: (element) => ({ [key]: element[initial] ?? null }),
  fill: (_, typed, client) => {
    const id = client.lookUp(word(typed));
    if (id === undefined) throw new Error(`Slack lists nothing that is called "${typed}"`);
    return { value: { [key]: id } };
  },
});

const listedMany = (key: string, initial: string): Input => ({
  initial: (element) => ({ [key]: element[initial] ?? [] }),
  fill: (_, typed, client) => ({
    value: { [key]: words(typed).map((name) => client.lookUp(name) ?? name) },
  }),
});

export const inputs: Readonly<Record<string, Input>> = {
  plain_text_input: typedText(checkLength),
  number_input: typedText(checkNumber),
  email_text_input: pattern(/^\S+@\S+\.\S+$/, 'Please enter an email address'),
  url_text_input: pattern(/^https?:\/\/\S+$/, 'Please enter a URL'),
  static_select: one,
  radio_buttons: one,
  multi_static_select: many,
  checkboxes: many,
  datepicker: picked('selected_date', 'initial_date', isDay),
  timepicker: picked('selected_time', 'initial_time', isTime),
  datetimepicker: picked('selected_date_time', 'initial_date_time', isMoment),
  users_select: listed('selected_user', 'initial_user'),
  channels_select: listed('selected_channel', 'initial_channel'),
  conversations_select: listed('selected_conversation', 'initial_conversation'),
  multi_users_select: listedMany('selected_users', 'initial_users'),
  multi_channels_select: listedMany('selected_channels', 'initial_channels'),
  multi_conversations_select: listedMany('selected_conversations', 'initial_conversations'),
  file_input: fileInput,
};

/** Whether an input holds nothing, as the client sees it when it asks for what is required. */
export const isEmpty = (value: Json): boolean =>
  Object.entries(value).every(
    ([name, held]) =>
      name === 'type' || held === null || held === '' || (Array.isArray(held) && held.length === 0),
  );

/** The label of an input block. */
export const labelOf = (block: Json): string => textIn(block.label);

/** The value that an element has before anybody touches it, or nothing for a button. */
export function initialValue(element: Json): Json | undefined {
  const input = inputs[textOf(element.type)];
  return input && isJson(element)
    ? { type: element.type, ...asJson(input.initial(element)) }
    : undefined;
}
