import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { loadDefault, loadPolicy } from '../src/policy/load.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { PolicyFile } from '../src/policy/schema.ts';
import { faultSentence } from '../src/render/policy-report.ts';
import type { Words } from '../src/render/words.ts';
import type { Terminal } from './cli/terminal.ts';

/** The environment, and what the file `.env` in the working directory adds to it. */
export function environmentOf({ environment }: Terminal): Record<string, string | undefined> {
  const written = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return { ...written, ...environment };
}

/**
 * The policy that a command works under: the default, or an institution's file over it.
 *
 * @param path the institution's file; null for none
 * @returns with `overlays`, the texts that were laid over the default; or the sentences to refuse with, where the file
 * cannot be read or is broken
 */
export function policyInForce(
  words: Words,
  path: string | null,
): { policy: Policy; file: PolicyFile; overlays: string[] } | { refusal: string[] } {
  if (path === null) return { ...loadDefault(), overlays: [] };
  const said = (part: string, params: object) => words.text('cli/fault', { ...params }, part);
  const read = readText(path);
  if ('reason' in read) return { refusal: [said('no-file', read)] };
  const loaded = loadPolicy(read.text);
  if ('policy' in loaded) {
    return { policy: loaded.policy, file: loaded.file, overlays: [read.text] };
  }
  const faults = loaded.faults.map((fault) => faultSentence(words, fault));
  return { refusal: [said('policy', { path }), ...faults] };
}

/** A text file, or why it cannot be read, such as ENOENT. */
export function readText(
  path: string,
): { path: string; text: string } | { path: string; reason: string } {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { path, reason: codeOf(error) };
  }
}

/** The system's code of an error, such as EADDRINUSE. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
