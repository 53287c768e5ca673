/**
 * The mutation check: changes every number of the default policy by one, up and down, and runs the tests that assert
 * decisions and screens. At least one must fail each time; a number that may change unseen is a number without a test.
 * A change that the policy check itself refuses is no mutant. `npm run mutate` exits with 1 where a mutant survives.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sourcedNumbers } from '../../src/policy/build.ts';
import { checkedFile } from '../../src/policy/faults.ts';
import { root } from '../../src/root.ts';
import { defaultTree, mutated } from '../support/policy.ts';

/** None of these looks at the policy file itself. */
const judges = [
  'test/decision',
  'test/interview/questions.test.ts',
  'test/programs/numbers.test.ts',
  'test/render/numbers.test.ts',
  'test/email/lint-numbers.test.ts',
];

const numbers = [...sourcedNumbers(defaultTree())].map(([path]) => path);
const mutants = numbers
  .flatMap((path) => [`${path}:+1`, `${path}:-1`])
  .filter((mutation) => 'file' in checkedFile(mutated(mutation)));

/** Whether the tests fail under one mutant; without a mutant, whether they fail at all. */
function isSeen(mutation?: string): Promise<boolean> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...judges, '--bail=1'], {
    cwd: root,
    env: { ...process.env, ...(mutation ? { MUTATE: mutation } : {}) },
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    child.on('close', (status) => resolve(status !== 0));
  });
}

if (await isSeen()) throw new Error('The tests fail without any mutant.');

const survivors: string[] = [];
const waiting = [...mutants];
async function work(): Promise<void> {
  for (let mutation = waiting.pop(); mutation; mutation = waiting.pop()) {
    if (!(await isSeen(mutation))) survivors.push(mutation);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));

const unjudged = numbers.filter(
  (path) => !mutants.some((mutation) => mutation.startsWith(`${path}:`)),
);
console.log(`${numbers.length} numbers, ${mutants.length} mutants, ${survivors.length} survived.`);
for (const mutation of survivors) console.log(`survived: ${mutation}`);
for (const path of unjudged) console.log(`no valid mutant: ${path}`);
process.exitCode = survivors.length + unjudged.length > 0 ? 1 : 0;
