import { execFileSync } from 'node:child_process';

/** Builds the program once before the tests, so that journeys run what a user runs. */
export default function build(): void {
  // The mutation check runs no journeys, many times over; BUILT says that the program is built already.
  if (process.env.MUTATE || process.env.BUILT) return;
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
