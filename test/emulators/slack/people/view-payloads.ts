import type { Json } from '../world/json.ts';
import { elementsIn, type Values, type View, valueKey } from '../world/view.ts';
import { initialValue } from './inputs.ts';
import { common } from './payloads.ts';
import type { Person } from './person.ts';

/** Page "View payloads", and the state that messages have too. */

/** All values of what can be filled in, touched or not, by block and action. */
export function stateOf(blocks: readonly Json[], values: Values): Json {
  const state: Record<string, Json> = {};
  for (const block of blocks)
    for (const element of elementsIn(block)) {
      const key = valueKey(String(block.block_id), String(element.action_id));
      const value = values.get(key) ?? initialValue(element);
      if (value === undefined) continue;
      state[String(block.block_id)] = {
        ...state[String(block.block_id)],
        [String(element.action_id)]: value,
      };
    }
  return { values: state };
}

/** A view as payloads and answers show it. */
export function viewBody({ workspace }: { workspace: Person['workspace'] }, view: View): Json {
  const { type, blocks, title, submit, close, callback_id, private_metadata, external_id } =
    view.definition;
  return {
    id: view.id,
    team_id: workspace.id,
    type,
    blocks,
    private_metadata: private_metadata ?? '',
    callback_id: callback_id ?? '',
    state: stateOf(view.blocks, view.values),
    hash: view.hash,
    title: title ?? { type: 'plain_text', text: 'View Title' },
    clear_on_close: view.definition.clear_on_close ?? false,
    notify_on_close: view.definition.notify_on_close ?? false,
    close: close ?? null,
    submit: submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: workspace.slack.appId,
    external_id: external_id ?? '',
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}

/** An action in a modal or on the Home: it has no response_url, for there is no channel. */
export function viewActionPayload(
  person: Person,
  view: View,
  action: Json,
  triggerId: string,
): Json {
  return {
    type: 'block_actions',
    ...common(person),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: viewBody(person, view),
    state: stateOf(view.blocks, view.values),
    actions: [action],
  };
}

export function submissionPayload(person: Person, view: View, triggerId: string): Json {
  return {
    type: 'view_submission',
    ...common(person),
    trigger_id: triggerId,
    view: viewBody(person, view),
    response_urls: [],
  };
}

export function closedPayload(person: Person, view: View, isCleared: boolean): Json {
  return {
    type: 'view_closed',
    ...common(person),
    view: viewBody(person, view),
    is_cleared: isCleared,
  };
}
