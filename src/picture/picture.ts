import type { Block, Chart, PathBlock } from '../screen.ts';
import { chartSvg } from './chart-svg.ts';
import { pathSvg } from './path-svg.ts';

/** A picture of a block: its file name without ending, what it shows in words, and the SVG. */
export interface Picture {
  readonly name: 'timing' | 'path';
  readonly alt: string;
  readonly svg: string;
}

/** Draws a block that has a picture. */
export function drawn(block: Chart | PathBlock): Picture {
  const { kind, alt } = block;
  return kind === 'chart'
    ? { name: 'timing', alt, svg: chartSvg(block) }
    : { name: 'path', alt, svg: pathSvg(block) };
}

/** The pictures of a screen, in their order. */
export function picturesOf(blocks: readonly Block[]): Picture[] {
  return blocks.filter((block) => block.kind === 'chart' || block.kind === 'path').map(drawn);
}
