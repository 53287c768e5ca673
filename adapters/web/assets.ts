import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../src/bot.ts';

const require = createRequire(import.meta.url);

/** The one style sheet of every page: Pico from its package, then the little that it lacks. */
export interface StyleSheet {
  /** Names the content, so that browsers may keep it for ever. */
  readonly path: string;
  readonly css: string;
}

export function loadStyleSheet(): StyleSheet {
  const css = [
    require.resolve('@picocss/pico/css/pico.jade.min.css'),
    join(root, 'adapters/web/page.css'),
  ]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12);
  return { path: `/assets/page-${hash}.css`, css };
}
