import { randomUUID } from 'node:crypto';
import { nearest } from '../src/nearest.ts';
import { createOneShot } from '../src/oneshot.ts';
import { loadWords, type Words } from '../src/render/words.ts';
import { check, checkOptions } from './cli/check.ts';
import { discordCommands, discordOptions } from './cli/discord.ts';
import { factOptions } from './cli/facts.ts';
import { readCommandLine } from './cli/options.ts';
import { path, pathOptions } from './cli/path.ts';
import { policyCheck } from './cli/policy.ts';
import { slackManifest, slackOptions } from './cli/slack.ts';
import { refuse, type Terminal } from './cli/terminal.ts';
import { environmentOf, policyInForce, readText } from './settings.ts';

/** The commands, and the options that each of them knows. */
const kindsOf: Readonly<Record<string, Readonly<Record<string, 'string' | 'boolean'>>>> = {
  start: { policy: 'string' },
  doctor: { policy: 'string' },
  check: { ...factOptions, ...checkOptions },
  path: { ...factOptions, ...pathOptions },
  policy: {},
  slack: slackOptions,
  discord: discordOptions,
};

/**
 * Carries out one command of `step2`.
 *
 * @returns the exit status: 0 when done, 1 where it failed, 2 for bad input
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  words: Words = loadWords(),
): Promise<number> {
  const today = () => new Date().toISOString().slice(0, 10);
  const fault = (part: string, params: object) => words.text('cli/fault', { ...params }, part);
  const [command = 'help', ...rest] = args;
  const help = (part = '', params = {}) => words.text('cli/help', params, part);
  const wantsHelp = ['help', '--help', '-h'].includes(command) || rest.includes('--help');
  if (wantsHelp) {
    terminal.output.write(`${help()}\n`);
    return 0;
  }
  const kinds = kindsOf[command];
  if (!kinds) {
    const near = nearest(command, Object.keys(kindsOf));
    const part = near === null ? 'unknown' : 'nearest';
    return refuse(terminal, help(part, { command, nearest: near }), help());
  }
  const line = readCommandLine(rest, kinds);
  for (const option of ['policy', 'svg', 'programs']) {
    if (line.options.get(option) === null) return refuse(terminal, fault('file-name', { option }));
  }

  if (command === 'policy') {
    const [verb, name, ...more] = line.words;
    const stray = [...more, ...[...line.options.keys()].map((option) => `--${option}`)];
    if (verb !== 'check' || stray.length > 0) {
      return refuse(
        terminal,
        fault('stray', { stray: stray.join(' ') || (verb ?? ''), missing: 'policy check' }),
        help(),
      );
    }
    const file = name === undefined ? undefined : readText(name);
    if (file && 'reason' in file) return refuse(terminal, fault('no-file', file));
    return policyCheck(terminal, words, today(), file && { name: file.path, text: file.text });
  }

  if (command === 'slack') return slackManifest(terminal, words, line);

  const environment = environmentOf(terminal);
  if (command === 'discord') return discordCommands(terminal, words, line, environment);
  const overlay = line.options.get('policy') ?? (environment.POLICY_FILE || null);
  if (command === 'start' || command === 'doctor') {
    const stray = [
      ...line.words,
      ...[...line.options.keys()].filter((name) => !(name in kinds)).map((option) => `--${option}`),
    ];
    if (stray.length > 0)
      return refuse(terminal, fault('stray', { stray: stray.join(' '), missing: '' }), help());
    const settings = { ...environment, POLICY_FILE: String(overlay ?? '') };
    // Servers, databases and their libraries are no use to the other commands, which should begin at once.
    if (command === 'doctor') {
      const { doctor } = await import('./doctor/doctor.ts');
      return doctor(terminal, words, settings);
    }
    const { start } = await import('./start/start.ts');
    return start({ ...terminal, environment: settings }, words);
  }

  const found = policyInForce(words, overlay === null ? null : String(overlay));
  if ('refusal' in found) {
    if (line.options.get('json')) {
      const errors = found.refusal.map((message) => ({ field: null, message }));
      terminal.output.write(`${JSON.stringify({ errors })}\n`);
      return 2;
    }
    return refuse(terminal, ...found.refusal);
  }
  const { policy } = found;
  const doors = {
    words,
    oneShot: createOneShot(policy, words, today()),
    openBot: async () => {
      // A one-shot check needs neither; their libraries would double its start.
      const { createBot } = await import('../src/bot.ts');
      const { openStore } = await import('../src/store/open.ts');
      const { onePolicy } = await import('../src/policy/policies.ts');
      return createBot({
        policies: onePolicy(policy),
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
