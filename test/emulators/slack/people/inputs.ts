import { asJson, isJson, type Json, textIn, textOf } from '../world/json.ts';
import { optionsOf } from './readable.ts';

/** What a person types or picks: a text, or several options of one input. */
export type Filling = string | readonly string[];

/** Finds ids by the names that people see, for inputs that list people or channels. */
export type Lookup = (name: string) => string | undefined;

type Filled = { value: Json } | { error: string };

/** How one kind of input keeps its value, and what the client itself refuses. */
interface Input {
  initial: (element: Json) => Json;
  fill: (element: Json, typed: Filling, lookup: Lookup) => Filled;
}

const typedText = (check: (element: Json, typed: string) => string | undefined): Input => ({
  initial: (element) => ({ value: element.initial_value ?? null }),
  fill: (element, typed) => {
    const text = String(typed);
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
  fill: (element, typed) => ({
    value: {
      selected_option: optionNamed(element, String(typed)) ?? unknownOption(element, String(typed)),
    },
  }),
};

const many: Input = {
  initial: (element) => ({ selected_options: element.initial_options ?? [] }),
  fill: (element, typed) => {
    const names = typeof typed === 'string' ? [typed] : typed;
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

const picked = (key: string, initial: string): Input => ({
  initial: (element) => ({ [key]: element[initial] ?? null }),
  fill: (_, typed) => ({
    value: { [key]: key === 'selected_date_time' ? Number(typed) : String(typed) },
  }),
});

const listed = (key: string, initial: string): Input => ({
  initial: (element) => ({ [key]: element[initial] ?? null }),
  fill: (_, typed, lookup) => {
    const id = lookup(String(typed));
    if (id === undefined) throw new Error(`Slack lists nothing that is called "${typed}"`);
    return { value: { [key]: id } };
  },
});

const listedMany = (key: string, initial: string): Input => ({
  initial: (element) => ({ [key]: element[initial] ?? [] }),
  fill: (_, typed, lookup) => {
    const names = typeof typed === 'string' ? [typed] : typed;
    return { value: { [key]: names.map((name) => lookup(name) ?? name) } };
  },
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
  datepicker: picked('selected_date', 'initial_date'),
  timepicker: picked('selected_time', 'initial_time'),
  datetimepicker: picked('selected_date_time', 'initial_date_time'),
  users_select: listed('selected_user', 'initial_user'),
  channels_select: listed('selected_channel', 'initial_channel'),
  conversations_select: listed('selected_conversation', 'initial_conversation'),
  multi_users_select: listedMany('selected_users', 'initial_users'),
  multi_channels_select: listedMany('selected_channels', 'initial_channels'),
  multi_conversations_select: listedMany('selected_conversations', 'initial_conversations'),
  file_input: {
    initial: () => ({ files: [] }),
    fill: () => ({ error: 'the emulator uploads no files' }),
  },
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
