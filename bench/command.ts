/** The `step2` command from outside: lines a second, memory, start-up. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDefault } from '../src/policy/load.ts';
import { root } from '../src/root.ts';
import { writeFacts } from './bulk-facts.ts';
import { type Figure, median, milliseconds } from './measure.ts';

const step2 = join(root, 'dist/adapters/step2.js');

/** Measures the built command in processes of its own. */
export function command(): Figure[] {
  return [...ndjson(), ...startUp()];
}

function ndjson(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'step2-bench-'));
  try {
    const run = (lines: number) => {
      const path = join(folder, `${lines}.ndjson`);
      writeFacts(path, loadDefault().policy, lines);
      return checkFile(path);
    };
    const rate = median(Array.from({ length: 5 }, () => 100_000 / run(100_000).seconds));
    const small = run(10_000);
    const middle = run(100_000);
    const large = run(1_000_000);
    return [
      {
        name: 'check --ndjson, start included',
        figure: rate,
        unit: 'lines/s',
        goal: { atLeast: 20_000 },
      },
      { name: '  peak memory, 10 k lines', figure: small.megabytes, unit: 'MB' },
      { name: '  peak memory, 100 k lines', figure: middle.megabytes, unit: 'MB' },
      { name: '  peak memory, 1 million lines', figure: large.megabytes, unit: 'MB' },
      {
        // Ten times as many lines may not need more memory; a tenth more is the garbage collector's mood.
        name: '  a million lines against 100 k',
        figure: large.megabytes / middle.megabytes,
        unit: 'times',
        goal: { atMost: 1.1 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lets the command check a file: its peak memory, and its processor time from start to end. */
function checkFile(path: string): { megabytes: number; seconds: number } {
  const input = openSync(path, 'r');
  const usage = join(root, 'dist/bench/usage.js');
  const { status, signal, error, output } = spawnSync(
    process.execPath,
    ['--import', usage, step2, 'check', '--ndjson'],
    { stdio: [input, 'ignore', 'inherit', 'pipe'] },
  );
  closeSync(input);
  // Some lines have faults, so the command must say so.
  if (status !== 2) throw new Error(`check --ndjson ended with ${error ?? signal ?? status}.`);
  const [kilobytes = 0, seconds = 0] = String(output[3]).split(' ').map(Number);
  return { megabytes: kilobytes / 1024, seconds };
}

function startUp(): Figure[] {
  const checks = '--ck 251 --step1 pass --specialty dermatology --stage after-download'.split(' ');
  const loads = ['--input-type=module', '-e', "import 'zod'; import 'handlebars'"];
  const took = (args: readonly string[]) =>
    milliseconds(() => spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' }));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 21; round++) {
    ours.push(took([step2, 'check', ...checks]));
    theirs.push(took(loads));
  }
  return [
    { name: 'one check, whole process', figure: median(ours), unit: 'ms' },
    { name: 'node with zod and handlebars', figure: median(theirs), unit: 'ms' },
    {
      name: 'one check against loading alone',
      figure: median(ours) / median(theirs),
      unit: 'times',
      goal: { atMost: 2 },
    },
  ];
}
