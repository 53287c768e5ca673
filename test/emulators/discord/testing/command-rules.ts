import type { Json } from '../vocabulary.ts';
import { command, named, opt, options } from './command-forms.ts';
import { many, x } from './forms.ts';
import { atMost, fault, type Rule, rule } from './rules.ts';

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
