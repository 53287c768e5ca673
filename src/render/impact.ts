import { impactAt } from '../decision/decide.ts';
import { type Stage, stages } from '../facts.ts';
import { oncePer } from '../once.ts';
import type { Bar, Block } from '../screen.ts';
import type { Rendering } from './content.ts';

/** When the update counts: a sentence on the person's stage and, once there is something to send, the chart of impact. */
export function impactChart(rendering: Rendering, stage: Stage | null): readonly Block[] {
  return stage ? (chartsOf(rendering).get(stage) ?? []) : [];
}

/** The same for everybody at a stage. */
const chartsOf = oncePer(
  (rendering: Rendering) => new Map(stages.map((stage) => [stage, chartAt(rendering, stage)])),
);

function chartAt({ words, policy }: Rendering, stage: Stage): Block[] {
  const here = impactAt[stage];
  const said = (part: string, params = {}) => words.text('timing', params, part);
  const bars = Object.entries(policy.impact).map(
    ([timing, percent]): Bar => ({
      label: said(timing),
      percent,
      here: timing === here ? said('here') : null,
    }),
  );
  const described = bars.map(
    ({ label, percent, here }) => `${label}: ${percent} %${here ? ` (${here})` : ''}`,
  );
  const chart: Block = {
    kind: 'chart',
    title: said('title'),
    alt: said('described', { bars: described.join('; ') }),
    bars,
  };
  return [
    { kind: 'heading', text: words.text('headings', {}, 'timing') },
    { kind: 'text', text: said(`stage ${stage}`, { impact: here && policy.impact[here] }) },
    ...(here ? [chart] : []),
  ];
}
