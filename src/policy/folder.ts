import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file as it was found: its text, or why that cannot be had, such as EACCES. */
export type Found = { readonly text: string } | { readonly reason: string };

/** The files of a folder by name. */
export type Folder = ReadonlyMap<string, Found>;

/** An overlay is some pages at most. In bytes. */
const longest = 256 * 1024;

/**
 * Reads the files of a folder. Those whose name begins with a dot are passed over: editors leave them, and behind them
 * Kubernetes keeps the versions of a ConfigMap.
 *
 * @throws where the folder itself cannot be read
 */
export async function readFolder(path: string): Promise<Folder> {
  const files = new Map<string, Found>();
  for (const name of (await readdir(path)).sort()) {
    if (name.startsWith('.')) continue;
    const found = await readOverlay(join(path, name));
    if (found) files.set(name, found);
  }
  return files;
}

/** Null where it is gone by now. */
async function readOverlay(path: string): Promise<Found | null> {
  try {
    if ((await stat(path)).size > longest) return { reason: 'EFBIG' };
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return reason === 'ENOENT' ? null : { reason };
  }
}
