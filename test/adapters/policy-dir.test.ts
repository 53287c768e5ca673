import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { policiesOf } from '../../adapters/start/policies.ts';
import { createOperator } from '../../src/operator.ts';
import { loadDefault } from '../../src/policy/load.ts';
import { loadWords } from '../../src/render/words.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { run } from '../support/terminal.ts';

const { policy } = loadDefault();
const folder = temporaryFolder();
const file = join(folder.path, 'web.yaml');
const passing = (score: number) =>
  `passingScore: { value: ${score}, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }`;
let log: Record<string, unknown>[];

const policies = () => {
  const write = (line: string) => log.push(JSON.parse(line));
  const operator = createOperator('info', { write });
  return policiesOf({ policyDir: folder.path }, loadWords(), operator.log, policy, []);
};

beforeEach(() => {
  log = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => vi.useRealTimers());
afterAll(() => folder.remove());

describe('POLICY_DIR', () => {
  test('is read at the start and looked at every few seconds, until the program stops', async () => {
    writeFileSync(file, passing(219));
    const followed = await policies();
    expect(followed.of('web').passingScore).toBe(219);
    writeFileSync(file, passing(220));
    const following = followed.follow();
    vi.advanceTimersByTime(3_000);
    // A stop waits for the look that is under way; another one follows when it goes on.
    await following.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(followed.of('web').passingScore).toBe(219);
    const again = followed.follow();
    vi.advanceTimersByTime(3_000);
    await again.stop();
    expect(followed.of('web').passingScore).toBe(220);
  });

  test('tells the log what came of each overlay, the faults of a bad one with it', async () => {
    writeFileSync(file, passing(301));
    const { faultsOf } = await policies();
    expect(log).toMatchObject([
      {
        level: 50,
        tenant: 'web',
        policy: policy.hash,
        faults: [expect.stringContaining('passingScore.value: 301 stands there')],
        msg: expect.stringContaining('web.yaml has faults and is not used'),
      },
    ]);
    expect(faultsOf('web')).toEqual(log[0]?.faults);
    rmSync(file);
  });

  test('that is no folder refuses the start by name', async () => {
    const environment = { POLICY_DIR: join(folder.path, 'none'), DATA_DIR: folder.path };
    const { status, errors } = await run(['start'], { environment });
    expect(status).toBe(2);
    expect(errors).toContain(`POLICY_DIR: the folder ${folder.path}/none cannot be read (ENOENT)`);
  });
});
