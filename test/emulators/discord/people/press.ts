import { walk } from '../form/tree.ts';
import { buttonStyle, component, type Json } from '../vocabulary.ts';
import type { Message } from '../world/types.ts';
import type { Desk } from './modal.ts';
import { type Named, type Resolved, resolve } from './option-value.ts';
import { readable } from './readable.ts';
import type { Seen, SeenSelect } from './seen.ts';

const raw = (message: Message, customId: string): Json | undefined =>
  [...walk(message.components, [])]
    .map(([item]) => item)
    .find((item) => item.custom_id === customId);

/** Whether what was pressed is told to the application at all. */
export const deliverable = (data: Json): boolean => data.custom_id !== undefined;

function only<T>(found: readonly T[], what: string, seen: Seen): T {
  const [first] = found;
  if (first === undefined) throw new Error(`there is no ${what} on\n${readable(seen)}`);
  if (found.length > 1) throw new Error(`there is more than one ${what} on\n${readable(seen)}`);
  return first;
}

/** In an archived or locked thread the client lets nobody press anything. */
function needOpen({ channel }: Message): void {
  const { thread } = channel;
  if (thread?.archived) throw new Error(`"${channel.name}" is archived: nothing can be pressed`);
  if (thread?.locked) throw new Error(`"${channel.name}" is locked: nothing can be pressed`);
}

function button(seen: Seen, message: Message, label: string): Json {
  needOpen(message);
  const named = seen.buttons.filter((one) => one.label === label || one.emoji === label);
  const found = only(named, `button "${label}"`, seen);
  if (found.disabled) throw new Error(`"${label}" is disabled on\n${readable(seen)}`);
  const silent = found.style === buttonStyle.link || found.style === buttonStyle.premium;
  if (silent || found.customId === undefined) return {};
  const id = raw(message, found.customId)?.id;
  return { component_type: component.button, custom_id: found.customId, id };
}

function select(
  seen: Seen,
  message: Message,
  choices: readonly (string | Named)[],
  desk: Desk,
  menu?: string,
): Json {
  needOpen(message);
  const fits = (one: SeenSelect): boolean => {
    if (menu !== undefined) return one.placeholder === menu || one.customId === menu;
    const first = choices[0];
    if (typeof first !== 'string') return one.type !== component.stringSelect;
    return one.options.some((option) => option.label === first);
  };
  const what = menu ?? choices.map((one) => (typeof one === 'string' ? one : one.id)).join(', ');
  const found = only(seen.selects.filter(fits), `menu with "${what}"`, seen);
  if (found.disabled) throw new Error(`the menu "${found.placeholder}" is disabled`);
  const resolved: Resolved = {};
  const values = choices.map((choice) => {
    if (typeof choice !== 'string') {
      resolve(desk.world, desk.user, desk.channel, choice.id, resolved);
      return choice.id;
    }
    const option = found.options.find((one) => one.label === choice);
    if (!option) throw new Error(`there is no option "${choice}" on\n${readable(seen)}`);
    return option.value;
  });
  if (values.length < found.minValues || values.length > found.maxValues) {
    const { minValues, maxValues } = found;
    throw new Error(`between ${minValues} and ${maxValues} can be chosen, not ${values.length}`);
  }
  return {
    component_type: found.type,
    custom_id: found.customId,
    id: raw(message, found.customId)?.id,
    values,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}

export const press = { button, select };
