import * as limits from '../limits/command.ts';
import { option } from '../vocabulary.ts';
import type { Faults, Path } from './faults.ts';
import { type Field, isObject, list, model, number, text, truth } from './fields.ts';
import { description, localizations, typedName } from './name.ts';

const nested: readonly number[] = [option.subcommand, option.group];
const plain = Object.values(option).filter((type) => !nested.includes(type));
/** The types that may have choices, autocomplete and bounds. */
const listed: readonly number[] = [option.string, option.integer, option.number];
const counted: readonly number[] = [option.integer, option.number];

const choiceName = text({ min: 1, max: limits.command.choiceName });

const choiceValue = (type: number): Field =>
  type === option.string
    ? text({ min: 1, max: limits.command.choiceValue })
    : number({ whole: type === option.integer, min: -(2 ** 53), max: 2 ** 53 });

/** What only some types may have. */
const typeRules: Field = (value, at, faults) => {
  if (!isObject(value)) return;
  const type = Number(value.type);
  const choices = Array.isArray(value.choices) ? value.choices : [];
  const refuse = (name: string, code: string, message: string) =>
    faults.add([...at, name], code, message);
  if (choices.length > 0 && !listed.includes(type)) {
    refuse('choices', 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'This type has no choices');
  }
  if (value.autocomplete === true && !listed.includes(type)) {
    const message = 'This type has no autocomplete';
    refuse('autocomplete', 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID', message);
  }
  if (value.autocomplete === true && choices.length > 0) {
    const message = 'Autocomplete cannot be enabled where there are choices';
    refuse('autocomplete', 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES', message);
  }
  bounds(value.min_value, value.max_value, counted.includes(type), [...at, 'min_value'], faults);
  const words = type === option.string;
  bounds(value.min_length, value.max_length, words, [...at, 'min_length'], faults);
  const names = choices.filter(isObject).map((choice) => choice.name);
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    const message = 'Option choice names must be unique';
    const path = [...at, 'choices', index];
    faults.add(path, 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATE', message);
  });
};

function bounds(min: unknown, max: unknown, allowed: boolean, at: Path, faults: Faults): void {
  const given = [min, max].some((bound) => bound !== undefined && bound !== null);
  if (given && !allowed) {
    const message = 'Bounds are not allowed for options of this type';
    faults.add(at, 'APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID', message);
  } else if (typeof min === 'number' && typeof max === 'number' && min > max) {
    faults.add(at, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  }
}

const form = (types: readonly number[], type: number): Field =>
  model(
    {
      type: { required: number({ choices: types }) },
      name: { required: typedName },
      name_localizations: localizations(typedName),
      description: { required: description },
      description_localizations: localizations(description),
      required: truth,
      autocomplete: truth,
      channel_types: list(number({ min: 0, max: 16 }), { max: 20 }),
      min_value: number({ whole: type === option.integer }),
      max_value: number({ whole: type === option.integer }),
      min_length: number({ min: 0, max: limits.command.stringLength }),
      max_length: number({ min: 1, max: limits.command.stringLength }),
      choices: list(
        model({
          name: { required: choiceName },
          name_localizations: localizations(choiceName),
          value: { required: choiceValue(type) },
        }),
        { max: limits.command.choices },
      ),
    },
    typeRules,
  );

/** The options of a command, group or subcommand, of the given types. */
function check(value: unknown, at: Path, faults: Faults, types: readonly number[]): void {
  if (value === undefined || value === null) return;
  const each: Field = (item, path, found) =>
    form(types, isObject(item) ? Number(item.type) : 0)(item, path, found);
  list(each, { max: limits.command.options })(value, at, faults);
  if (!Array.isArray(value)) return;
  const options = value.filter(isObject);
  const isNested = (type: unknown) => nested.includes(Number(type));
  options.forEach((item, index) => {
    const path = [...at, index];
    if (options.findIndex((other) => other.name === item.name) !== index) {
      const message = 'Option name is a duplicate';
      faults.add([...path, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', message);
    }
    if (isNested(item.type) !== isNested(options[0]?.type)) {
      const message = 'Sub-command and sub-command group option types are mutually exclusive';
      faults.add([...path, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    }
    const late = options.slice(0, index).some((earlier) => earlier.required !== true);
    if (item.required === true && late && !isNested(item.type)) {
      const message = 'Required options must be placed before non-required options';
      faults.add(path, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    if (item.type === option.subcommand) check(item.options, [...path, 'options'], faults, plain);
    if (item.type === option.group) {
      check(item.options, [...path, 'options'], faults, [option.subcommand]);
    }
  });
}

export const optionRules = { plain, check };
