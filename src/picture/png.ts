import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Sharp on a phone's screen as well. */
const zoom = 2;

/**
 * An SVG picture as PNG.
 *
 * The font comes with the program: without one the renderer leaves every text out and says nothing.
 */
export function pngOf(svg: string): Promise<Uint8Array> {
  const known = drawnAlready.get(svg);
  if (known !== undefined) return known;
  const drawing = drawnAsPng(svg);
  if (drawnAlready.size >= mostKept) drawnAlready.clear();
  drawnAlready.set(svg, drawing);
  drawing.catch(() => drawnAlready.delete(svg));
  return drawing;
}

/** The same few charts and paths are drawn again and again, and drawing is the dearest thing that the bot does. */
const drawnAlready = new Map<string, Promise<Uint8Array>>();

/** A picture has some 50 kB. */
const mostKept = 200;

async function drawnAsPng(svg: string): Promise<Uint8Array> {
  // A heavy library that only downloads need.
  const { renderAsync } = await import('@resvg/resvg-js');
  const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: {
      loadSystemFonts: false,
      fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(fonts, file)),
      defaultFontFamily: 'DejaVu Sans',
    },
  });
  return image.asPng();
}
