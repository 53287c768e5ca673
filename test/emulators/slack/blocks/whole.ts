import { shortId } from '../world/ids.ts';
import { asJson, copy, type Json } from '../world/json.ts';
import { elementsIn } from '../world/view.ts';
import { surfaces, blocks as table } from './blocks.ts';
import { checkShape, type Wrong } from './check.ts';
import { string } from './rule.ts';

export type Surface = keyof typeof surfaces;

/** Every block by its own table, and what must hold between blocks. */
export function checkBlocks(
  given: unknown[],
  surface: Surface,
  pointer: string,
  max: number,
): Wrong[] {
  if (given.length > max) return [{ pointer, message: `no more than ${max} items allowed` }];
  const wrong = given.flatMap((block, index) => checkBlock(block, surface, `${pointer}/${index}`));
  return wrong.length > 0 ? wrong : checkIds(given.map(asJson), pointer);
}

function checkBlock(given: unknown, surface: Surface, pointer: string): Wrong[] {
  const block = asJson(given);
  if (typeof block.type !== 'string') return [{ pointer, message: 'missing required field: type' }];
  const allowed: readonly string[] = surfaces[surface];
  const shape = allowed.includes(block.type) ? table[block.type] : undefined;
  if (shape === undefined)
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${block.type}` }];
  // Page File input element: it works in modals alone.
  if (surface !== 'modal' && asJson(block.element).type === 'file_input')
    return [{ pointer: `${pointer}/element/type`, message: 'unsupported type: file_input' }];
  const optional = { ...shape.optional, block_id: string(255) };
  return checkShape({ ...shape, optional }, block, pointer, ['type']);
}

/**
 * Block ids are unique in a message or view, action ids in their block (page Block elements:
 * "unique among all other action_ids in the containing block"), and one element at most has the focus.
 */
function checkIds(blocks: Json[], pointer: string): Wrong[] {
  const wrong: Wrong[] = [];
  const blockIds = new Set<unknown>();
  let focused = 0;
  blocks.forEach((block, index) => {
    const here = `${pointer}/${index}`;
    if (block.block_id !== undefined && blockIds.has(block.block_id))
      wrong.push({
        pointer: `${here}/block_id`,
        message: `\`block_id\` "${block.block_id}" already exists`,
      });
    blockIds.add(block.block_id);
    const actionIds = elementsIn(block).map(({ action_id }) => action_id);
    for (const id of new Set(actionIds))
      if (actionIds.indexOf(id) !== actionIds.lastIndexOf(id))
        wrong.push({ pointer: here, message: `\`action_id\` "${id}" already exists for block` });
    focused += [asJson(block.accessory), asJson(block.element), ...elementsIn(block)].some(
      ({ focus_on_load }) => focus_on_load === true,
    )
      ? 1
      : 0;
  });
  if (focused > 1) wrong.push({ pointer, message: 'only one element can set `focus_on_load`' });
  return wrong;
}

/** Action ids that stand in more than one block: Slack allows it, but it is rarely meant. */
export function sharedActionIds(blocks: Json[]): string[] {
  const ids = blocks.flatMap((block) => [
    ...new Set(elementsIn(block).map(({ action_id }) => String(action_id))),
  ]);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

/** A copy with the ids that Slack adds wherever the app gave none. */
export function withIds(given: Json[]): Json[] {
  const blocks = copy(given);
  for (const block of blocks) {
    block.block_id ??= shortId();
    const inside = [
      block.accessory,
      block.element,
      ...(block.type === 'actions' ? (block.elements as Json[]) : []),
    ];
    for (const element of inside.map(asJson))
      if (typeof element.type === 'string' && element.type !== 'image')
        element.action_id ??= shortId();
  }
  return blocks;
}
