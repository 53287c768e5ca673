import type { WhatIf } from '../decision/what-if.ts';
import { actionInShort } from './action.ts';
import type { Rendering } from './content.ts';
import type { Params } from './words.ts';

/** One changed answer and where it would lead. */
export function whatIfLine(
  rendering: Rendering,
  { change, ...outcome }: WhatIf,
  params: Params,
): string {
  const { words } = rendering;
  const leads = { to: actionInShort(rendering, outcome, params) };
  if ('ck' in change) return words.text('what-if', { ...leads, ck: change.ck }, 'ck');
  if ('required' in change) {
    return words.text('what-if', leads, change.required ? 'required' : 'not-required');
  }
  const stage = words.text('question/stage', {}, change.stage);
  return words.text('what-if', { ...leads, stage }, 'stage');
}
