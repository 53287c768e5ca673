import * as limits from '../limits/component.ts';
import * as message from '../limits/message.ts';
import { component, type Json } from '../vocabulary.ts';
import { button, id } from './button.ts';
import type { Faults } from './faults.ts';
import { type Field, isObject, list, model, number, text, truth, union, url } from './fields.ts';
import { selects } from './select.ts';
import { totals, uniqueness } from './tree.ts';

/** What a form may refer to. */
export interface Known {
  emojis: ReadonlySet<string>;
  /** Names of the files that the message carries. */
  files: ReadonlySet<string>;
}

/** A row holds up to five buttons, or one select by itself. */
const width: Field = (value, at, faults) => {
  if (!isObject(value) || !Array.isArray(value.components)) return;
  const select = (item: unknown) => isObject(item) && item.type !== component.button;
  if (!value.components.some(select)) return;
  value.components.slice(limits.row.selects).forEach((_, index) => {
    const path = [...at, 'components', index + limits.row.selects];
    const complaint = 'The specified component exceeds the maximum width';
    faults.add(path, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', complaint);
  });
};

/** A picture or file by address; one by `attachment://` has to come with the message. */
export function media(schemes: readonly string[], files: ReadonlySet<string>): Field {
  const address = url(schemes, limits.media.url);
  return model({ url: { required: address } }, (value: unknown, at, faults) => {
    const given = String((value as Json).url);
    if (!given.startsWith('attachment://') || files.has(given.slice(13))) return;
    const complaint = `The referenced attachment "${given.slice(13)}" was not found`;
    const code = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';
    faults.add([...at, 'url'], code, complaint);
  });
}

/** The components a message may have at its top; far fewer without components v2. */
export function layout(v2: boolean, known: Known): Field {
  const pressed = button(known.emojis);
  const picture = media(['http', 'https', 'attachment'], known.files);
  const described = {
    id,
    media: { required: picture },
    description: text({ max: limits.media.description }),
    spoiler: truth,
  };
  const row = model(
    {
      id,
      components: {
        required: list(
          union({ [component.button]: pressed, ...selects('message', known.emojis) }),
          { min: 1, max: limits.row.buttons },
        ),
      },
    },
    width,
  );
  if (!v2) return union({ [component.actionRow]: row });
  const words = model({
    id,
    content: { required: text({ min: 1, max: limits.textDisplay.content }) },
  });
  const inContainer = {
    [component.actionRow]: row,
    [component.section]: model({
      id,
      components: {
        required: list(union({ [component.textDisplay]: words }), {
          min: 1,
          max: limits.section.texts,
        }),
      },
      accessory: {
        required: union({ [component.button]: pressed, [component.thumbnail]: model(described) }),
      },
    }),
    [component.textDisplay]: words,
    [component.mediaGallery]: model({
      id,
      items: { required: list(model(described), { min: 1, max: limits.media.items }) },
    }),
    [component.file]: model({
      id,
      file: { required: media(['attachment'], known.files) },
      spoiler: truth,
    }),
    [component.separator]: model({
      id,
      divider: truth,
      spacing: number({ choices: limits.separator.spacing }),
    }),
  };
  return union({
    ...inContainer,
    [component.container]: model({
      id,
      accent_color: number({ min: 0, max: limits.container.color }),
      spoiler: truth,
      components: {
        required: list(union(inContainer), { min: 1, max: message.message.components }),
      },
    }),
  });
}

/** The `components` of a message. */
export function checkComponents(value: unknown, v2: boolean, known: Known, faults: Faults): void {
  if (value === undefined || value === null) return;
  const at = ['components'];
  const most = v2 ? Infinity : message.message.rows;
  list(layout(v2, known), { max: most })(value, at, faults);
  if (v2) totals(value, at, faults);
  uniqueness(value, at, faults);
}
