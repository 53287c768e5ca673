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
export async function pngOf(svg: string): Promise<Uint8Array> {
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
