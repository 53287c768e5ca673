import * as limits from '../limits/message.ts';
import { component, type Json } from '../vocabulary.ts';
import type { Faults, Path } from './faults.ts';
import { characters, isObject } from './fields.ts';

/** Every component of a tree, parents first, with its path. */
export function* walk(components: unknown, at: Path): Generator<[Json, Path]> {
  if (!Array.isArray(components)) return;
  for (const [index, item] of components.entries()) {
    if (isObject(item)) yield* within(item, [...at, index]);
  }
}

function* within(item: Json, at: Path): Generator<[Json, Path]> {
  yield [item, at];
  yield* walk(item.components, [...at, 'components']);
  for (const child of ['accessory', 'component']) {
    const value = item[child];
    if (isObject(value)) yield* within(value, [...at, child]);
  }
}

/** What must be unique in the whole tree. */
export function uniqueness(components: unknown, at: Path, faults: Faults): void {
  const customIds = new Set<unknown>();
  const ids = new Set<unknown>();
  for (const [item, path] of walk(components, at)) {
    if (item.custom_id !== undefined && customIds.has(item.custom_id)) {
      const message = 'Component custom id cannot be duplicated';
      faults.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
    }
    if (item.id && ids.has(item.id)) {
      const message = 'Component id cannot be duplicated';
      faults.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', message);
    }
    if (item.custom_id !== undefined) customIds.add(item.custom_id);
    if (item.id) ids.add(item.id);
  }
}

/** What all components of a message with components v2 may be together. */
export function totals(components: unknown, at: Path, faults: Faults): void {
  const items = [...walk(components, at)].map(([item]) => item);
  if (items.length > limits.message.components) {
    const message = `The total number of components exceeds ${limits.message.components}`;
    faults.add(at, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  const texts = items.filter((item) => item.type === component.textDisplay);
  const size = texts.reduce((sum, item) => sum + characters(String(item.content ?? '')), 0);
  if (size > limits.message.text) {
    const message = `Components displayable text size exceeds maximum size of ${limits.message.text}`;
    faults.add(at, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
}

/** A copy in which every component has an id: those that were given none are numbered. */
export function numbered<T>(components: T): T {
  const copy = structuredClone(components);
  const taken = new Set([...walk(copy, [])].map(([item]) => item.id));
  let next = 1;
  for (const [item] of walk(copy, [])) {
    if (item.id) continue;
    while (taken.has(next)) next += 1;
    item.id = next;
    taken.add(next);
  }
  return copy;
}
