import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../src/root.ts';
import { temporaryFolder } from '../support/postgres.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Runs `.ci/newest-node` with an npm and a run of the tests that end so. */
function ranWith(statuses: { npm: number; npx: number }) {
  for (const [name, status] of Object.entries(statuses)) {
    writeFileSync(join(folder.path, name), `#!/bin/sh\nexit ${status}\n`, { mode: 0o755 });
  }
  const env = { PATH: `${folder.path}:${process.env.PATH}` };
  return spawnSync(join(root, '.ci/newest-node'), { env, encoding: 'utf8' });
}

test('where nobody can be asked for the newest Node, that is said in one line and nothing fails', () => {
  const { status, stdout } = ranWith({ npm: 1, npx: 1 });
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^newest Node: .* nothing was tested .*\n$/),
  ]);
});

test.each([0, 1])('the tests on the newest Node decide: they end with %i', (npx) => {
  const { status, stdout } = ranWith({ npm: 0, npx });
  expect([status, stdout]).toEqual([npx, `newest Node: ${process.version}\n`]);
});
