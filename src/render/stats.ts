import type { Standing } from '../conversation/standing.ts';
import { type Action, actionRules } from '../decision/action-rules.ts';
import { type Disclosed, disclosed, lowestShown } from '../disclosure.ts';
import { fields } from '../facts.ts';
import type { Block } from '../screen.ts';
import { actionInShort } from './action.ts';
import type { Content, Rendering } from './content.ts';

/** So many faults of an overlay fit a screen of any platform; the log has all of them. */
const mostFaults = 6;

const actions = [...new Set(actionRules.map(({ action }): Action => action))];

/** Every standing that is listed, in a fixed order: one by size would rank the hidden counts. */
const standings: readonly Standing[] = [
  ...actions.map((action) => `result/${action}` as const),
  ...fields.map((field) => `question/${field}` as const),
];

/**
 * The numbers for advisors: how many checks, what was recommended and where they stopped, none below 5. Then what is
 * wrong with the tenant's overlay.
 *
 * @param counts by standing
 */
export function statsContent(
  rendering: Rendering,
  counts: ReadonlyMap<string, number>,
  faults: readonly string[],
): Content {
  const { words } = rendering;
  const said = (part: string, params = {}) => words.text('screen/stats', params, part);
  const { rows, total, exact } = disclosed(standings, counts);
  const list = (kind: 'result/' | 'question/'): Block => ({
    kind: 'list',
    style: 'bullets',
    items: rows.filter(({ name }) => name.startsWith(kind)).map((row) => rowWords(rendering, row)),
  });
  const checks = exact ? 'checks' : total > 0 ? 'checks-at-least' : 'checks-few';
  return {
    name: 'stats',
    title: words.text('screen/stats'),
    body: [
      { kind: 'text', text: said(checks, { total }) },
      { kind: 'text', text: said('meaning') },
      { kind: 'heading', text: said('results') },
      list('result/'),
      { kind: 'heading', text: said('stops') },
      list('question/'),
      { kind: 'text', text: said('hidden', { lowestShown }) },
      ...faultBlocks(rendering, faults),
    ],
  };
}

function rowWords(
  rendering: Rendering,
  { name: standing, count }: Disclosed<Standing>['rows'][number],
): string {
  const name = standingWords(rendering, standing);
  const said = (part: string, params: object) =>
    rendering.words.text('screen/stats', { name, ...params }, part);
  return count === null ? said('row-few', { lowestShown }) : said('row', { count });
}

function standingWords(rendering: Rendering, standing: Standing): string {
  const said = (part: string) => rendering.words.text('screen/stats', {}, part);
  const action = actions.find((one) => standing === `result/${one}`);
  if (!action) return said(standing.slice('question/'.length));
  // They are of applicants with different services, and for programs of every scope.
  return actionInShort(rendering, { action, scope: null }, { service: said('service') });
}

function faultBlocks({ words }: Rendering, faults: readonly string[]): Block[] {
  if (faults.length === 0) return [];
  const more = faults.length - mostFaults;
  const said = (part: string, params = {}) => words.text('screen/stats', params, part);
  return [
    { kind: 'warning', text: said('faults') },
    { kind: 'list', style: 'bullets', items: faults.slice(0, mostFaults) },
    ...(more > 0 ? [{ kind: 'text', text: said('more-faults', { more }) } as const] : []),
  ];
}
