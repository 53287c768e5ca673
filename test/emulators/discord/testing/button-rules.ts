import { bare, button, many, row, words, x } from './forms.ts';
import { atMost, fault, type Rule, rule } from './rules.ts';

const pressed = (more: object) => ({ components: [row(button({ ...more }))] });
const only = (given: object) => ({ components: [row(bare({ ...given }))] });
const link = { style: 5, label: 'a', url: 'https://a.org' };
const B = 'components.0.components.0';
const both = 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE';
const named = (...names: string[]) => ({
  components: names.map((custom_id) => row(button({ custom_id }))),
});
const numbered = (...numbers: number[]) => ({
  components: [row(...numbers.map((id) => button({ id })))],
});

export const rowRules: readonly Rule[] = [
  atMost('rows', 'components', fault.max, 5, (n) => ({
    components: many(n, () => row(button())),
  })),
  atMost('buttons in a row', 'components.0.components', fault.length, 5, (n) => ({
    components: [row(...many(n, () => button()))],
  })),
  rule('a row is not empty', 'components.0.components', fault.length, pressed({}), {
    components: [row()],
  }),
  rule('without components v2 there are only rows', 'components.0', fault.type, pressed({}), {
    content: 'a',
    components: [words()],
  }),
  rule('a button is in a row', 'components.0', fault.type, pressed({}), { components: [button()] }),
  rule(
    'a text input is for forms',
    B,
    fault.type,
    pressed({}),
    only({ type: 4, custom_id: 'a', style: 1, label: 'a' }),
  ),
  rule('unknown types are refused', B, fault.type, pressed({}), only({ type: 99, custom_id: 'a' })),
  rule('no row in a row', B, fault.type, pressed({}), { components: [row(row(button()))] }),
  rule(
    'custom_id is unique in the message',
    'components.1.components.0.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    named('a', 'b'),
    named('a', 'a'),
  ),
  rule(
    'id is unique in the message',
    'components.0.components.1.id',
    'COMPONENT_ID_DUPLICATED',
    numbered(5, 6),
    numbered(5, 5),
  ),
];

export const buttonRules: readonly Rule[] = [
  atMost('characters of a label', `${B}.label`, fault.max, 80, (n) => pressed({ label: x(n) })),
  atMost('characters of custom_id', `${B}.custom_id`, fault.length, 100, (n) =>
    pressed({ custom_id: x(n) }),
  ),
  rule(
    'custom_id is not empty',
    `${B}.custom_id`,
    fault.required,
    pressed({ custom_id: 'a' }),
    pressed({ custom_id: '' }),
  ),
  rule(
    'a button says something',
    `${B}.label`,
    fault.required,
    pressed({ label: undefined, emoji: { name: '✅' } }),
    pressed({ label: undefined }),
  ),
  atMost('styles', `${B}.style`, fault.choices, 4, (n) => pressed({ style: n === 5 ? 7 : n })),
  rule(
    'a button has a custom_id',
    `${B}.custom_id`,
    'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
    only({ style: 2, label: 'a', custom_id: 'a' }),
    only({ style: 2, label: 'a' }),
  ),
  rule(
    'a link has an address',
    `${B}.url`,
    'BUTTON_COMPONENT_URL_REQUIRED',
    only(link),
    only({ ...link, url: undefined }),
  ),
  rule(
    'a link has no custom_id',
    `${B}.custom_id`,
    both,
    only(link),
    only({ ...link, custom_id: 'a' }),
  ),
  rule(
    'only a link has an address',
    `${B}.url`,
    both,
    pressed({}),
    pressed({ url: 'https://a.org' }),
  ),
  rule(
    'a link opens the web or Discord',
    `${B}.url`,
    'URL_TYPE_INVALID_SCHEME',
    only({ ...link, url: 'discord://-/channels' }),
    only({ ...link, url: 'mailto:a@b.org' }),
  ),
  atMost('characters of a link', `${B}.url`, fault.max, 512, (n) =>
    only({ ...link, url: `https://a.org/${x(n - 14)}` }),
  ),
  rule(
    'a premium button has a sku',
    `${B}.sku_id`,
    'BUTTON_COMPONENT_SKU_ID_REQUIRED',
    only({ style: 6, sku_id: '123' }),
    only({ style: 6 }),
  ),
  rule(
    'a premium button has no label',
    `${B}.label`,
    'BUTTON_COMPONENT_INVALID_FIELD',
    only({ style: 6, sku_id: '123' }),
    only({ style: 6, sku_id: '123', label: 'a' }),
  ),
  rule(
    'an emoji is one',
    `${B}.emoji.name`,
    'BUTTON_COMPONENT_INVALID_EMOJI',
    pressed({ emoji: { name: '✅' } }),
    pressed({ emoji: { name: 'ok' } }),
  ),
  rule(
    'disabled is yes or no',
    `${B}.disabled`,
    fault.truth,
    pressed({ disabled: true }),
    pressed({ disabled: 'no' }),
  ),
];
