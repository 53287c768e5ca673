import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { buildPolicy, sourcedNumbers } from './build.ts';
import { checkedFile, type PolicyFault } from './faults.ts';
import { overlaid, readYaml } from './overlay.ts';
import type { Policy } from './policy.ts';
import { preparedFile } from './prepared.ts';
import { type Counterexample, type Proof, prove } from './proof.ts';
import type { PolicyFile } from './schema.ts';

/** The files of the default policy in the checkout; together they are one YAML text. */
const defaultPolicyPaths = ['default.yaml', 'lint.yaml'].map((name) =>
  join(root, 'src/policy', name),
);

/** A policy, or everything that is wrong with its file. `proof` is there where the values were good enough to prove. */
export type Loaded =
  | { readonly policy: Policy; readonly file: PolicyFile; readonly proof: TimedProof }
  | { readonly faults: readonly PolicyFault[]; readonly proof?: TimedProof };

type TimedProof = Proof & { readonly milliseconds: number };

/** The text of the default policy. */
export function defaultText(): string {
  return defaultPolicyPaths.map((path) => readFileSync(path, 'utf8')).join('\n');
}

/**
 * The default policy and its file. Its proof is part of the tests, so it is not proved again at every start.
 *
 * @throws where the file in the checkout is broken: a programmer's error
 */
export function loadDefault(): { policy: Policy; file: PolicyFile } {
  const text = defaultText();
  const prepared = preparedFile(text);
  if (prepared) return { policy: buildPolicy(prepared), file: prepared };
  const checked = checkedFile(readYaml(text).tree);
  if ('faults' in checked) {
    throw new Error(`The default policy is broken: ${JSON.stringify(checked.faults)}`);
  }
  return { policy: buildPolicy(checked.file), file: checked.file };
}

/**
 * Lays overlays over the default policy, checks what comes of it and proves it. Never half-loaded: either a whole policy
 * or every fault at once.
 *
 * @param overlays the texts of the overlay files, each laid over the one before it; without any the default is checked
 */
export function loadPolicy(...overlays: readonly string[]): Loaded {
  const text = defaultText();
  // Reading the YAML of the default takes longer than all the rest, and every tenant's overlay lies over it.
  let tree: unknown = preparedFile(text) ?? readYaml(text).tree;
  for (const overlay of overlays) {
    const read = readYaml(overlay);
    if (read.faults.length > 0) return { faults: read.faults };
    tree = overlaid(tree, read.tree);
  }
  const checked = checkedFile(tree);
  if ('faults' in checked) return checked;
  const { file } = checked;
  const policy = buildPolicy(file);
  const started = performance.now();
  const proof = prove(policy);
  const timed = { ...proof, milliseconds: performance.now() - started };
  if (proof.counterexample) {
    return { faults: [proofFault(proof.counterexample)], proof: timed };
  }
  return { policy, file, proof: timed };
}

function proofFault(counterexample: Counterexample): PolicyFault {
  return { path: '', kind: counterexample.invariant, value: counterexample.facts, counterexample };
}

/** The numbers whose day of review has passed: the path and the day (YYYY-MM-DD). */
export function overdue(file: PolicyFile, today: string): { path: string; reviewBy: string }[] {
  return [...sourcedNumbers(file)]
    .filter(([, { reviewBy }]) => reviewBy < today)
    .map(([path, { reviewBy }]) => ({ path, reviewBy }));
}
