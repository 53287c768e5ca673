import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createOneShot } from '../src/oneshot.ts';
import { loadDefault, loadPolicy } from '../src/policy/load.ts';
import type { Policy } from '../src/policy/policy.ts';
import { faultSentence } from '../src/render/policy-report.ts';
import { loadWords, type Words } from '../src/render/words.ts';
import { check, checkOptions } from './cli/check.ts';
import { factOptions } from './cli/facts.ts';
import { nearest } from './cli/nearest.ts';
import { readCommandLine } from './cli/options.ts';
import { path, pathOptions, reasonOf } from './cli/path.ts';
import { policyCheck } from './cli/policy.ts';
import { refuse, type Terminal } from './cli/terminal.ts';

const commands = ['start', 'check', 'path', 'policy', 'help'];

/**
 * Carries out one command of `step2`.
 *
 * @returns the exit status: 0 when done, 2 for bad input
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  words: Words = loadWords(),
): Promise<number> {
  const today = () => new Date().toISOString().slice(0, 10);
  const fault = (part: string, params: object) => words.text('cli/fault', { ...params }, part);
  const [command = 'help', ...rest] = args;
  const line = readCommandLine(rest, { ...factOptions, ...checkOptions, ...pathOptions });

  for (const option of ['policy', 'svg']) {
    if (line.options.get(option) === null) return refuse(terminal, fault('file-name', { option }));
  }
  if (command === 'policy' && line.words[0] === 'check') {
    const [, name] = line.words;
    const file = name === undefined ? undefined : readText(name);
    if (file && 'reason' in file) return refuse(terminal, fault('no-file', file));
    return policyCheck(terminal, words, today(), file && { name: file.path, text: file.text });
  }
  if (command === 'help' || command === '--help' || command === '-h') {
    terminal.output.write(`${words.text('cli/help')}\n`);
    return 0;
  }
  if (!commands.includes(command) || command === 'policy') {
    const near = nearest(command, commands);
    const part = near === null ? 'unknown' : 'nearest';
    return refuse(
      terminal,
      words.text('cli/help', { command, nearest: near }, part),
      words.text('cli/help'),
    );
  }

  if (command === 'start') {
    // Servers and their libraries are no use to the other commands, which should begin at once.
    const { start } = await import('./start.ts');
    return start(terminal, words);
  }

  let policy: Policy;
  const overlay = line.options.get('policy');
  if (typeof overlay === 'string') {
    const file = readText(overlay);
    if ('reason' in file) return refuse(terminal, fault('no-file', file));
    const loaded = loadPolicy(file.text);
    if ('faults' in loaded) {
      const faults = loaded.faults.map((found) => faultSentence(words, found));
      return refuse(terminal, fault('policy', { path: overlay }), ...faults);
    }
    policy = loaded.policy;
  } else policy = loadDefault().policy;

  const doors = {
    words,
    oneShot: createOneShot(policy, words, today()),
    openBot: async () => {
      // A one-shot check needs neither; their libraries would double its start.
      const { createBot } = await import('../src/bot.ts');
      const { openStore } = await import('../src/store/open.ts');
      return createBot({
        policy,
        words,
        store: await openStore({ dataDir: null }),
        retentionDays: null,
        now: () => new Date(),
        newId: randomUUID,
      });
    },
  };
  return command === 'path' ? path(terminal, line, doors) : check(terminal, line, doors);
}

function readText(path: string): { path: string; text: string } | { path: string; reason: string } {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}
