import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../src/root.ts';
import { temporaryFolder } from '../support/postgres.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Runs the audit of `.ci` with an npm that says this. */
function audited(report: string, status: number) {
  const npm = `#!/bin/sh\ncat <<'E'\n${report}\nE\nexit ${status}\n`;
  writeFileSync(join(folder.path, 'npm'), npm, { mode: 0o755 });
  const env = { PATH: `${folder.path}:${process.env.PATH}` };
  return spawnSync(join(root, '.ci/audit'), { env, encoding: 'utf8' });
}

describe('the audit', () => {
  const counts = (high: number) => JSON.stringify({ metadata: { vulnerabilities: { high } } });

  test('passes where no hole is known', () => {
    const { status, stdout } = audited(counts(0), 0);
    expect([status, stdout]).toEqual([0, 'audit: {"high":0}\n']);
  });

  test('fails where a hole is known', () => {
    expect(audited(counts(1), 1).status).toBe(1);
  });

  test.each(['', '{"message":"offline","error":{}}', 'no JSON'])(
    'says that nobody could be asked, where npm says: %s',
    (report) => {
      const { status, stdout } = audited(report, 1);
      expect([status, stdout]).toEqual([0, expect.stringContaining('nothing was audited')]);
    },
  );
});
