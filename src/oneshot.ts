/** The door for commands that hold no conversation: one check, the decision path, a look at a policy file. */
import { type Checked, createChecker } from './check.ts';
import type { Facts } from './facts.ts';
import { mermaidPath } from './picture/mermaid.ts';
import { drawn } from './picture/picture.ts';
import { loadPolicy } from './policy/load.ts';
import type { Policy } from './policy/policy.ts';
import { pathBlock, pathLines } from './render/path.ts';
import { type PlainStyle, plainText } from './render/plain.ts';
import { type PolicyReport, policyReport } from './render/policy-report.ts';
import { resultContent } from './render/result.ts';
import type { Words } from './render/words.ts';

export type { Checked, FactFault } from './check.ts';
export type { Facts } from './facts.ts';
export type { PolicyReport } from './render/policy-report.ts';
export type { Words } from './render/words.ts';

/** One-shot commands under one policy. Days are YYYY-MM-DD. */
export interface OneShot {
  /** Checks facts from outside: the facts and the result, or every fault. */
  check(input: unknown): Checked;
  /** The result of checked facts as a text for a person. */
  resultText(facts: Facts, style?: PlainStyle): string;
  /** The decision path; with facts, their way is marked. */
  path(form: 'mermaid' | 'svg', facts?: Facts): string;
}

export function createOneShot(policy: Policy, words: Words, today: string): OneShot {
  const rendering = { policy, words, today, keptUntil: null };
  return {
    check: createChecker(policy, words),
    resultText: (facts, style) =>
      plainText({ notices: [], progress: null, ...resultContent(rendering, facts) }, style),
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
