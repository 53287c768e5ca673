import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../src/bot.ts';

const require = createRequire(import.meta.url);

/** A file that pages load. */
export interface Asset {
  /** Names the content, so that browsers may keep it for ever. */
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

/** Everything that pages load: the style sheet of all, and the script of those with a text to copy. */
export interface Assets {
  readonly styleSheet: Asset;
  readonly copying: Asset;
}

export function loadAssets(): Assets {
  const own = (name: string) => join(root, 'adapters/web/assets', name);
  // Pico from its package, then the little that it lacks.
  const styles = [
    require.resolve('@picocss/pico/css/pico.jade.min.css'),
    ...['page.css', 'forms.css', 'pieces.css', 'print.css'].map(own),
  ];
  return {
    styleSheet: asset('page', 'css', 'text/css', styles),
    copying: asset('copy', 'js', 'text/javascript', [own('copy.js')]),
  };
}

function asset(name: string, ending: string, type: string, files: readonly string[]): Asset {
  const content = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${ending}`, type, content };
}
