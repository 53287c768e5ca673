/** The door for commands that hold no conversation: one check, with programs or without, the decision path, a look at a policy file. */
import { type Checker, createChecker } from './check.ts';
import type { Facts } from './facts.ts';
import { mermaidPath } from './picture/mermaid.ts';
import { drawn } from './picture/picture.ts';
import { loadPolicy } from './policy/load.ts';
import type { Policy } from './policy/policy.ts';
import type { ReadCsv } from './programs/csv-form.ts';
import type { Plan } from './programs/triage.ts';
import { pathBlock, pathLines } from './render/path.ts';
import { type PlainStyle, plainText } from './render/plain.ts';
import { planBlocks } from './render/plan.ts';
import { type PolicyReport, policyReport } from './render/policy-report.ts';
import { resultContent } from './render/result.ts';
import type { Words } from './render/words.ts';

export type { Checked, FactFault } from './check.ts';
export type { Facts } from './facts.ts';
export { largestCsv, type ReadCsv } from './programs/csv-form.ts';
export type { PolicyReport } from './render/policy-report.ts';
export type { Words } from './render/words.ts';

/** One-shot commands under one policy. Days are YYYY-MM-DD. */
export interface OneShot {
  /** Checks facts from outside: the facts and the result, or every fault. */
  check: Checker;
  /** The programs of a CSV file, to be checked with the facts. */
  readPrograms(bytes: Uint8Array): Promise<ReadCsv>;
  /** The result of checked facts as a text for a person, with the plan where there is one. */
  resultText(facts: Facts, plan: Plan | null, style?: PlainStyle): string;
  /** The decision path; with facts, their way is marked. */
  path(form: 'mermaid' | 'svg', facts?: Facts): string;
}

export function createOneShot(policy: Policy, words: Words, today: string): OneShot {
  const rendering = { policy, words, today, keptUntil: null };
  return {
    check: createChecker(policy, words),
    async readPrograms(bytes) {
      // Loaded only here: the parser takes longer to load than a check without programs to run.
      const { readCsv } = await import('./programs/csv.ts');
      return readCsv(bytes);
    },
    resultText(facts, plan, style) {
      const { title, body } = resultContent(rendering, facts);
      const blocks = [...body, ...(plan ? planBlocks(rendering, facts, plan) : [])];
      return plainText({ notices: [], progress: null, title, body: blocks }, style);
    },
    path: (form, facts) =>
      form === 'svg'
        ? drawn(pathBlock(rendering, facts)).svg
        : mermaidPath(words, pathLines(rendering, facts)),
  };
}

/**
 * Checks a policy file and says what it found.
 *
 * @param overlay the text of the file; without it the default policy is checked
 */
export function checkPolicy(words: Words, today: string, overlay?: string): PolicyReport {
  return policyReport(words, loadPolicy(...(overlay === undefined ? [] : [overlay])), today);
}
