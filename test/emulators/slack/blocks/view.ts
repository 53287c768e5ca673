import { asJson, isJson, type Json, listOf, parse } from '../world/json.ts';
import { checkShape, type Wrong } from './check.ts';
import { limits } from './limits.ts';
import type { Refusal } from './message.ts';
import { boolean, type Fields, plain, type Rule, type Shape, string } from './rule.ts';
import { checkBlocks } from './whole.ts';

/** Page Views: what a modal and a Home have. */

const anything: Rule = { is: 'anything' };

const both: Fields = {
  private_metadata: string(3000, 0),
  callback_id: string(255, 0),
  external_id: string(255, 0),
};

const shapes: Readonly<Record<'modal' | 'home', Shape>> = {
  modal: {
    required: { title: plain(24), blocks: anything },
    optional: {
      ...both,
      submit: plain(24),
      close: plain(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
    also: [
      ({ blocks, submit }) =>
        submit === undefined && listOf(blocks).some(({ type }) => type === 'input')
          ? { at: '/submit', wrong: 'must define `submit` to use an `input` block in modals' }
          : undefined,
    ],
  },
  home: { required: { blocks: anything }, optional: both },
};

/** A view that Slack accepts, or why not; `expected` is the kind that the method is for. */
export function readView(given: unknown, expected: 'modal' | 'home'): { view: Json } | Refusal {
  const view = typeof given === 'string' ? parse(given) : given;
  const refuse = (wrong: Wrong[]): Refusal => ({ error: 'invalid_arguments', wrong });
  if (!isJson(view)) return refuse([{ pointer: '/view', message: 'must provide an object' }]);
  if (view.type !== expected)
    return refuse([{ pointer: '/view/type', message: `must be one of: ${expected}` }]);
  const wrong = checkShape(shapes[expected], view, '/view', ['type']);
  if (wrong.length > 0) return refuse(wrong);
  if (!Array.isArray(view.blocks))
    return refuse([{ pointer: '/view/blocks', message: 'must be an array' }]);
  const inBlocks = checkBlocks(view.blocks, expected, '/view/blocks', limits.blocksInView);
  if (inBlocks.length > 0) return refuse(inBlocks);
  if (Buffer.byteLength(JSON.stringify(view)) > limits.view)
    return { error: 'view_too_large', wrong: [] };
  return { view };
}

/** The scope that a view takes. Page File input element names it, but no code; the one for scopes it is. */
export const scopeFor = ({ blocks }: Json): string | undefined =>
  listOf(blocks).some(({ element }) => asJson(element).type === 'file_input')
    ? 'files:read'
    : undefined;
