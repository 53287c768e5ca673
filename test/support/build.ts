import { execFileSync } from 'node:child_process';

/** Builds the program once before the tests, so that journeys run what a user runs. */
export default function build(): void {
  // The mutation check runs no journeys, many times over.
  if (process.env.MUTATE) return;
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
