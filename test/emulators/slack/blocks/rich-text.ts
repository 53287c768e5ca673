import {
  boolean,
  type Fields,
  integer,
  list,
  object,
  type Rule,
  string,
  type Table,
  url,
  word,
} from './rule.ts';

/** Page Rich text block: what stands in it, from its elements down to the letters. */

const textStyle = object({
  optional: { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean },
});

/** Mentions and emoji can be highlighted, but not set as code. */
const mentionStyle = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
});

const mention = (required: Fields): { required: Fields; optional: Fields } => ({
  required,
  optional: { style: mentionStyle },
});

const inlineTable: Table = {
  text: { required: { text: string() }, optional: { style: textStyle } },
  link: {
    required: { url },
    optional: { text: string(), unsafe: boolean, style: textStyle },
  },
  emoji: { required: { name: string() }, optional: { unicode: string(), style: mentionStyle } },
  user: mention({ user_id: string() }),
  usergroup: mention({ usergroup_id: string() }),
  channel: mention({ channel_id: string() }),
  team: mention({ team_id: string() }),
  broadcast: { required: { range: word('here', 'channel', 'everyone') } },
  color: { required: { value: string() } },
  date: {
    required: { timestamp: integer(1), format: string() },
    optional: { url: string(), fallback: string(), style: textStyle },
  },
};

const inline = (types = Object.keys(inlineTable)): Rule => ({
  is: 'list',
  min: 1,
  of: { is: 'one of', types, from: () => inlineTable },
});

const border: Fields = { border: integer(0, 1) };

const richElements: Table = {
  rich_text_section: { required: { elements: inline() } },
  rich_text_list: {
    required: {
      style: word('bullet', 'ordered'),
      elements: list({ is: 'one of', types: ['rich_text_section'], from: () => richElements }),
    },
    optional: { ...border, indent: integer(0, 8), offset: integer(0) },
  },
  rich_text_preformatted: {
    required: { elements: inline(['text', 'link']) },
    optional: { ...border, language: string() },
  },
  rich_text_quote: { required: { elements: inline() }, optional: border },
};

export const richText: Rule = list({
  is: 'one of',
  types: Object.keys(richElements),
  from: () => richElements,
});
