import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, readText } from '../settings.ts';

/**
 * The secret that signs sessions, made at the first start and readable for the owner only. It appears whole or not at
 * all: two starts at once agree on the one that was there first.
 *
 * @returns null where the file cannot be had, or is too short to sign anything
 */
export function ownSecret(dataDir: string): string | null {
  const path = join(dataDir, 'session-secret');
  const made = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(path)) {
      writeFileSync(made, randomBytes(32).toString('base64'), { mode: 0o600 });
      try {
        linkSync(made, path);
      } finally {
        rmSync(made);
      }
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return null;
  }
  const read = readText(path);
  return 'text' in read && read.text.length >= 32 ? read.text : null;
}
