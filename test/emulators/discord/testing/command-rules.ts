import type { Json } from '../vocabulary.ts';
import { many, x } from './forms.ts';
import { atMost, fault, type Rule, rule } from './rules.ts';

export const command = (more: Json = {}): Json => ({
  name: 'check',
  description: 'Check',
  ...more,
});
const opt = (more: Json = {}): Json => ({ type: 3, name: 'text', description: 'A text', ...more });
const named = (index: number, more: Json = {}): Json => opt({ name: `option-${index}`, ...more });
const one = (more: Json) => command({ options: [opt(more)] });
const options = (...given: Json[]) => command({ options: given });
const choice = (index: number, more: Json = {}): Json => ({
  name: `Choice ${index}`,
  value: `value-${index}`,
  ...more,
});
const single = (more: Json) => one({ choices: [choice(0, more)] });
const sub = (more: Json = {}): Json => ({ type: 1, name: 'sub', description: 'A part', ...more });
const group = (...parts: Json[]): Json => ({
  type: 2,
  name: 'group',
  description: 'Parts',
  options: parts,
});
/** An option of 350 characters and `more`. */
const large = (index: number, more: number): Json =>
  named(index, {
    name: `n${String(index).padStart(2, '0')}`,
    description: x(97),
    choices: [
      { name: x(100), value: x(100) },
      { name: x(50), value: x(more) },
    ],
  });
const clicked = (more: Json = {}): Json => ({ type: 3, name: 'Step 2 check', ...more });
const badName = 'APPLICATION_COMMAND_INVALID_NAME';
const O = 'options.0';

export const commandRules: readonly Rule[] = [
  atMost('name', 'name', fault.length, 32, (n) => command({ name: x(n) })),
  rule('a name is needed', 'name', fault.required, command(), command({ name: '' })),
  rule(
    'a name has no capitals',
    'name',
    badName,
    command({ name: 'straße-1' }),
    command({ name: 'Check' }),
  ),
  rule(
    'a name has no blanks',
    'name',
    badName,
    command({ name: "it's_a-1" }),
    command({ name: 'a b' }),
  ),
  rule(
    'a name has no other signs',
    'name',
    badName,
    command({ name: 'नमस्ते' }),
    command({ name: 'a!' }),
  ),
  atMost('description', 'description', fault.length, 100, (n) => command({ description: x(n) })),
  rule(
    'a description is needed',
    'description',
    fault.required,
    command(),
    command({ description: '' }),
  ),
  rule('a type is known', 'type', fault.choices, command({ type: 1 }), command({ type: 9 })),
  rule(
    'locales are known',
    'name_localizations.de-DE',
    fault.choices,
    command({ name_localizations: { de: 'test' } }),
    command({ name_localizations: { 'de-DE': 'test' } }),
  ),
  rule(
    'a translated name is a name',
    'name_localizations.de',
    badName,
    command({ name_localizations: { de: 'prüfen' } }),
    command({ name_localizations: { de: 'Prüfen' } }),
  ),
  atMost('translated description', 'description_localizations.de', fault.length, 100, (n) =>
    command({ description_localizations: { de: x(n) } }),
  ),
  rule(
    'contexts are known',
    'contexts.0',
    fault.choices,
    command({ contexts: [0, 1, 2] }),
    command({ contexts: [3] }),
  ),
  rule(
    'installations are known',
    'integration_types.0',
    fault.choices,
    command({ integration_types: [0, 1] }),
    command({ integration_types: [2] }),
  ),
  rule(
    'some installation is named',
    'integration_types',
    fault.length,
    command({ integration_types: [1] }),
    command({ integration_types: [] }),
  ),
  rule(
    'permissions are a number',
    'default_member_permissions',
    fault.number,
    command({ default_member_permissions: '32' }),
    command({ default_member_permissions: 'admin' }),
  ),
  rule('nsfw is yes or no', 'nsfw', fault.truth, command({ nsfw: false }), command({ nsfw: 'no' })),
  atMost('options', 'options', fault.max, 25, (n) => options(...many(n, (i) => named(i)))),
  atMost('characters in all', '', 'APPLICATION_COMMAND_TOO_LARGE', 8000, (n) =>
    // 10 of the command itself and 400 of each option but the last, which fills up.
    options(...many(20, (index) => large(index, index < 19 ? 50 : n - 7960))),
  ),
  rule(
    'a message command may have capitals',
    'name',
    fault.length,
    clicked(),
    clicked({ name: x(33) }),
  ),
  rule(
    'a message command has no description',
    'description',
    'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
    clicked({ description: '' }),
    clicked({ description: 'Check' }),
  ),
  rule(
    'a message command has no options',
    'options',
    'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET',
    clicked({ options: [] }),
    clicked({ options: [opt()] }),
  ),
];

