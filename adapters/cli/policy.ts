import { checkPolicy, type Words } from '../../src/oneshot.ts';
import type { Terminal } from './terminal.ts';

/**
 * `step2 policy check`: what is wrong with a policy file, what the proof says, what is due for review.
 *
 * @param file the overlay's name and text; without it the default policy is checked
 * @param today YYYY-MM-DD
 */
export function policyCheck(
  { output }: Terminal,
  words: Words,
  today: string,
  file?: { name: string; text: string },
): number {
  const report = checkPolicy(words, today, file?.text);
  const said = (part: string, params: object = {}) => words.text('cli/policy', { ...params }, part);
  const path = file?.name ?? said('default');
  const count = report.faults.length;
  const lines = [
    report.ok ? said('sound', { path }) : said('faults', { path, count }),
    ...report.faults,
    ...(report.proof === null ? [] : [report.proof]),
    ...report.warnings.map((warning) => said('warning', { warning })),
  ];
  output.write(`${lines.join('\n')}\n`);
  return report.ok ? 0 : 2;
}
