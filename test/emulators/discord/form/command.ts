import * as limits from '../limits/command.ts';
import { commandType, context, installation, option } from '../vocabulary.ts';
import type { Faults, Path } from './faults.ts';
import { characters, type Field, isObject, list, model, number, text, truth } from './fields.ts';
import { description, localizations, typedName } from './name.ts';
import { optionRules } from './option.ts';

/** A name of a message or user command, which is clicked: anything visible. */
const clickedName = text({ min: 1, max: limits.command.name });

const common = {
  default_member_permissions: ((value, at, faults) => {
    if (/^\d+$/.test(String(value))) return;
    faults.add(at, 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
  }) satisfies Field,
  nsfw: truth,
  dm_permission: truth,
  contexts: list(number({ choices: Object.values(context) }), { min: 0, max: 3 }),
  integration_types: list(number({ choices: Object.values(installation) }), { min: 1, max: 2 }),
};

const typed = model({
  ...common,
  name: { required: typedName },
  name_localizations: localizations(typedName),
  description: { required: description },
  description_localizations: localizations(description),
});

const clicked = model(
  { ...common, name: { required: clickedName }, name_localizations: localizations(clickedName) },
  (value, at, faults) => {
    if (!isObject(value)) return;
    if (value.description) {
      const message = 'Context menu commands cannot have a description';
      const code = 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET';
      faults.add([...at, 'description'], code, message);
    }
    if (Array.isArray(value.options) && value.options.length > 0) {
      const message = 'Context menu commands cannot have options';
      const code = 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET';
      faults.add([...at, 'options'], code, message);
    }
  },
);

/** Names, descriptions and values of a command, each with its longest translation. */
export function size(value: unknown): number {
  if (!isObject(value)) return 0;
  const longest = (name: string) => {
    const others = isObject(value[`${name}_localizations`]) ? value[`${name}_localizations`] : {};
    const texts = [value[name] ?? '', ...Object.values(others as object)];
    return Math.max(...texts.map((words) => characters(String(words ?? ''))));
  };
  const under = [value.options, value.choices].flatMap((part) => (Array.isArray(part) ? part : []));
  const own = typeof value.value === 'string' ? characters(value.value) : 0;
  const nested = under.reduce((sum: number, part) => sum + size(part), 0);
  return longest('name') + longest('description') + own + nested;
}

/** One command; `at` is its index where many are sent at once. */
export function checkCommand(value: unknown, at: Path, faults: Faults): void {
  const type = isObject(value) ? (value.type ?? commandType.chatInput) : commandType.chatInput;
  number({ choices: Object.values(commandType) })(type, [...at, 'type'], faults);
  (type === commandType.chatInput ? typed : clicked)(value, at, faults);
  if (!isObject(value)) return;
  if (type === commandType.chatInput) {
    const all = [option.subcommand, option.group, ...optionRules.plain];
    optionRules.check(value.options, [...at, 'options'], faults, all);
  }
  if (size(value) > limits.command.total) {
    const message = `Command exceeds maximum size (${limits.command.total})`;
    faults.add(at, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}
