import type { PathLine } from '../render/path.ts';
import type { Words } from '../render/words.ts';
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
export function svgPath(words: Words, lines: readonly PathLine[]): string {
  const said = (part: string, params = {}) => words.text('picture/path', params, part);
  const content: string[] = [];
  let y = margin + 26;
  content.push(textLine(margin, y, said(''), { size: 22, bold: true }));
  y += 12;
  for (const [at, line] of lines.entries()) {
    if (line.section !== lines[at - 1]?.section) {
      y += 32;
      content.push(textLine(margin, y, said(line.section), { size: 16, bold: true }));
      y += 10;
    }
    const asks = brokenInto(line.asks, askLength);
    const answers = brokenInto(line.answer, answerLength);
    const height = Math.max(asks.length, answers.length) * lineHeight + 12;
    const { sign, fill, background, bold } = look[line.mark];
    content.push(
      `<rect x="${margin}" y="${y}" width="${width - 2 * margin}" height="${height - 4}" rx="6" fill="${background}" stroke="#cbd2d9"/>`,
      textLine(margin + 10, y + 19, sign, { fill, bold }),
      ...asks.map((text, row) =>
        textLine(margin + 32, y + 19 + row * lineHeight, text, { fill, bold }),
      ),
      ...answers.map((text, row) =>
        textLine(answerAt, y + 19 + row * lineHeight, `${row === 0 ? '→ ' : ''}${text}`, {
          fill,
          bold,
        }),
      ),
    );
    y += height;
  }
  const taken = lines
    .filter(({ mark }) => mark === 'taken')
    .map(({ asks, answer }) => `${asks} → ${answer}`);
  return picture(
    {
      width,
      height: y + margin,
      title: said(''),
      description: said('described', { rows: lines.length, taken: taken.join('; ') }),
    },
    content,
  );
}
