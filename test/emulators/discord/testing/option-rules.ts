import type { Json } from '../vocabulary.ts';
import { command, named, opt, options } from './command-forms.ts';
import { many, x } from './forms.ts';
import { atMost, fault, type Rule, rule } from './rules.ts';

const one = (more: Json) => command({ options: [opt(more)] });
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
const badName = 'APPLICATION_COMMAND_INVALID_NAME';
const O = 'options.0';

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
