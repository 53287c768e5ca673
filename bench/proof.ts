/** The proof against the naive sweep of every input. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decide } from '../src/decision/decide.ts';
import { highestScore, type Step1, stages } from '../src/facts.ts';
import { loadDefault } from '../src/policy/load.ts';
import type { Policy } from '../src/policy/policy.ts';
import { prove } from '../src/policy/proof.ts';
import { type Figure, median, milliseconds } from './measure.ts';

const policy = loadDefault().policy;

/** Measures the proof of the default policy in a fresh process, as at a start, and once it has warmed up. */
export function proof(): Figure[] {
  const cold = median(Array.from({ length: 7 }, coldProof));
  let inputs = 0;
  const naive = milliseconds(() => {
    inputs = sweep(policy);
  });
  // Right after the sweep: the rules are as warm now as they were for it.
  const warm = median(Array.from({ length: 15 }, () => milliseconds(() => prove(policy))));
  const { classes } = prove(policy);
  return [
    { name: 'naive sweep', figure: naive, unit: `ms for ${inputs.toLocaleString('en')} inputs` },
    { name: 'proof, warm', figure: warm, unit: `ms for ${classes.toLocaleString('en')} classes` },
    { name: 'proof, first call of a process', figure: cold, unit: 'ms' },
    {
      name: 'proof against sweep, warm',
      figure: naive / warm,
      unit: 'times',
      goal: { atLeast: 100 },
    },
    {
      name: 'proof against sweep, cold',
      figure: naive / cold,
      unit: 'times',
      goal: { atLeast: 100 },
    },
  ];
}

/** Decides every input there is: what a proof without classes would have to do. */
function sweep(policy: Policy): number {
  const step1s: Step1[] = ['pass', 'none'];
  for (let score = 1; score <= highestScore; score++) step1s.push(score);
  const rank = { 'email-few': 1, 'email-priority': 2 } as Readonly<Record<string, number>>;
  let inputs = 0;
  for (const result of ['passed', 'passed-on-retake'] as const) {
    for (const stage of stages) {
      if (stage === 'after-rank-lists') continue;
      for (const { id: specialty } of policy.specialties) {
        for (const img of [false, true]) {
          for (const required of [false, true]) {
            for (const step1 of step1s) {
              let lower = 0;
              for (let ck = policy.passingScore; ck <= highestScore; ck++) {
                const { action } = decide(policy, {
                  result,
                  stage,
                  ck,
                  step1,
                  specialty,
                  img,
                  required,
                });
                const height = rank[action] ?? 0;
                if (height < lower) throw new Error('A higher score gets less.');
                lower = height;
                inputs++;
              }
            }
          }
        }
      }
    }
  }
  return inputs;
}

/** Runs this file by itself and reads what it prints. */
function coldProof(): number {
  return Number(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url)], { encoding: 'utf8' }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(String(milliseconds(() => prove(policy))));
}
