import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../src/root.ts';
import { stayOn } from '../measure.ts';
import type { Ran } from './crowd.ts';

/** A fake platform with its people, running in a process of its own, on another core where there is one. */
export interface FakePlatform {
  readonly address: string;
  /** Gets a run ready; then the clicks can be made. */
  prepare(run: object): Promise<() => Promise<Ran>>;
  stop(): void;
}

/** A run that takes longer has come to a stop. In milliseconds. */
const longestRun = 120_000;

/** @param path of the built program without its ending, such as `bench/slack/fake-slack` */
export async function startFake(path: string): Promise<FakePlatform> {
  const child = fork(join(root, 'dist', `${path}.js`));
  stayOn(1, child.pid ?? process.pid);
  const address = (await said(child)) as string;
  return {
    address,
    async prepare(run) {
      child.send(run);
      await said(child);
      return async () => {
        child.send('go');
        return (await said(child)) as Ran;
      };
    },
    stop() {
      child.kill();
    },
  };
}

/** The next thing that it says; its end or a long silence is an error. */
async function said(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The fake platform ended.');
  });
  const silent = new Promise<never>((_, reject) => {
    const giveUp = setTimeout(() => reject(new Error('The fake platform is silent.')), longestRun);
    signal.addEventListener('abort', () => clearTimeout(giveUp));
  });
  ended.catch(() => {});
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended, silent])) as [
      unknown,
    ];
    return message;
  } finally {
    done.abort();
  }
}
