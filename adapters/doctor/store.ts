import { existsSync, statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { rehearseStore } from '../../src/store/open.ts';
import { StoreRefused } from '../../src/store/port.ts';
import { codeOf } from '../settings.ts';
import type { Finding, Practice } from './finding.ts';

/** Longer than a season and its preparation serves nobody. In days. */
const longestRetention = 400;

/** Whether the database opens, its keys fit, and nothing stays in it for too long. */
export async function lookAtStore(room: Practice): Promise<Finding[]> {
  const { config, ok, warning } = room;
  const { retentionDays: days, dataKeys } = config;
  return [
    ...(await lookAtDatabase(room)),
    dataKeys.length > 0 ? ok('data-key', { newest: dataKeys[0]?.id }) : warning('no-data-key'),
    days > longestRetention ? warning('retention-long', { days }) : ok('retention', { days }),
  ];
}

async function lookAtDatabase({ config, ...room }: Practice): Promise<Finding[]> {
  const { databaseUrl, dataDir, dataKeys } = config;
  const file = join(dataDir, 'step2.db');
  if (databaseUrl === null && !existsSync(file)) return [await lookAtFolder(dataDir, room)];
  try {
    const { found, known } = await rehearseStore({
      databaseUrl: databaseUrl ?? undefined,
      dataDir,
      dataKeys,
    });
    const place = databaseUrl === null ? `SQLite (${file})` : 'PostgreSQL';
    const opens =
      found > 0 && found < known
        ? room.warning('store-older', { place, found, known })
        : room.ok('store', { place, version: known });
    return [opens, ...(databaseUrl === null ? lookAtModes(dataDir, room) : [])];
  } catch (error) {
    const refusal = error instanceof StoreRefused ? error.refusal : null;
    return [
      refusal
        ? room.refusal(refusal.kind, refusal)
        : room.refusal('no-store', { reason: codeOf(error) }),
    ];
  }
}

/** Before the first start there is nothing but the place. */
async function lookAtFolder(
  dataDir: string,
  { ok, fault }: Omit<Practice, 'config'>,
): Promise<Finding> {
  let folder = resolve(dataDir);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory())
      return fault('store-nowhere', { dataDir, reason: 'ENOTDIR' });
    await access(folder, constants.W_OK | constants.X_OK);
    return ok('store-new', { dataDir });
  } catch (error) {
    return fault('store-nowhere', { dataDir, reason: codeOf(error) });
  }
}

/** A start makes these files for their owner only; a copy from elsewhere may lie open. */
function lookAtModes(dataDir: string, { warning }: Omit<Practice, 'config'>): Finding[] {
  return ['step2.db', 'session-secret']
    .map((name) => join(dataDir, name))
    .filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0)
    .map((file) => warning('store-open', { file }));
}
