import { button, container, many, picture, row, select, v2, words, x } from './forms.ts';
import { atLeast, atMost, fault, type Rule, rule } from './rules.ts';

const C = 'components.0';
const section = (texts: number, accessory: unknown = button()) =>
  v2({ type: 9, components: many(texts, () => words()), accessory });
const thumbnail = (more: object = {}) => ({ type: 11, media: picture, ...more });
const gallery = (count: number, more: object = {}) =>
  v2({ type: 12, items: many(count, () => ({ media: picture, ...more })) });
const separator = (more: object) => v2(words(), { type: 14, ...more });
const legacy = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
const lost = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';

export const layoutRules: readonly Rule[] = [
  rule('no content', 'content', legacy, v2(words()), { ...v2(words()), content: 'a' }),
  rule('no embeds', 'embeds', legacy, v2(words()), { ...v2(words()), embeds: [{ title: 'a' }] }),
  rule('no poll', 'poll', legacy, v2(words()), { ...v2(words()), poll: { question: {} } }),
  rule('no stickers', 'sticker_ids', legacy, v2(words()), { ...v2(words()), sticker_ids: ['1'] }),
  atMost('components', 'components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 40, (n) =>
    v2(...many(n, () => words('a'))),
  ),
  atMost(
    'components, nested ones included',
    'components',
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    40,
    (n) => v2(container(...many(n - 4, () => words('a')), row(button(), button()))),
  ),
  atMost('characters of a text', `${C}.content`, fault.length, 4000, (n) => v2(words(x(n)))),
  atMost(
    'characters of all texts',
    'components',
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    4000,
    (n) => v2(words(x(2000)), container(words(x(n - 2000)))),
  ),
  rule('a text says something', `${C}.content`, fault.required, v2(words('a')), v2(words(''))),
  atMost('buttons in a row', `${C}.components`, fault.length, 5, (n) =>
    v2(row(...many(n, () => button()))),
  ),
  rule(
    'a select has a row to itself here too',
    `${C}.components.1`,
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    v2(row(select())),
    v2(row(select(), button())),
  ),
  atMost('texts of a section', `${C}.components`, fault.length, 3, (n) => section(n)),
  atLeast('texts of a section', `${C}.components`, fault.length, 1, (n) => section(n)),
  rule(
    'a section has an accessory',
    `${C}.accessory`,
    fault.required,
    section(1),
    section(1, null),
  ),
  rule(
    'an accessory is a button or a picture',
    `${C}.accessory`,
    fault.type,
    section(1, thumbnail()),
    section(1, select()),
  ),
  rule(
    'a section holds texts',
    `${C}.components.0`,
    fault.type,
    section(1),
    v2({ type: 9, components: [button()], accessory: button() }),
  ),
  rule(
    'a picture is an accessory',
    'components.1',
    fault.type,
    section(1, thumbnail()),
    v2(words(), thumbnail()),
  ),
  atMost('description of a picture', `${C}.accessory.description`, fault.max, 1024, (n) =>
    section(1, thumbnail({ description: x(n) })),
  ),
  atMost('pictures of a gallery', `${C}.items`, fault.length, 10, (n) => gallery(n)),
  atLeast('pictures of a gallery', `${C}.items`, fault.length, 1, (n) => gallery(n)),
  atMost('description in a gallery', `${C}.items.0.description`, fault.max, 1024, (n) =>
    gallery(1, { description: x(n) }),
  ),
  rule(
    'an attached picture is there',
    `${C}.items.0.media.url`,
    lost,
    gallery(1),
    gallery(1, { media: { url: 'attachment://a.png' } }),
  ),
  rule(
    'a picture comes from the web',
    `${C}.items.0.media.url`,
    'URL_TYPE_INVALID_SCHEME',
    gallery(1),
    gallery(1, { media: { url: 'ftp://a.org/a.png' } }),
  ),
  rule(
    'a separator is small or large',
    'components.1.spacing',
    fault.choices,
    separator({ spacing: 2 }),
    separator({ spacing: 3 }),
  ),
  rule(
    'a divider is yes or no',
    'components.1.divider',
    fault.truth,
    separator({ divider: false }),
    separator({ divider: 2 }),
  ),
  rule(
    'a container is not empty',
    `${C}.components`,
    fault.length,
    v2(container(words())),
    v2(container()),
  ),
  rule(
    'no container in a container',
    `${C}.components.0`,
    fault.type,
    v2(container(words())),
    v2(container(container(words()))),
  ),
  rule(
    'no button beside a row in a container',
    `${C}.components.0`,
    fault.type,
    v2(container(row(button()))),
    v2(container(button())),
  ),
  atLeast('size of a separator', 'components.1.spacing', fault.choices, 1, (n) =>
    separator({ spacing: n }),
  ),
  atMost('id', `${C}.id`, fault.above, 2_147_483_647, (n) => v2({ ...words(), id: n })),
  atMost('address of a picture', `${C}.items.0.media.url`, fault.max, 2048, (n) =>
    gallery(1, { media: { url: `https://a.org/${x(n - 14)}` } }),
  ),
  atMost('colour of a container', `${C}.accent_color`, fault.above, 0xffffff, (n) =>
    v2({ ...container(words()), accent_color: n }),
  ),
  rule(
    'a spoiler is yes or no',
    `${C}.spoiler`,
    fault.truth,
    v2({ ...container(words()), spoiler: true }),
    v2({ ...container(words()), spoiler: 'a' }),
  ),
  rule('unknown types are refused', C, fault.type, v2(words()), v2({ type: 99 })),
  rule('a label is for forms', C, fault.type, v2(words()), v2({ type: 18, label: 'a' })),
];

/** A file component, for which a file has to come along. */
export const fileComponent = (name: string) => v2({ type: 13, file: { url: name } });
