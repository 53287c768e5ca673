import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Asset } from './assets.ts';

/** What the operator's monitoring asks. */
export interface Monitored {
  /** Resolves when the store answers. */
  readonly ready: () => Promise<void>;
  readonly metrics: () => Promise<{ type: string; text: string }>;
}

/** Routes for machines: the process, the store, the numbers, and what pages load. */
export function operatorRoutes({ ready, metrics }: Monitored, assets: readonly Asset[]): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', (context) =>
    ready().then(
      () => context.text('ok'),
      () => context.text('not ready', 503),
    ),
  );
  app.get('/metrics', async (context) => {
    const { type, text } = await metrics();
    return context.body(text, 200, { 'Content-Type': type });
  });
  for (const { path, type, content } of assets) {
    app.get(path, compress(), (context) =>
      context.body(content, 200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  return app;
}
