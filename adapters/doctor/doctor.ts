import { readConfig } from '../../src/config.ts';
import type { Words } from '../../src/render/words.ts';
import type { Terminal } from '../cli/terminal.ts';
import { faultSentence } from '../start/refused.ts';
import { lookAtAddress } from './address.ts';
import { type Finding, type Practice, practice } from './finding.ts';
import { lookAtPolicies } from './policy.ts';
import { lookAtStore } from './store.ts';

/**
 * `step2 doctor`: looks at everything that is configured, changes nothing, and says what to do.
 *
 * @returns the exit status: 0 where a start would go well, 1 where something is at fault
 */
export async function doctor(
  { output }: Pick<Terminal, 'output'>,
  words: Words,
  environment: Readonly<Record<string, string | undefined>>,
  now: () => number = Date.now,
): Promise<0 | 1> {
  const said = (part: string, params: object = {}) => words.text('cli/doctor', { ...params }, part);
  const counts = { ok: 0, warning: 0, fault: 0 };
  const tell = ({ level, sentence }: Finding) => {
    counts[level]++;
    output.write(`${said(`level-${level}`).padEnd(9)}${sentence}\n`);
  };
  const read = readConfig(environment);
  if ('faults' in read) {
    for (const fault of read.faults)
      tell({ level: 'fault', sentence: faultSentence(words, fault) });
  } else {
    const room = practice(read.config, words, now);
    tell(room.ok('configuration'));
    for await (const findings of looks(room)) findings.forEach(tell);
  }
  const { fault, warning } = counts;
  output.write(`\n${said(fault > 0 ? 'ill' : 'well', { faults: fault, warnings: warning })}\n`);
  return fault > 0 ? 1 : 0;
}

async function* looks(room: Practice): AsyncGenerator<Finding[]> {
  yield lookAtStore(room);
  yield lookAtPolicies(room);
  yield lookAtAddress(room);
  if (room.config.slack) yield (await import('./slack.ts')).lookAtSlack(room);
  // Discord's library takes half a second to load.
  if (room.config.discord) yield (await import('./discord.ts')).lookAtDiscord(room);
}
