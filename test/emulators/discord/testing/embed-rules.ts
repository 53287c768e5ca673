import { many, picture, x } from './forms.ts';
import { atMost, fault, type Rule, rule } from './rules.ts';

const embed = (more: object) => ({ embeds: [{ title: 'T', ...more }] });
const fields = (count: number, more: object = {}) =>
  embed({ fields: many(count, () => ({ name: 'n', value: 'v', ...more })) });
const at = (path: string) => `embeds.0.${path}`;

/** An embed of 5900 characters in every part that counts, and `more` in its author. */
const full = (author: number) => ({
  embeds: [
    {
      title: x(250),
      description: x(3700),
      footer: { text: x(1000) },
      author: { name: x(author) },
      fields: [{ name: x(100), value: x(850) }],
    },
  ],
});

export const embedRules: readonly Rule[] = [
  atMost('embeds', 'embeds', fault.max, 10, (n) => ({ embeds: many(n, () => ({ title: 't' })) })),
  atMost('characters in all embeds', 'embeds', 'MAX_EMBED_SIZE_EXCEEDED', 6000, (n) => ({
    embeds: [{ description: x(3000) }, { description: x(n - 3000) }],
  })),
  atMost('characters of an author on top of 5900', 'embeds', 'MAX_EMBED_SIZE_EXCEEDED', 100, full),
  atMost('title', at('title'), fault.max, 256, (n) => embed({ title: x(n) })),
  atMost('description', at('description'), fault.max, 4096, (n) => embed({ description: x(n) })),
  atMost('fields', at('fields'), fault.max, 25, (n) => fields(n)),
  atMost('field name', at('fields.0.name'), fault.max, 256, (n) => fields(1, { name: x(n) })),
  atMost('field value', at('fields.0.value'), fault.max, 1024, (n) => fields(1, { value: x(n) })),
  rule(
    'a field has a name',
    at('fields.0.name'),
    fault.required,
    fields(1),
    fields(1, { name: '' }),
  ),
  rule(
    'a field has a value',
    at('fields.0.value'),
    fault.required,
    fields(1),
    fields(1, { value: ' ' }),
  ),
  atMost('footer', at('footer.text'), fault.max, 2048, (n) => embed({ footer: { text: x(n) } })),
  atMost('author', at('author.name'), fault.max, 256, (n) => embed({ author: { name: x(n) } })),
  atMost('colour', at('color'), fault.above, 0xffffff, (n) => embed({ color: n })),
  rule('no colour below 0', at('color'), fault.below, embed({ color: 0 }), embed({ color: -1 })),
  rule('an embed shows something', at('description'), fault.required, embed({}), {
    embeds: [{ color: 1 }],
  }),
  rule(
    'an embed links to the web',
    at('url'),
    'URL_TYPE_INVALID_SCHEME',
    embed({ url: 'https://a.org' }),
    embed({ url: 'mailto:a@b.org' }),
  ),
  atMost('address', at('url'), fault.max, 2048, (n) =>
    embed({ url: `https://a.org/${x(n - 14)}` }),
  ),
  rule(
    'a time is ISO 8601',
    at('timestamp'),
    'DATE_TIME_TYPE_PARSE',
    embed({ timestamp: '2026-11-01T00:00:00Z' }),
    embed({ timestamp: 'soon' }),
  ),
  rule(
    'a picture has a sound address',
    at('image.url'),
    'URL_TYPE_INVALID_URL',
    embed({ image: picture }),
    embed({ image: { url: 'a.png' } }),
  ),
  rule(
    'a picture that is attached is there',
    at('image.url'),
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    embed({ image: picture }),
    embed({ image: { url: 'attachment://a.png' } }),
  ),
];
