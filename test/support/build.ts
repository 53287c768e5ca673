import { execFileSync } from 'node:child_process';

/** Builds the program once before the tests, so that journeys run what a user runs; BUILT says that it is built already. */
export default function build(): void {
  if (process.env.BUILT) return;
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
