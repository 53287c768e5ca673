import { button, many, option, row, select, x } from './forms.ts';
import { atLeast, atMost, fault, type Rule, rule } from './rules.ts';

const M = 'components.0.components.0';
const chosen = (more: object) => ({ components: [row(select({ ...more }))] });
const options = (count: number) => many(count, (index) => option(index));
const single = (more: object) => chosen({ options: [option(0, { ...more })] });
const menu = (type: number, more: object) => ({
  components: [row({ type, custom_id: 'a', ...more })],
});
const preset = (type: number, ...default_values: object[]) => menu(type, { default_values });
const tooMany = 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES';
const user = { id: '1', type: 'user' };

export const selectRules: readonly Rule[] = [
  rule(
    'a select has a row to itself',
    'components.0.components.1',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    { components: [row(select()), row(button())] },
    { components: [row(select(), button())] },
  ),
  rule(
    'two selects are two rows',
    'components.0.components.1',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    { components: [row(select()), row(select())] },
    { components: [row(select(), select())] },
  ),
  atMost('options', `${M}.options`, fault.length, 25, (n) => chosen({ options: options(n) })),
  atLeast('options', `${M}.options`, fault.length, 1, (n) => chosen({ options: options(n) })),
  rule('options are needed', `${M}.options`, fault.required, chosen({}), chosen({ options: null })),
  atMost('label', `${M}.options.0.label`, fault.length, 100, (n) => single({ label: x(n) })),
  atMost('value', `${M}.options.0.value`, fault.length, 100, (n) => single({ value: x(n) })),
  atMost('description', `${M}.options.0.description`, fault.max, 100, (n) =>
    single({ description: x(n) }),
  ),
  rule(
    'option values are unique',
    `${M}.options.1`,
    'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    chosen({ options: [option(0), option(1)] }),
    chosen({ options: [option(0), option(0)] }),
  ),
  atMost('placeholder', `${M}.placeholder`, fault.max, 150, (n) => chosen({ placeholder: x(n) })),
  atLeast('min_values', `${M}.min_values`, fault.below, 0, (n) => chosen({ min_values: n })),
  atMost('min_values', `${M}.min_values`, fault.above, 25, (n) =>
    chosen({ options: options(25), min_values: n, max_values: 25 }),
  ),
  atMost('max_values', `${M}.max_values`, fault.above, 25, (n) =>
    chosen({ options: options(25), max_values: n }),
  ),
  atLeast('max_values', `${M}.max_values`, fault.below, 1, (n) => chosen({ max_values: n })),
  atMost('max_values of 3 options', `${M}.options`, fault.length, 3, (n) =>
    chosen({ max_values: n }),
  ),
  atMost('min_values where max_values is 2', `${M}.min_values`, fault.above, 2, (n) =>
    chosen({ min_values: n, max_values: 2 }),
  ),
  atMost('options chosen beforehand', `${M}.options`, tooMany, 1, (n) =>
    chosen({ options: many(2, (index) => option(index, { default: index < n })) }),
  ),
  atMost('people chosen beforehand', `${M}.default_values`, tooMany, 1, (n) =>
    preset(5, ...many(n, (index) => ({ id: String(index), type: 'user' }))),
  ),
  atLeast(
    'people chosen beforehand, where 2 are needed',
    `${M}.default_values`,
    'SELECT_COMPONENT_NOT_ENOUGH_DEFAULT_VALUES',
    2,
    (n) =>
      menu(5, {
        min_values: 2,
        max_values: 3,
        default_values: many(n, (index) => ({ id: String(index), type: 'user' })),
      }),
  ),
  rule(
    'people are chosen as people',
    `${M}.default_values.0.type`,
    fault.choices,
    preset(5, user),
    preset(5, { ...user, type: 'role' }),
  ),
  rule(
    'roles are chosen as roles',
    `${M}.default_values.0.type`,
    fault.choices,
    preset(6, { ...user, type: 'role' }),
    preset(6, user),
  ),
  rule(
    'either may be chosen where both are',
    `${M}.default_values.0.type`,
    fault.choices,
    preset(7, user),
    preset(7, { ...user, type: 'channel' }),
  ),
  rule(
    'what is chosen beforehand has a snowflake',
    `${M}.default_values.0.id`,
    fault.number,
    preset(5, user),
    preset(5, { ...user, id: 'ana' }),
  ),
  rule(
    'channel types are known',
    `${M}.channel_types.0`,
    fault.above,
    menu(8, { channel_types: [16] }),
    menu(8, { channel_types: [17] }),
  ),
];
