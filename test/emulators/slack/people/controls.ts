import { asJson, compact, type Json, textIn } from '../world/json.ts';
import { type Values, valueKey } from '../world/view.ts';
import { initialValue, inputs, optionNamed } from './inputs.ts';
import { interact } from './interaction.ts';
import { messageActionPayload } from './payloads.ts';
import type { Person } from './person.ts';
import { controlNamed, type Surface } from './seen.ts';
import { findMessage } from './sight.ts';
import { viewActionPayload } from './view-payloads.ts';

type On = Surface | null | undefined;

export async function click(person: Person, on: On, label: string): Promise<void> {
  const surface = mustBeThere(on, `to click "${label}"`);
  const found = controlNamed(
    surface.blocks,
    ({ type, text }) => type === 'button' && textIn(text) === label,
  );
  if (found === undefined)
    throw new Error(
      `there is no button "${label}"; there are: ${surface.buttons.join(', ') || 'none'}\n${surface.shown}`,
    );
  const { text, value, style, url } = found.element;
  return act(person, surface, found, { text, value, style, url });
}

export async function choose(person: Person, on: On, option: string): Promise<void> {
  const surface = mustBeThere(on, `to choose "${option}"`);
  const found =
    controlNamed(surface.blocks, (element) => optionNamed(element, option) !== undefined) ??
    controlNamed(surface.blocks, (element) => listed(person, element, option) !== undefined);
  if (found === undefined)
    throw new Error(
      `there is no option "${option}"; there are: ${surface.options.join(', ') || 'none'}\n${surface.shown}`,
    );
  const chosen = optionNamed(found.element, option);
  const values = valuesOf(person, surface);
  const key = valueKey(String(found.block.block_id), String(found.element.action_id));
  const before = values.get(key) ?? initialValue(found.element);
  const several = before !== undefined && 'selected_options' in before;
  const now = several
    ? { selected_options: toggled((before.selected_options ?? []) as Json[], asJson(chosen)) }
    : chosen
      ? { selected_option: chosen }
      : asJson(listed(person, found.element, option));
  if (before) values.set(key, { type: found.element.type, ...now });
  // Inside an input block a choice waits for the submission, unless the block says otherwise.
  if (found.block.type === 'input' && found.block.dispatch_action !== true) return;
  return act(person, surface, found, { ...now, placeholder: found.element.placeholder });
}

function mustBeThere(on: On, what: string): Surface {
  if (on) return on;
  throw new Error(`there is nothing in front of them ${what}`);
}

/** What a menu of people or channels holds once one of them is picked by name. */
function listed(person: Person, element: Json, name: string): Json | undefined {
  if (!/^(users|channels|conversations)_select$/.test(String(element.type))) return undefined;
  const isPerson = person.lookUp(name)?.startsWith('U');
  if (isPerson === undefined || isPerson !== (element.type === 'users_select')) return undefined;
  const filled = inputs[String(element.type)]?.fill(element, name, person);
  return filled && 'value' in filled ? filled.value : undefined;
}

const toggled = (chosen: Json[], option: Json): Json[] =>
  chosen.some(({ value }) => value === option.value)
    ? chosen.filter(({ value }) => value !== option.value)
    : [...chosen, option];

/** Where a person's choices on a surface are kept. */
function valuesOf(person: Person, surface: Surface): Values {
  if (surface.kind !== 'message') return viewOf(person, surface.id).values;
  const values = person.picked.get(surface.ts) ?? new Map<string, Json>();
  person.picked.set(surface.ts, values);
  return values;
}

function viewOf(person: Person, id: string) {
  const view = [...person.stack, person.published].find((one) => one?.id === id);
  if (view) return view;
  throw new Error(`that view is no longer in front of ${person.name}.\n${person.sight()}`);
}

/** Page block_actions payload. An acknowledgement changes nothing, whatever it holds. */
async function act(
  person: Person,
  surface: Surface,
  { block, element }: { block: Json; element: Json },
  chosen: Json,
): Promise<void> {
  const { slack } = person.workspace;
  const action = compact({
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...chosen,
    action_ts: slack.clock.ts(),
  });
  const values = valuesOf(person, surface);
  const payload =
    surface.kind === 'message' ? inMessage(surface) : inView(surface.id, surface.kind === 'modal');
  await interact(person, { kind: 'interactive', payload, answers: false }, 'The click');

  function inMessage(on: { ts: string; channel: string }): Json {
    const message = findMessage(person, on);
    const origin = {
      workspace: person.workspace,
      channel: message.channel,
      personId: person.id,
      clicked: message,
    };
    const responseUrl = slack.responseUrls.issue(origin);
    return messageActionPayload(person, message, {
      action,
      values,
      triggerId: slack.triggers.issue(person.id),
      responseUrl,
    });
  }

  function inView(id: string, modal: boolean): Json {
    return viewActionPayload(
      person,
      viewOf(person, id),
      action,
      slack.triggers.issue(person.id, modal ? id : null),
    );
  }
}
