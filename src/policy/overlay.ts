import { createRequire } from 'node:module';
import { isSourced } from './build.ts';
import type { PolicyFault } from './faults.ts';

const require = createRequire(import.meta.url);

/** Reads YAML; every fault names the line it is on. */
export function readYaml(text: string): { tree: unknown; faults: PolicyFault[] } {
  // Loaded only here: most starts read no YAML, and loading its parser is a good part of a one-shot check.
  const { parseDocument } = require('yaml') as typeof import('yaml');
  const document = parseDocument(text, { prettyErrors: true });
  const faults = document.errors.map(
    (error): PolicyFault => ({
      path: String(error.linePos?.[0].line ?? 1),
      kind: 'yaml',
      value: error.message.split('\n')[0],
    }),
  );
  if (faults.length > 0) return { tree: null, faults };
  try {
    return { tree: document.toJS({ maxAliasCount: 100 }) as unknown, faults };
  } catch (error) {
    // An alias without an anchor, or more of them than any policy needs.
    const value = error instanceof Error ? error.message : String(error);
    return { tree: null, faults: [{ path: '1', kind: 'yaml', value }] };
  }
}

/**
 * The default with an overlay laid over it. A number comes with its own source, so it is replaced as a whole; everything
 * else is merged key by key.
 */
export function overlaid(under: unknown, over: unknown): unknown {
  // An overlay file with nothing in it changes nothing.
  if (over === null || over === undefined) return under;
  if (!isTree(under) || !isTree(over) || isSourced(under)) return over;
  const merged = new Map(Object.entries(under));
  for (const [key, child] of Object.entries(over)) {
    merged.set(key, child === null ? null : overlaid(merged.get(key), child));
  }
  return Object.fromEntries(merged);
}

function isTree(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
