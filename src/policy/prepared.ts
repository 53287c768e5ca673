/**
 * The default policy as the build left it: read from its YAML and checked. Reading YAML takes longer than all the rest of
 * a one-shot check, so a start takes this instead, as long as it was made from the very text that stands there now.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { PolicyFile } from './schema.ts';

/** `of`: the digest of the YAML text. */
interface Prepared {
  readonly of: string;
  readonly file: PolicyFile;
}

const preparedPath = join(root, 'dist/default-policy.json');

/** The checked policy file of this text; null where the build has not seen this text. */
export function preparedFile(text: string): PolicyFile | null {
  let prepared: Prepared;
  try {
    prepared = JSON.parse(readFileSync(preparedPath, 'utf8')) as Prepared;
  } catch {
    return null;
  }
  return prepared.of === digest(text) ? prepared.file : null;
}

/** Keeps the checked policy file of this text for the starts to come. */
export function prepareFile(text: string, file: PolicyFile): void {
  writeFileSync(preparedPath, JSON.stringify({ of: digest(text), file } satisfies Prepared));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
