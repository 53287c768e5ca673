import { asJson, isJson, type Json, listOf } from '../world/json.ts';
import {
  type Also,
  anyText,
  list,
  object,
  plain,
  type Rule,
  type Shape,
  string,
  url,
  word,
} from './rule.ts';

/** Composition objects: pages Option object, Option group object, Confirmation dialog object, Slack file object. */

const option = (text: (max: number) => Rule, extra: Shape['optional'] = {}): Rule =>
  object({
    required: { text: text(75), value: string(150) },
    optional: { description: text(75), ...extra },
  });

export const plainOption = option(plain);
export const textOption = option(anyText);
export const overflowOption = option(plain, { url });

export const optionGroup = object({
  required: { label: plain(75), options: list(plainOption, 100) },
});

export const confirm = object({
  required: { text: anyText(300) },
  optional: {
    title: plain(100),
    confirm: plain(30),
    deny: plain(30),
    style: word('primary', 'danger'),
  },
});

export const style = word('primary', 'danger');

export const slackFile = object({
  optional: { id: string(), url: string() },
  also: [({ id, url }) => exactlyOne({ id, url })],
});

/** Exactly one of several properties must be there. */
export function exactlyOne(given: Json): { wrong: string } | undefined {
  const names = Object.keys(given).map((name) => `\`${name}\``);
  const count = Object.values(given).filter((value) => value !== undefined).length;
  return count === 1 ? undefined : { wrong: `must define exactly one of ${names.join(' or ')}` };
}

export const oneImage: Also = ({ image_url, slack_file }) => exactlyOne({ image_url, slack_file });

/** A select has options or groups of them, never both. */
export const optionsOrGroups: Also = ({ options, option_groups }) =>
  exactlyOne({ options, option_groups });

/** What is chosen at first must equal an option in every property. */
export const initialIsAnOption: Also = (element) => {
  const offered = [
    ...listOf(element.options),
    ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
  ];
  const initial = isJson(element.initial_option)
    ? [element.initial_option]
    : listOf(element.initial_options);
  const at = isJson(element.initial_option) ? '/initial_option' : '/initial_options';
  const strange = initial.some((chosen) => !offered.some((one) => same(one, chosen)));
  return strange ? { at, wrong: 'must equal one of the options exactly' } : undefined;
};

function same(one: unknown, other: unknown): boolean {
  if (!isJson(one) || !isJson(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => same(asJson(one)[name], asJson(other)[name]));
}
