import { fresh, label, many, modal, option, select, x } from './forms.ts';
import { atLeast, atMost, fault, type Rule, rule } from './rules.ts';

const C = 'data.components.0.component';
const one = (component: object) => modal(label({ ...component }));
const chosen = (more: object) => one(select({ ...more }));
const options = (count: number, more: object = {}) =>
  many(count, (index) => option(index, { ...more }));
const radio = (more: object) => one({ type: 21, custom_id: fresh(), options: options(3), ...more });
const boxes = (more: object) => one({ type: 22, custom_id: fresh(), options: options(3), ...more });
const box = (more: object) => one({ type: 23, custom_id: fresh(), ...more });
const files = (more: object) => one({ type: 19, custom_id: fresh(), ...more });
const needed = 'COMPONENT_REQUIRED_MIN_VALUES';
const twice = 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED';
const same = [option(0), option(0)];

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
  atMost('file types', `${C}.file_types`, fault.max, 10, (n) =>
    files({ file_types: many(n, (index) => `.${index}`) }),
  ),
  rule(
    'a file type is a kind or an ending',
    `${C}.file_types.0`,
    fault.choices,
    files({ file_types: ['.csv', 'image'] }),
    files({ file_types: ['csv'] }),
  ),
  rule(
    'an upload that is needed needs a file',
    `${C}.min_values`,
    needed,
    files({ required: false, min_values: 0 }),
    files({ min_values: 0 }),
  ),
];
