import {
  confirm,
  initialIsAnOption,
  oneImage,
  optionGroup,
  optionsOrGroups,
  overflowOption,
  plainOption,
  slackFile,
  style,
  textOption,
} from './objects.ts';
import {
  type Also,
  boolean,
  type Fields,
  integer,
  like,
  list,
  object,
  pictureUrl,
  plain,
  type Shape,
  string,
  type Table,
  url,
  word,
} from './rule.ts';

/** Page Block elements, one entry for each page below it. */

const acts: Fields = { action_id: string(255) };
const asks: Fields = { ...acts, confirm };
const focus: Fields = { focus_on_load: boolean };
const hint: Fields = { placeholder: plain(150) };
const dispatch: Fields = {
  dispatch_action_config: object({
    optional: {
      trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), 2),
    },
  }),
};
const several: Fields = { max_selected_items: integer(1) };
const choices: Fields = { options: list(plainOption, 100), option_groups: list(optionGroup, 100) };
const filter = object({
  optional: {
    include: list(word('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});

/** Numbers come as strings: whole ones, or decimal ones where the element allows them. */
const numeric = like(/^-?\d+(\.\d+)?$/);

const numbersFit: Also = ({ is_decimal_allowed, min_value, max_value, initial_value }) => {
  const given = { min_value, max_value, initial_value };
  for (const [name, value] of Object.entries(given))
    if (!is_decimal_allowed && String(value ?? '').includes('.'))
      return { at: `/${name}`, wrong: 'must be a whole number' };
  const [min, max] = [Number(min_value ?? -Infinity), Number(max_value ?? Infinity)];
  if (min > max) return { at: '/min_value', wrong: 'must not be more than `max_value`' };
  const initial = initial_value === undefined ? undefined : Number(initial_value);
  return initial !== undefined && (initial < min || initial > max)
    ? { at: '/initial_value', wrong: 'must be between `min_value` and `max_value`' }
    : undefined;
};

const lengthsFit: Also = ({ min_length, max_length }) =>
  Number(min_length ?? 0) > Number(max_length ?? 3000)
    ? { at: '/min_length', wrong: 'must not be more than `max_length`' }
    : undefined;

/** A select of something that Slack itself lists. */
const listed = (initial: Fields, extra: Fields = {}): Shape => ({
  optional: { ...asks, ...focus, ...hint, ...initial, ...extra },
});

export const elements: Table = {
  button: {
    required: { text: plain(75) },
    optional: {
      ...asks,
      value: string(2000),
      url,
      style,
      accessibility_label: string(75),
    },
  },
  static_select: {
    optional: { ...asks, ...focus, ...hint, ...choices, initial_option: plainOption },
    also: [optionsOrGroups, initialIsAnOption],
  },
  multi_static_select: {
    optional: {
      ...asks,
      ...focus,
      ...hint,
      ...choices,
      ...several,
      initial_options: list(plainOption, 100),
    },
    also: [optionsOrGroups, initialIsAnOption],
  },
  overflow: { required: { options: list(overflowOption, 5) }, optional: asks },
  radio_buttons: {
    required: { options: list(textOption, 10) },
    optional: { ...asks, ...focus, initial_option: textOption },
    also: [initialIsAnOption],
  },
  checkboxes: {
    required: { options: list(textOption, 10) },
    optional: { ...asks, ...focus, initial_options: list(textOption, 10) },
    also: [initialIsAnOption],
  },
  users_select: listed({ initial_user: string() }),
  multi_users_select: listed({ initial_users: list(string()) }, several),
  channels_select: listed({ initial_channel: string(), response_url_enabled: boolean }),
  multi_channels_select: listed({ initial_channels: list(string()) }, several),
  conversations_select: listed(
    { initial_conversation: string(), default_to_current_conversation: boolean },
    { filter, response_url_enabled: boolean },
  ),
  multi_conversations_select: listed(
    { initial_conversations: list(string()), default_to_current_conversation: boolean },
    { filter, ...several },
  ),
  datepicker: {
    optional: {
      ...asks,
      ...focus,
      ...hint,
      initial_date: like(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/),
    },
  },
  timepicker: {
    optional: {
      ...asks,
      ...focus,
      ...hint,
      initial_time: like(/^([01]\d|2[0-3]):[0-5]\d$/),
      timezone: string(),
    },
  },
  datetimepicker: {
    optional: { ...asks, ...focus, initial_date_time: integer(1_000_000_000, 9_999_999_999) },
  },
  plain_text_input: {
    optional: {
      ...acts,
      ...focus,
      ...hint,
      ...dispatch,
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    also: [lengthsFit],
  },
  number_input: {
    required: { is_decimal_allowed: boolean },
    optional: {
      ...acts,
      ...focus,
      ...hint,
      ...dispatch,
      initial_value: numeric,
      min_value: numeric,
      max_value: numeric,
    },
    also: [numbersFit],
  },
  email_text_input: {
    optional: { ...acts, ...focus, ...hint, ...dispatch, initial_value: string(3000, 0) },
  },
  url_text_input: {
    optional: { ...acts, ...focus, ...hint, ...dispatch, initial_value: string(3000, 0) },
  },
  file_input: { optional: { ...acts, filetypes: list(string()), max_files: integer(1, 10) } },
  image: {
    required: { alt_text: string(2000) },
    optional: { image_url: pictureUrl, slack_file: slackFile },
    also: [oneImage],
  },
};
