import * as limits from '../limits/component.ts';
import { component, type Json } from '../vocabulary.ts';
import { customId, id } from './button.ts';
import { emoji } from './emoji.ts';
import {
  type Field,
  isObject,
  list,
  model,
  number,
  snowflake,
  text,
  truth,
  word,
} from './fields.ts';

const options = (value: Json): Json[] =>
  Array.isArray(value.options) ? value.options.filter(isObject) : [];

/** Every option has a value of its own. */
export const ownValues: Field = (value, at, faults) => {
  if (!isObject(value)) return;
  const seen = new Set<unknown>();
  options(value).forEach((option, index) => {
    if (seen.has(option.value)) {
      const message = 'The specified option value is already used';
      const path = [...at, 'options', index];
      faults.add(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    seen.add(option.value);
  });
};

/** How many may be chosen fits what there is to choose from, and what is chosen beforehand. */
export function countRules(defaultMax: (value: Json) => number): Field {
  return (value, at, faults) => {
    if (!isObject(value)) return;
    const min = Number(value.min_values ?? 1);
    const max = Number(value.max_values ?? defaultMax(value));
    const least = Math.min(min, max);
    if (min > max) {
      const message = `int value should be less than or equal to ${max}.`;
      faults.add([...at, 'min_values'], 'NUMBER_TYPE_MAX', message);
    }
    if (Array.isArray(value.options) && value.options.length < max) {
      const most = Math.max(max, limits.select.options);
      const message = `Must be between ${max} and ${most} in length.`;
      faults.add([...at, 'options'], 'BASE_TYPE_BAD_LENGTH', message);
    }
    const preset = Array.isArray(value.default_values)
      ? value.default_values.length
      : options(value).filter((option) => option.default === true).length;
    if (preset > max) {
      const message = 'The specified number of default values exceeds the specified maximum values';
      const path = [...at, 'default_values' in value ? 'default_values' : 'options'];
      faults.add(path, 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message);
    } else if ('default_values' in value && preset > 0 && preset < least) {
      const message = 'The specified number of default values is below the minimum values';
      faults.add([...at, 'default_values'], 'SELECT_COMPONENT_NOT_ENOUGH_DEFAULT_VALUES', message);
    }
  };
}

/** In a modal a field that is needed cannot be left empty, and nothing is disabled. */
export const inModal: Field = (value, at, faults) => {
  if (!isObject(value)) return;
  if (value.disabled === true) {
    const message = 'Components in modals cannot be disabled';
    faults.add([...at, 'disabled'], 'MODAL_COMPONENT_CANNOT_BE_DISABLED', message);
  }
  if (value.required !== false && value.min_values === 0) {
    const message = 'min_values must be at least 1 where the component is required';
    faults.add([...at, 'min_values'], 'COMPONENT_REQUIRED_MIN_VALUES', message);
  }
};

const all =
  (...fields: Field[]): Field =>
  (value, at, faults) => {
    for (const field of fields) field(value, at, faults);
  };

const common = {
  id,
  custom_id: { required: customId },
  placeholder: text({ max: limits.select.placeholder }),
  min_values: number({ min: 0, max: limits.select.values }),
  max_values: number({ min: 1, max: limits.select.values }),
  disabled: truth,
  required: truth,
};

const presets = (types: readonly string[]): Field =>
  list(model({ id: { required: snowflake }, type: { required: word(types) } }), {
    max: limits.select.values,
  });

/** The five kinds of select menus, in a message or in a modal. */
export function selects(place: 'message' | 'modal', emojis: ReadonlySet<string>) {
  const { label, value, description, options: most } = limits.select;
  const option = model({
    label: { required: text({ min: 1, max: label }) },
    value: { required: text({ min: 1, max: value }) },
    description: text({ max: description }),
    emoji: emoji(emojis),
    default: truth,
  });
  const extra = place === 'modal' ? [inModal] : [];
  const counts = all(
    ownValues,
    countRules(() => 1),
    ...extra,
  );
  const populated = (types: readonly string[]) =>
    model({ ...common, default_values: presets(types) }, counts);
  return {
    [component.stringSelect]: model(
      { ...common, options: { required: list(option, { min: 1, max: most }) } },
      counts,
    ),
    [component.userSelect]: populated(['user']),
    [component.roleSelect]: populated(['role']),
    [component.mentionableSelect]: populated(['user', 'role']),
    [component.channelSelect]: model(
      {
        ...common,
        default_values: presets(['channel']),
        channel_types: list(number({ min: 0, max: 16 }), { max: 20 }),
      },
      counts,
    ),
  };
}
