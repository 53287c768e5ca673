import { impactAt } from '../decision/decide.ts';
import type { Stage } from '../facts.ts';
import type { Bar, Block } from '../screen.ts';
import type { Rendering } from './content.ts';
import type { Params } from './words.ts';

/** When the update counts: a sentence on the person's stage and, once there is something to send, the chart of impact. */
export function impactChart(rendering: Rendering, stage: Stage | null, params: Params): Block[] {
  const { words, policy } = rendering;
  if (!stage) return [];
  const here = impactAt[stage];
  const bars = Object.entries(policy.impact).map(
    ([timing, percent]): Bar => ({
      label: words.text('timing', {}, timing),
      percent,
      here: timing === here ? words.text('timing', {}, 'here') : null,
    }),
  );
  const title = words.text('timing', {}, 'title');
  const alt = words.text(
    'timing',
    {
      bars: bars
        .map(({ label, percent, here }) => `${label}: ${percent} %${here ? ` (${here})` : ''}`)
        .join('; '),
    },
    'described',
  );
  return [
    { kind: 'heading', text: words.text('headings', {}, 'timing') },
    {
      kind: 'text',
      text: words.text(
        'timing',
        { ...params, impact: here && policy.impact[here] },
        `stage ${stage}`,
      ),
    },
    ...(here ? [{ kind: 'chart', title, alt, bars } as const] : []),
  ];
}
