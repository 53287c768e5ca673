import { input, label, many, modal, words, x } from './forms.ts';
import { atLeast, atMost, fault, type Rule, rule } from './rules.ts';

const C = 'data.components.0.component';
const one = (component: object) => modal(label({ ...component }));
const typed = (more: object) => one(input({ ...more }));
const old = (more: object) => modal({ type: 1, components: [input({ label: 'Score', ...more })] });
export const formRules: readonly Rule[] = [
  atMost('title', 'data.title', fault.length, 45, (n) => ({ ...typed({}), title: x(n) })),
  rule('a form has a title', 'data.title', fault.required, typed({}), { ...typed({}), title: '' }),
  atMost('custom_id', 'data.custom_id', fault.length, 100, (n) => ({
    ...typed({}),
    custom_id: x(n),
  })),
  rule('a form has a custom_id', 'data.custom_id', fault.required, typed({}), {
    ...typed({}),
    custom_id: null,
  }),
  atMost('components', 'data.components', fault.length, 5, (n) =>
    modal(...many(n, () => label(input()))),
  ),
  atLeast('components', 'data.components', fault.length, 1, (n) =>
    modal(...many(n, () => label(input()))),
  ),
  rule('a text input has a label', 'data.components.0', fault.type, typed({}), modal(input())),
  rule(
    'no buttons',
    C,
    fault.type,
    typed({}),
    one({ type: 2, style: 1, label: 'a', custom_id: 'a' }),
  ),
  rule('unknown types are refused', C, fault.type, typed({}), one({ type: 20, custom_id: 'a' })),
  rule(
    'texts are fine, containers are not',
    'data.components.0',
    fault.type,
    modal(words(), label(input())),
    modal({ type: 17, components: [words()] }),
  ),
  atMost('label', 'data.components.0.label', fault.length, 45, (n) =>
    modal(label(input(), { label: x(n) })),
  ),
  atMost('description', 'data.components.0.description', fault.max, 100, (n) =>
    modal(label(input(), { description: x(n) })),
  ),
  rule(
    'a label holds something',
    C,
    fault.required,
    typed({}),
    modal({ type: 18, label: 'Score' }),
  ),
  rule(
    'custom_id is unique in the form',
    'data.components.1.component.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    modal(label(input({ custom_id: 'a' })), label(input({ custom_id: 'b' }))),
    modal(label(input({ custom_id: 'a' })), label(input({ custom_id: 'a' }))),
  ),
  rule(
    'an old row holds one input',
    'data.components.0.components',
    fault.length,
    old({}),
    modal({ type: 1, components: [input({ label: 'a' }), input({ label: 'b' })] }),
  ),
  atMost('label in an old row', 'data.components.0.components.0.label', fault.length, 45, (n) =>
    old({ label: x(n) }),
  ),
];

export const inputRules: readonly Rule[] = [
  atMost('custom_id', `${C}.custom_id`, fault.length, 100, (n) => typed({ custom_id: x(n) })),
  rule('a style is needed', `${C}.style`, fault.required, typed({}), typed({ style: null })),
  atMost('styles', `${C}.style`, fault.choices, 2, (n) => typed({ style: n })),
  atMost('min_length', `${C}.min_length`, fault.above, 4000, (n) => typed({ min_length: n })),
  atLeast('min_length', `${C}.min_length`, fault.below, 0, (n) => typed({ min_length: n })),
  atMost('max_length', `${C}.max_length`, fault.above, 4000, (n) => typed({ max_length: n })),
  atLeast('max_length', `${C}.max_length`, fault.below, 1, (n) => typed({ max_length: n })),
  atMost('min_length where max_length is 5', `${C}.min_length`, fault.above, 5, (n) =>
    typed({ min_length: n, max_length: 5 }),
  ),
  atMost('value', `${C}.value`, fault.max, 4000, (n) => typed({ value: x(n) })),
  atMost('value where max_length is 5', `${C}.value`, fault.length, 5, (n) =>
    typed({ value: x(n), max_length: 5 }),
  ),
  atLeast('value where min_length is 5', `${C}.value`, fault.length, 5, (n) =>
    typed({ value: x(n), min_length: 5 }),
  ),
  atMost('placeholder', `${C}.placeholder`, fault.max, 100, (n) => typed({ placeholder: x(n) })),
  rule(
    'an input in a label has none of its own',
    `${C}.label`,
    'COMPONENT_LABEL_NOT_ALLOWED',
    typed({}),
    typed({ label: 'Score' }),
  ),
  rule(
    'required is yes or no',
    `${C}.required`,
    fault.truth,
    typed({ required: false }),
    typed({ required: 1 }),
  ),
];
