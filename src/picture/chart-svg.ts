import type { Chart } from '../screen.ts';
import { picture, textLine } from './svg.ts';

const width = 640;
const margin = 20;
const rowHeight = 46;
/** The length of a full bar. */
const full = 440;

/** A bar chart as an SVG picture; the bar where the person is differs in colour and in words. */
export function chartSvg({ title, alt, bars }: Chart): string {
  const top = margin + 30;
  const content = bars.flatMap(({ label, percent, here }, at) => {
    const y = top + at * rowHeight;
    const [fill, ink] = here === null ? ['#9fb3c8', '#52606d'] : ['#0b7a4b', '#0b5d3b'];
    const bold = here !== null;
    return [
      textLine(margin, y + 12, here === null ? label : `${label} ← ${here}`, { fill: ink, bold }),
      `<rect x="${margin}" y="${y + 18}" width="${full}" height="14" rx="3" fill="#e4e7eb"/>`,
      `<rect x="${margin}" y="${y + 18}" width="${(full * percent) / 100}" height="14" rx="3" fill="${fill}"/>`,
      textLine(margin + full + 12, y + 30, `${percent} %`, { fill: ink, bold }),
    ];
  });
  const height = top + bars.length * rowHeight + margin / 2;
  return picture({ name: 'timing', width, height, title, description: alt }, [
    textLine(margin, margin + 14, title, { size: 17, bold: true }),
    ...content,
  ]);
}
