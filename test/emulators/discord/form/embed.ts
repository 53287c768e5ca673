import * as limits from '../limits/message.ts';
import type { Json } from '../vocabulary.ts';
import type { Faults } from './faults.ts';
import {
  characters,
  type Field,
  isObject,
  list,
  model,
  number,
  text,
  truth,
  url,
} from './fields.ts';
import { media } from './layout.ts';

const { embed } = limits;
const web = url(['http', 'https'], embed.url);
const needed = (max: number) => ({ required: text({ max, filled: true }) });

/** An embed shows something; a colour alone is nothing. */
const something: Field = (value, at, faults) => {
  if (!isObject(value)) return;
  const shown = ['title', 'description', 'image', 'thumbnail', 'author', 'footer', 'video'];
  const filled = shown.some((name) => value[name]) || (value.fields as unknown[])?.length > 0;
  if (filled) return;
  faults.add([...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
};

const moment: Field = (value, at, faults) => {
  if (!Number.isNaN(Date.parse(String(value)))) return;
  const message = `Could not parse ${value}. Should be ISO8601.`;
  faults.add(at, 'DATE_TIME_TYPE_PARSE', message);
};

function form(files: ReadonlySet<string>): Field {
  const picture = media(['http', 'https', 'attachment'], files);
  return model(
    {
      title: text({ max: embed.title }),
      description: text({ max: embed.description }),
      url: web,
      timestamp: moment,
      color: number({ min: 0, max: embed.color }),
      footer: model({ text: needed(embed.footer), icon_url: text({ max: embed.url }) }),
      image: picture,
      thumbnail: picture,
      author: model({ name: needed(embed.author), url: web, icon_url: text({ max: embed.url }) }),
      fields: list(
        model({ name: needed(embed.fieldName), value: needed(embed.fieldValue), inline: truth }),
        { max: embed.fields },
      ),
    },
    something,
  );
}

/** What counts towards the size of an embed. */
function size(value: Json): number {
  const part = (of: unknown, name: string) =>
    isObject(of) ? characters(String(of[name] ?? '')) : 0;
  const fields = Array.isArray(value.fields) ? value.fields : [];
  return (
    part(value, 'title') +
    part(value, 'description') +
    part(value.footer, 'text') +
    part(value.author, 'name') +
    fields.reduce((sum: number, field) => sum + part(field, 'name') + part(field, 'value'), 0)
  );
}

/** The `embeds` of a message. */
export function checkEmbeds(value: unknown, files: ReadonlySet<string>, faults: Faults): void {
  if (value === undefined || value === null) return;
  list(form(files), { max: limits.message.embeds })(value, ['embeds'], faults);
  if (!Array.isArray(value)) return;
  const total = value.filter(isObject).reduce((sum: number, item) => sum + size(item), 0);
  if (total > embed.total) {
    const message = `Embed size exceeds maximum size of ${embed.total}`;
    faults.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', message);
  }
}
