import type { PolicyFault } from '../policy/faults.ts';
import { type Loaded, overdue } from '../policy/load.ts';
import { shown } from './fault.ts';
import type { Words } from './words.ts';

/** What there is to say about a policy file. */
export interface PolicyReport {
  readonly ok: boolean;
  /** One sentence a fault; empty where the file is sound. */
  readonly faults: readonly string[];
  /** What does not stop the file from being used, such as numbers past their day of review. */
  readonly warnings: readonly string[];
  /** The proof's verdict; null where the values were not good enough to prove anything. */
  readonly proof: string | null;
}

/** @param today YYYY-MM-DD */
export function policyReport(words: Words, loaded: Loaded, today: string): PolicyReport {
  const faults = 'faults' in loaded ? loaded.faults : [];
  return {
    ok: faults.length === 0,
    faults: faults.map((fault) => faultSentence(words, fault)),
    warnings:
      'file' in loaded
        ? [
            ...overdue(loaded.file, today).map((number) =>
              words.text('policy/warning', number, 'overdue'),
            ),
            ...loaded.proof.unreached.map((rule) =>
              words.text('policy/warning', { rule }, 'unreached'),
            ),
          ]
        : [],
    proof: loaded.proof ? proofSentence(words, loaded.proof) : null,
  };
}

function proofSentence(words: Words, proof: NonNullable<Loaded['proof']>): string {
  return words.text(
    'policy/proof',
    { classes: proof.classes.toLocaleString('en-US'), milliseconds: Math.ceil(proof.milliseconds) },
    proof.counterexample ? 'broken' : '',
  );
}

/** One fault of a policy file: where, what stands there, what is allowed. */
export function faultSentence(words: Words, fault: PolicyFault): string {
  const { path, kind, value, allowed, counterexample } = fault;
  const higher = counterexample?.invariant === 'monotone' ? counterexample : null;
  return words.text(
    'policy/fault',
    {
      path,
      value: counterexample ? JSON.stringify(value) : shown(value),
      ...allowed,
      higherCk: higher?.higherCk ?? null,
      action: higher?.action ?? null,
      higherAction: higher?.higherAction ?? null,
    },
    kind,
  );
}
