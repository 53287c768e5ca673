import { afterAll, describe, expect, test } from 'vitest';
import { letCrowdIn } from '../support/crowd.ts';
import { freshUrl, postgresForTests, temporaryFolder } from '../support/postgres.ts';
import { freePort, type RunningServer, startServer } from '../support/server.ts';

const secret = 'a secret that only tests know, long enough';

describe('no acknowledged answer is lost, and none is taken twice', () => {
  const database = postgresForTests();
  afterAll(() => database?.dispose());

  test.skipIf(database === null)(
    'by two servers on one PostgreSQL, clicks of one conversation going to both, each killed now and then',
    { timeout: 900_000 },
    async () => {
      const place = await freshUrl(database?.url ?? '');
      const folder = temporaryFolder();
      const ports = [await freePort(), await freePort()];
      const start = (at: number) =>
        startServer({
          DATABASE_URL: place.url,
          DATA_DIR: folder.path,
          SESSION_SECRET: secret,
          PORT: String(ports[at]),
        });
      // Both at once, on an empty database.
      const servers: RunningServer[] = await Promise.all([start(0), start(1)]);
      const addresses = servers.map(({ address }) => address);
      let kills = 0;
      let restarting = Promise.resolve();
      let down = false;
      const killOne = async (at: number) => {
        down = true;
        await servers[at]?.kill();
        servers[at] = await start(at);
        down = false;
      };

      const { differences, acts, lost } = await letCrowdIn(
        1000,
        () => addresses,
        async (done) => {
          if (done >= (kills + 1) * 300 && kills < 20 && !down) {
            restarting = killOne(kills++ % 2);
          }
          // Whoever met the dead server waits; the others go on with the living one.
          if (done === -1) await restarting;
        },
        13,
      );
      await Promise.all(servers.map((server) => server.stop()));
      await place.remove();
      folder.remove();
      console.log(
        `PostgreSQL: 1000 conversations on two servers, ${acts} acts, ${lost} cut off, ${kills} kills`,
      );
      expect(differences).toEqual([]);
      expect(kills).toBe(20);
    },
  );
});
