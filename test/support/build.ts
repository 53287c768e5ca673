import { execFileSync } from 'node:child_process';

/** Builds the program once before the tests, so that journeys run what a user runs. */
export default function build(): void {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
