/**
 * The mutation check: changes every number of the default policy by one, up and down, and runs the tests that assert
 * decisions and screens. At least one must fail each time; a number that may change unseen is a number without a test.
 * A change that the policy check itself refuses is no mutant. `npm run mutate` exits with 1 where a mutant survives.
 */
import { createVitest } from 'vitest/node';
import { sourcedNumbers } from '../../src/policy/build.ts';
import { checkedFile } from '../../src/policy/faults.ts';
import { root } from '../../src/root.ts';
import { defaultTree, mutated } from '../support/policy.ts';

/** None of these looks at the policy file itself. */
const judges = [
  'test/decision/*.test.ts',
  'test/interview/questions.test.ts',
  'test/programs/numbers.test.ts',
  'test/render/numbers.test.ts',
  'test/email/lint-numbers.test.ts',
];

const numbers = [...sourcedNumbers(defaultTree())].map(([path]) => path);
const mutants = numbers
  .flatMap((path) => [`${path}:+1`, `${path}:-1`])
  .filter((mutation) => 'file' in checkedFile(mutated(mutation)));

// One for all mutants, with one process for all judges: to start anew takes longer than what they do.
const vitest = await createVitest('test', {
  config: false,
  root,
  include: judges,
  isolate: false,
  maxWorkers: 1,
  bail: 1,
  watch: false,
  reporters: [{}],
});
const specifications = await vitest.globTestSpecifications();

/** Whether the tests fail under one mutant; without a mutant, whether they fail at all. */
async function isSeen(mutation = ''): Promise<boolean> {
  process.env.MUTATE = mutation;
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  return unhandledErrors.length > 0 || !testModules.every((one) => one.ok());
}

if (await isSeen()) throw new Error('The tests fail without any mutant.');

const survivors: string[] = [];
for (const mutation of mutants) if (!(await isSeen(mutation))) survivors.push(mutation);
await vitest.close();

const unjudged = numbers.filter(
  (path) => !mutants.some((mutation) => mutation.startsWith(`${path}:`)),
);
console.log(`${numbers.length} numbers, ${mutants.length} mutants, ${survivors.length} survived.`);
for (const mutation of survivors) console.log(`survived: ${mutation}`);
for (const path of unjudged) console.log(`no valid mutant: ${path}`);
process.exitCode = survivors.length + unjudged.length > 0 ? 1 : 0;
