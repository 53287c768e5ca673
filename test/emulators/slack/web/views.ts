import { limits } from '../blocks/limits.ts';
import { readView, scopeFor } from '../blocks/view.ts';
import { sharedActionIds, withIds } from '../blocks/whole.ts';
import { changeView, openModal } from '../people/modals.ts';
import type { Person } from '../people/person.ts';
import { viewBody } from '../people/view-payloads.ts';
import { idOf } from '../world/ids.ts';
import { type Json, listOf } from '../world/json.ts';
import { View } from '../world/view.ts';
import type { Call } from './call.ts';
import { Refused, refuse } from './refusal.ts';

/** Pages views.open, views.push, views.update, views.publish. */

function read({ slack, workspace, args }: Call, kind: 'modal' | 'home'): Json {
  const found = readView(args.view, kind);
  if ('error' in found) throw refuse(found.error, found.wrong);
  const needed = scopeFor(found.view);
  if (needed && !workspace.scopes.has(needed))
    throw new Refused('missing_scope', { needed, provided: [...workspace.scopes].join(',') });
  for (const id of sharedActionIds(listOf(found.view.blocks)))
    slack.complaints.push(`the action_id "${id}" stands in more than one block of a view`);
  return found.view;
}

/** Uses up the trigger; gives who caused it, and in which modal. */
function triggered({ slack, workspace, args }: Call): { person: Person; viewId: string | null } {
  const exchanged = slack.triggers.exchange(String(args.trigger_id));
  if ('error' in exchanged) throw new Refused(exchanged.error);
  const { personId, viewId } = exchanged.trigger;
  const person = workspace.people.find(({ id }) => id === personId);
  if (person === undefined) throw new Refused('invalid_trigger_id');
  return { person, viewId };
}

/** Every view in the workspace, with who has it. */
const everyView = ({ workspace }: Call): { person: Person; view: View }[] =>
  workspace.people.flatMap((person) =>
    [...person.stack, person.published].flatMap((view) => (view ? [{ person, view }] : [])),
  );

function checkExternalId(call: Call, definition: Json, except?: View): void {
  const { external_id } = definition;
  const taken = everyView(call).some(
    ({ view }) => view !== except && view.definition.external_id === external_id,
  );
  if (external_id && taken) throw new Refused('duplicate_external_id');
}

export function openView(call: Call): Json {
  const view = read(call, 'modal');
  checkExternalId(call, view);
  const { person } = triggered(call);
  return { view: viewBody(call, openModal(person, view, false)) };
}

export function pushView(call: Call): Json {
  const view = read(call, 'modal');
  checkExternalId(call, view);
  const { person, viewId } = triggered(call);
  if (viewId === null || person.stack.length === 0) throw new Refused('invalid_trigger_id');
  if (person.stack.length >= limits.modalsInStack) throw new Refused('push_limit_reached');
  return { view: viewBody(call, openModal(person, view, true)) };
}

export function updateView(call: Call): Json {
  const { view_id, external_id, hash } = call.args;
  const found = everyView(call).find(({ view }) =>
    view_id === undefined
      ? external_id && view.definition.external_id === external_id
      : view.id === view_id,
  );
  if (found === undefined) throw new Refused('not_found');
  const definition = read(call, found.view.type === 'home' ? 'home' : 'modal');
  checkExternalId(call, definition, found.view);
  if (hash !== undefined && hash !== found.view.hash) throw new Refused('hash_conflict');
  changeView(found.person, found.view, definition);
  return { view: viewBody(call, found.view) };
}

export function publishView(call: Call): Json {
  const { slack, workspace, args } = call;
  const person = workspace.people.find(({ id }) => id === args.user_id);
  if (person === undefined)
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: ['[ERROR] invalid user_id'] },
    });
  const definition = read(call, 'home');
  const published = person.published;
  checkExternalId(call, definition, published ?? undefined);
  if (args.hash !== undefined && args.hash !== published?.hash) throw new Refused('hash_conflict');
  if (published) changeView(person, published, definition);
  else {
    const blocks = withIds(listOf(definition.blocks));
    person.published = new View(idOf('V'), { ...definition, blocks }, slack.clock.now());
  }
  slack.changes.touch();
  return { view: viewBody(call, person.published as View) };
}
