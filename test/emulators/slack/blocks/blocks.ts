import { elements } from './elements.ts';
import { oneImage, slackFile } from './objects.ts';
import { richText } from './rich-text.ts';
import {
  anyText,
  boolean,
  list,
  pictureUrl,
  plain,
  type Rule,
  string,
  type Table,
} from './rule.ts';

/** Page Blocks: where each element may stand, and what each block holds. */

const selects = ['users', 'channels', 'conversations', 'static'];
const menus = selects.flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]);
const pickers = ['datepicker', 'timepicker', 'checkboxes', 'radio_buttons', ...menus];

/** Each page of Block elements says in which blocks its element works. */
const placesOf = {
  accessory: ['button', 'image', 'overflow', ...pickers],
  actions: ['button', 'overflow', 'datetimepicker', ...pickers],
  input: [
    'plain_text_input',
    'number_input',
    'email_text_input',
    'url_text_input',
    'datetimepicker',
    'file_input',
    ...pickers,
  ],
} as const;

const element = (types: readonly string[]): Rule => ({ is: 'one of', types, from: () => elements });

const contextText: Table = {
  plain_text: { required: { text: string(3000) }, optional: { emoji: boolean } },
  mrkdwn: { required: { text: string(3000) }, optional: { verbatim: boolean } },
};

const contextElement: Rule = {
  is: 'one of',
  types: ['image', 'plain_text', 'mrkdwn'],
  from: () => ({ ...contextText, image: elements.image ?? {} }),
};

export const blocks: Table = {
  section: {
    optional: {
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: element(placesOf.accessory),
      expand: boolean,
    },
    also: [
      ({ text, fields }) =>
        text === undefined && fields === undefined
          ? { wrong: 'must define either `text` or `fields`' }
          : undefined,
    ],
  },
  header: { required: { text: plain(150) } },
  divider: {},
  image: {
    required: { alt_text: string(2000) },
    optional: { title: plain(2000), image_url: pictureUrl, slack_file: slackFile },
    also: [oneImage],
  },
  context: { required: { elements: list(contextElement, 10) } },
  actions: { required: { elements: list(element(placesOf.actions), 25) } },
  input: {
    required: { label: plain(2000), element: element(placesOf.input) },
    optional: { hint: plain(2000), optional: boolean, dispatch_action: boolean },
  },
  rich_text: { required: { elements: richText } },
  markdown: { required: { text: string(12_000) } },
};

const everywhere = Object.keys(blocks).filter((type) => type !== 'markdown');

/** Where each kind of block may stand: markdown blocks are for messages alone. */
export const surfaces = {
  message: [...everywhere, 'markdown'],
  modal: everywhere,
  home: everywhere,
} as const;
