import { limits } from '../blocks/limits.ts';
import { readView, scopeFor } from '../blocks/view.ts';
import { withIds } from '../blocks/whole.ts';
import { idOf } from '../world/ids.ts';
import { isJson, type Json, listOf } from '../world/json.ts';
import { View, valueKey } from '../world/view.ts';
import { type Filling, initialValue, inputs, isEmpty, labelOf } from './inputs.ts';
import { interact, show } from './interaction.ts';
import type { Person } from './person.ts';
import { seeView } from './seen.ts';
import { closedPayload, submissionPayload } from './view-payloads.ts';

/** Puts a modal on top of what a person sees. */
export function openModal(person: Person, definition: Json, onTop: boolean): View {
  const { slack } = person.workspace;
  const view = new View(
    idOf('V'),
    { ...definition, blocks: withIds(listOf(definition.blocks)) },
    slack.clock.now(),
  );
  const below = onTop ? person.stack.at(-1) : undefined;
  if (!onTop) person.stack.length = 0;
  if (below) {
    view.rootId = below.rootId;
    view.previousId = below.id;
  }
  person.stack.push(view);
  slack.changes.touch();
  return view;
}

export function changeView(person: Person, view: View, definition: Json): void {
  const { slack } = person.workspace;
  view.change({ ...definition, blocks: withIds(listOf(definition.blocks)) }, slack.clock.now());
  slack.changes.touch();
}

/** Fills inputs by their labels and presses the button; gives what is wrong, by label. */
export async function submit(
  person: Person,
  fillings: Readonly<Record<string, Filling>>,
): Promise<Record<string, string>> {
  const view = person.stack.at(-1);
  if (view === undefined) throw new Error('no modal is open');
  if (!view.definition.submit)
    throw new Error(`this modal has no button to submit: ${person.modal?.shown}`);
  const refused = fill(person, view, fillings);
  view.errors = refused;
  if (Object.keys(refused).length === 0) await send(person, view);
  person.workspace.slack.changes.touch();
  return person.stack.includes(view) ? { ...seeView(view).errors } : {};
}

/** What the client itself refuses, by block: nothing is sent then. */
function fill(
  person: Person,
  view: View,
  fillings: Readonly<Record<string, Filling>>,
): Record<string, string> {
  const asked = view.blocks.filter(({ type }) => type === 'input');
  const labels = asked.map(labelOf);
  const strange = Object.keys(fillings).find((label) => !labels.includes(label));
  if (strange !== undefined)
    throw new Error(`there is no "${strange}" to fill in; there are: ${labels.join(', ')}`);
  const refused: Record<string, string> = {};
  for (const block of asked) {
    const element = block.element as Json;
    const key = valueKey(String(block.block_id), String(element.action_id));
    const typed = fillings[labelOf(block)];
    const input = inputs[String(element.type)];
    if (input === undefined) continue;
    if (typed !== undefined) {
      const filled = input.fill(element, typed, person);
      if ('error' in filled) refused[String(block.block_id)] = filled.error;
      else view.values.set(key, { type: element.type, ...filled.value });
    }
    const value = view.values.get(key) ?? initialValue(element) ?? {};
    if (isEmpty(value) && block.optional !== true && !(String(block.block_id) in refused))
      refused[String(block.block_id)] = 'Please complete this required field';
  }
  return refused;
}

async function send(person: Person, view: View): Promise<void> {
  const { slack } = person.workspace;
  const payload = submissionPayload(person, view, slack.triggers.issue(person.id, view.id));
  const body = await interact(person, { kind: 'interactive', payload, answers: true }, 'The form');
  const wrong = respond(person, view, body);
  if (wrong)
    throw show(person, 'invalid_view_response', `We had some trouble connecting: ${wrong}`);
}

/** Page Modals, "Updating modals": what the acknowledgement of a submission can do. */
function respond(person: Person, view: View, body: unknown): string | undefined {
  if (body === undefined || body === '') {
    person.stack.splice(person.stack.indexOf(view), 1);
    return undefined;
  }
  if (!isJson(body)) return 'the answer is no JSON object';
  if (!person.stack.includes(view)) return undefined;
  switch (body.response_action) {
    case 'errors':
      return showErrors(view, body.errors);
    case 'clear':
      person.stack.length = 0;
      return undefined;
    case 'update':
    case 'push': {
      const read = readView(body.view, 'modal');
      if ('error' in read) return `${read.error} ${JSON.stringify(read.wrong)}`;
      const needed = scopeFor(read.view);
      if (needed && !person.workspace.scopes.has(needed)) return `missing_scope: ${needed}`;
      if (body.response_action === 'update') changeView(person, view, read.view);
      else if (person.stack.length >= limits.modalsInStack) return 'push_limit_reached';
      else openModal(person, read.view, true);
      return undefined;
    }
    default:
      return `unknown response_action: ${JSON.stringify(body)}`;
  }
}

/** Errors can stand only at input blocks of this view, and there must be at least one. */
function showErrors(view: View, errors: unknown): string | undefined {
  if (!isJson(errors) || Object.keys(errors).length === 0) return 'no errors are given';
  for (const [blockId, error] of Object.entries(errors)) {
    if (!view.blocks.some((block) => block.type === 'input' && block.block_id === blockId))
      return `there is no input block with block_id "${blockId}"`;
    if (typeof error !== 'string' || error === '') return `the error of "${blockId}" is no text`;
  }
  view.errors = errors as Record<string, string>;
  return undefined;
}

/** Closes the modal on top, or all of them; the app hears of it if it asked to. */
export async function close(person: Person, all: boolean): Promise<void> {
  const top = person.stack.at(-1);
  if (top === undefined) throw new Error('no modal is open');
  const clears = all || top.definition.clear_on_close === true;
  const closed = clears ? person.stack.splice(0) : [person.stack.pop() as View];
  person.workspace.slack.changes.touch();
  for (const view of closed.reverse()) {
    if (view.definition.notify_on_close !== true) continue;
    const payload = closedPayload(person, view, clears);
    await interact(person, { kind: 'interactive', payload, answers: false }, 'Closing');
  }
}
