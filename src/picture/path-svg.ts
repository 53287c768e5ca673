import type { PathBlock } from '../screen.ts';
import { brokenInto, picture, textLine } from './svg.ts';

const width = 920;
const margin = 24;
const lineHeight = 18;
/** Where the answers begin, and how many characters fit left and right of that. */
const answerAt = 590;
const [askLength, answerLength] = [62, 34];

/** Taken, passed and never asked: each differs in its sign and its colour, so that neither is needed alone. */
const look = {
  taken: { sign: '✔', fill: '#0b5d3b', background: '#d9f2e6', bold: true },
  passed: { sign: '↓', fill: '#1f2933', background: '#eef1f4', bold: false },
  open: { sign: '', fill: '#52606d', background: '#ffffff', bold: false },
} as const;

/** The decision path as an SVG picture: one row a rule, in the order in which they are asked. */
export function pathSvg({ title, alt, sections }: PathBlock): string {
  const content = [textLine(margin, margin + 26, title, { size: 22, bold: true })];
  let y = margin + 38;
  for (const section of sections) {
    content.push(textLine(margin, y + 32, section.title, { size: 16, bold: true }));
    y += 42;
    for (const { asks, answer, mark } of section.rows) {
      const asked = brokenInto(asks, askLength);
      const answers = brokenInto(`→ ${answer}`, answerLength);
      const height = Math.max(asked.length, answers.length) * lineHeight + 12;
      const { sign, fill, background, bold } = look[mark];
      const line = (x: number) => (text: string, row: number) =>
        textLine(x, y + 19 + row * lineHeight, text, { fill, bold });
      content.push(
        `<rect x="${margin}" y="${y}" width="${width - 2 * margin}" height="${height - 4}" rx="6" fill="${background}" stroke="#cbd2d9"/>`,
        line(margin + 10)(sign, 0),
        ...asked.map(line(margin + 32)),
        ...answers.map(line(answerAt)),
      );
      y += height;
    }
  }
  return picture({ name: 'path', width, height: y + margin, title, description: alt }, content);
}
