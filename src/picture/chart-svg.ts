import type { Chart } from '../screen.ts';
import { brokenInto, painted, picture, textLine } from './svg.ts';

/** Narrow, so that the words can still be read where the picture fills the screen of a phone. */
const width = 420;
const margin = 16;
const rowHeight = 46;
/** The length of a full bar. */
const full = 330;
const [titleSize, titleLine, titleLength] = [16, 22, 30];

/** A bar chart as an SVG picture; the bar where the person is differs in colour and in words. */
export function chartSvg({ title, alt, bars }: Chart): string {
  const titleLines = brokenInto(title, titleLength);
  const top = margin + titleLines.length * titleLine + 10;
  const content = bars.flatMap(({ label, percent, here }, at) => {
    const y = top + at * rowHeight;
    const bold = here !== null;
    const tone = bold ? 'chosen' : 'faint';
    const bar = (length: number) =>
      `<rect x="${margin}" y="${y + 18}" width="${length}" height="14" rx="3"`;
    return [
      textLine(margin, y + 12, bold ? `${label} ← ${here}` : label, { tone, bold }),
      `${bar(full)} ${painted('track')}/>`,
      `${bar((full * percent) / 100)} ${painted(bold ? 'chosen-bar' : 'bar')}/>`,
      textLine(margin + full + 10, y + 30, `${percent} %`, { tone, bold }),
    ];
  });
  const height = top + bars.length * rowHeight + margin / 2;
  return picture({ name: 'timing', width, height, title, description: alt }, [
    ...titleLines.map((line, at) =>
      textLine(margin, margin + 14 + at * titleLine, line, { size: titleSize, bold: true }),
    ),
    ...content,
  ]);
}