export const optionRules: readonly Rule[] = [
  atMost('name', `${O}.name`, fault.length, 32, (n) => one({ name: x(n) })),
  rule('a name has no capitals', `${O}.name`, badName, one({}), one({ name: 'CK' })),
  atMost('description', `${O}.description`, fault.length, 100, (n) => one({ description: x(n) })),
  rule('a type is known', `${O}.type`, fault.choices, one({ type: 11 }), one({ type: 12 })),
  rule(
    'names are unique',
    'options.1.name',
    'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE',
    options(named(0), named(1)),
    options(named(0), named(0)),
  ),
  rule(
    'what is required comes first',
    'options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    options(named(0, { required: true }), named(1)),
    options(named(0), named(1, { required: true })),
  ),
  rule(
    'what is required comes first in a subcommand too',
    'options.0.options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    options(sub({ options: [named(0, { required: true }), named(1)] })),
    options(sub({ options: [named(0), named(1, { required: true })] })),
  ),
  rule(
    'subcommands and options do not mix',
    'options.1.type',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    options(sub(), group(sub())),
    options(sub(), opt()),
  ),
  rule(
    'no subcommand in a subcommand',
    'options.0.options.0.type',
    fault.choices,
    options(sub({ options: [opt()] })),
    options(sub({ options: [sub()] })),
  ),
  rule(
    'no group in a group',
    'options.0.options.0.type',
    fault.choices,
    options(group(sub())),
    options(group(group(sub()))),
  ),
  atMost('choices', `${O}.choices`, fault.max, 25, (n) =>
    one({ choices: many(n, (i) => choice(i)) }),
  ),
  atMost('choice name', `${O}.choices.0.name`, fault.length, 100, (n) => single({ name: x(n) })),
  atMost('choice value', `${O}.choices.0.value`, fault.length, 100, (n) => single({ value: x(n) })),
  rule(
    'a choice of a number is one',
    `${O}.choices.0.value`,
    fault.number,
    one({ type: 4, choices: [choice(0, { value: 1 })] }),
    one({ type: 4, choices: [choice(0, { value: 'a' })] }),
  ),
  rule(
    'choice names are unique',
    `${O}.choices.1`,
    'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATE',
    one({ choices: [choice(0), choice(1)] }),
    one({ choices: [choice(0), choice(0)] }),
  ),
  rule(
    'a truth value has no choices',
    `${O}.choices`,
    'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID',
    one({ type: 5 }),
    one({ type: 5, choices: [choice(0)] }),
  ),
  rule(
    'either choices or autocomplete',
    `${O}.autocomplete`,
    'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
    one({ autocomplete: true }),
    one({ autocomplete: true, choices: [choice(0)] }),
  ),
  rule(
    'a person is not completed',
    `${O}.autocomplete`,
    'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
    one({ type: 4, autocomplete: true }),
    one({ type: 6, autocomplete: true }),
  ),
  rule(
    'numbers have bounds, texts do not',
    `${O}.min_value`,
    'APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID',
    one({ type: 4, min_value: 1 }),
    one({ min_value: 1 }),
  ),
  rule(
    'texts have lengths, numbers do not',
    `${O}.min_length`,
    'APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID',
    one({ min_length: 1 }),
    one({ type: 4, max_length: 1 }),
  ),
  atMost('min_value where max_value is 300', `${O}.min_value`, fault.above, 300, (n) =>
    one({ type: 4, min_value: n, max_value: 300 }),
  ),
  rule(
    'a whole number has whole bounds',
    `${O}.min_value`,
    fault.number,
    one({ type: 10, min_value: 0.5 }),
    one({ type: 4, min_value: 0.5 }),
  ),
  atMost('max_length', `${O}.max_length`, fault.above, 6000, (n) => one({ max_length: n })),
  atMost('min_length', `${O}.min_length`, fault.above, 6000, (n) => one({ min_length: n })),
];
