import { describe, expect, test } from 'vitest';
import { dice, letCrowdIn } from '../support/crowd.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { freePort, startServer } from '../support/server.ts';

const secret = 'a secret that only tests know, long enough';

describe('no acknowledged answer is lost, and none is taken twice', () => {
  test('by a thousand conversations at once with the server killed twenty times', {
    timeout: 900_000,
  }, async () => {
    const folder = temporaryFolder();
    const environment = {
      DATA_DIR: folder.path,
      SESSION_SECRET: secret,
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
    };
    // The address is logged at level info; it is known here.
    const start = () => startServer({ ...environment, LOG_LEVEL: 'info' });
    let server = await start();
    const { address } = server;
    const roll = dice(7);
    let kills = 0;
    let nextKill = 200;
    let restarting = Promise.resolve();
    let down = false;
    const killAndRestart = async () => {
      down = true;
      await server.kill();
      server = await start();
      down = false;
    };

    const { differences, acts, lost } = await letCrowdIn(
      1000,
      () => [address],
      async (done) => {
        if (done >= nextKill && kills < 20 && !down) {
          kills++;
          nextKill = done + 100 + roll(400);
          restarting = killAndRestart();
        }
        await restarting;
      },
      11,
    );
    await server.stop();
    folder.remove();
    console.log(`SQLite: 1000 conversations, ${acts} acts, ${lost} cut off, ${kills} kills`);
    expect(differences).toEqual([]);
    expect(kills).toBe(20);
    expect(lost).toBeGreaterThan(0);
  });
});
