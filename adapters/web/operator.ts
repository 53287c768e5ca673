import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { StyleSheet } from './assets.ts';

/** What the operator's monitoring asks. */
export interface Monitored {
  /** Resolves when the store answers. */
  readonly ready: () => Promise<void>;
  readonly metrics: () => Promise<{ type: string; text: string }>;
}

/** Routes for machines: the process, the store, the numbers, and the style sheet. */
export function operatorRoutes({ ready, metrics }: Monitored, { path, css }: StyleSheet): Hono {
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
  app.get(path, compress(), (context) =>
    context.body(css, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  return app;
}
