import { fresh, input, label, many, modal, option, select, words, x } from './forms.ts';
import { atLeast, atMost, fault, type Rule, rule } from './rules.ts';

const C = 'data.components.0.component';
const one = (component: object) => modal(label({ ...component }));
const typed = (more: object) => one(input({ ...more }));
const chosen = (more: object) => one(select({ ...more }));
const options = (count: number, more: object = {}) =>
  many(count, (index) => option(index, { ...more }));
const radio = (more: object) => one({ type: 21, custom_id: fresh(), options: options(3), ...more });
const boxes = (more: object) => one({ type: 22, custom_id: fresh(), options: options(3), ...more });
const box = (more: object) => one({ type: 23, custom_id: fresh(), ...more });
const files = (more: object) => one({ type: 19, custom_id: fresh(), ...more });
const old = (more: object) => modal({ type: 1, components: [input({ label: 'Score', ...more })] });
const needed = 'COMPONENT_REQUIRED_MIN_VALUES';
const twice = 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED';
const same = [option(0), option(0)];

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

export const choiceRules: readonly Rule[] = [
  atMost('options of a select', `${C}.options`, fault.length, 25, (n) =>
    chosen({ options: options(n) }),
  ),
  rule(
    'nothing is disabled',
    `${C}.disabled`,
    'MODAL_COMPONENT_CANNOT_BE_DISABLED',
    chosen({ disabled: false }),
    chosen({ disabled: true }),
  ),
  rule(
    'a select that is needed needs a choice',
    `${C}.min_values`,
    needed,
    chosen({ required: false, min_values: 0 }),
    chosen({ min_values: 0 }),
  ),
  rule(
    'people can be asked for',
    `${C}.placeholder`,
    fault.max,
    one({ type: 5, custom_id: 'a' }),
    one({ type: 5, custom_id: 'a', placeholder: x(151) }),
  ),
  atMost('options of a radio group', `${C}.options`, fault.length, 10, (n) =>
    radio({ options: options(n) }),
  ),
  atLeast('options of a radio group', `${C}.options`, fault.length, 2, (n) =>
    radio({ options: options(n) }),
  ),
  rule('radio values are unique', `${C}.options.1`, twice, radio({}), radio({ options: same })),
  rule(
    'one radio option is chosen beforehand',
    `${C}.options`,
    'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
    radio({ options: [option(0, { default: true }), option(1)] }),
    radio({ options: options(2, { default: true }) }),
  ),
  atMost('radio label', `${C}.options.0.label`, fault.length, 100, (n) =>
    radio({ options: [option(0, { label: x(n) }), option(1)] }),
  ),
  atMost('radio value', `${C}.options.0.value`, fault.length, 100, (n) =>
    radio({ options: [option(0, { value: x(n) }), option(1)] }),
  ),
  atMost('radio description', `${C}.options.0.description`, fault.max, 100, (n) =>
    radio({ options: [option(0, { description: x(n) }), option(1)] }),
  ),
  rule(
    'radio options are needed',
    `${C}.options`,
    fault.required,
    radio({}),
    radio({ options: null }),
  ),
  atMost('options of a checkbox group', `${C}.options`, fault.length, 10, (n) =>
    boxes({ options: options(n) }),
  ),
  atLeast('options of a checkbox group', `${C}.options`, fault.length, 1, (n) =>
    boxes({ options: options(n) }),
  ),
  rule('checkbox values are unique', `${C}.options.1`, twice, boxes({}), boxes({ options: same })),
  atMost('max_values of 3 checkboxes', `${C}.options`, fault.length, 3, (n) =>
    boxes({ max_values: n }),
  ),
  atMost('max_values of 10 checkboxes', `${C}.max_values`, fault.above, 10, (n) =>
    boxes({ options: options(10), max_values: n }),
  ),
  atMost('min_values where max_values is 2', `${C}.min_values`, fault.above, 2, (n) =>
    boxes({ min_values: n, max_values: 2 }),
  ),
  rule(
    'a checkbox group that is needed needs a tick',
    `${C}.min_values`,
    needed,
    boxes({ required: false, min_values: 0 }),
    boxes({ min_values: 0 }),
  ),
  rule(
    'a tick is yes or no',
    `${C}.default`,
    fault.truth,
    box({ default: true }),
    box({ default: 1 }),
  ),
  rule(
    'a checkbox has a custom_id',
    `${C}.custom_id`,
    fault.required,
    box({}),
    box({ custom_id: null }),
  ),
  atMost('files', `${C}.max_values`, fault.above, 10, (n) => files({ max_values: n })),
  atLeast('files at most', `${C}.max_values`, fault.below, 1, (n) => files({ max_values: n })),
  atMost('files at least', `${C}.min_values`, fault.above, 10, (n) =>
    files({ min_values: n, max_values: 10 }),
  ),
  atMost('min_values of one file', `${C}.min_values`, fault.above, 1, (n) =>
    files({ min_values: n }),
  ),
  rule(
    'an upload that is needed needs a file',
    `${C}.min_values`,
    needed,
    files({ required: false, min_values: 0 }),
    files({ min_values: 0 }),
  ),
];
