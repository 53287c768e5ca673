import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server for tests. `url` leads to a database in which `freshUrl` makes empty places. */
export type TestServer = {
  readonly url: string;
  /** Null for a server that is not ours to stop (`TEST_DATABASE_URL`). */
  readonly power: { stop(): void; start(): void } | null;
  dispose(): void;
};

/** A folder for one test's files, removed by `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'step2-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * The server of `TEST_DATABASE_URL`, or a private one from this machine's binaries; null where there is neither,
 * after saying so. Under `CI=true` that is an error: a green run must mean that PostgreSQL was tested.
 */
export function postgresForTests(options: { durable?: boolean } = {}): TestServer | null {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, power: null, dispose: () => {} };
  const server = startPrivateServer(options);
  if (server !== null) return server;
  const notice =
    'PostgreSQL is not tested: set TEST_DATABASE_URL, or install the PostgreSQL server (initdb and pg_ctl).';
  if (process.env.CI === 'true') throw new Error(notice);
  console.warn(notice);
  return null;
}

/**
 * Starts a private server on a unix socket in a folder of its own, as an unprivileged user (initdb refuses root).
 * Without `durable` it does not wait for the disk, which tests do not need and benchmarks do.
 */
export function startPrivateServer({ durable = false } = {}): TestServer | null {
  const bin = binaries();
  const user = unprivilegedUser();
  if (bin === null || user === null) return null;
  const folder = temporaryFolder();
  if (user.uid !== undefined) chownSync(folder.path, user.uid, user.gid ?? user.uid);

  const place = join(folder.path, 'db');
  const as = (program: string, ...args: string[]) => {
    const [command = '', ...rest] = [...user.prefix, join(bin, program), ...args];
    execFileSync(command, rest, { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  as('initdb', '-D', place, '-U', 'step2', '--auth=trust', '--encoding=UTF8', '--no-sync');
  const settings = [
    `-k ${folder.path}`,
    "-c listen_addresses=''",
    `-c fsync=${durable ? 'on' : 'off'}`,
    '-c max_connections=100',
  ].join(' ');
  const log = join(folder.path, 'log');
  const power = {
    start: () => as('pg_ctl', '-D', place, '-w', '-l', log, '-o', settings, 'start'),
    stop: () => as('pg_ctl', '-D', place, '-w', '-m', 'immediate', 'stop'),
  };
  const dispose = () => {
    process.off('exit', dispose);
    // The server may be stopped already.
    if (existsSync(join(place, 'postmaster.pid'))) power.stop();
    folder.remove();
  };
  process.on('exit', dispose);
  power.start();
  return { url: `postgresql://step2@localhost/postgres?host=${folder.path}`, power, dispose };
}

/** An empty schema of its own on the server, as a URL; `remove` drops it. */
export async function freshUrl(server: string): Promise<{ url: string; remove(): Promise<void> }> {
  const schema = `step2_test_${randomBytes(8).toString('hex')}`;
  await query(server, `create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return { url: url.href, remove: () => query(server, `drop schema ${schema} cascade`) };
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** The folder of the PostgreSQL programs: the newest version's that has what is needed, or one of PATH. */
export function binaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const complete = (folder: string) =>
    ['initdb', 'pg_ctl'].every((program) => existsSync(join(folder, program)));
  return folders.find(complete) ?? null;
}

/** Whoever runs the tests; for root the first of two customary users that exists. */
function unprivilegedUser(): { prefix: string[]; uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return { prefix: [] };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10),
    );
    if (uid !== undefined && gid !== undefined && uid > 0) {
      return { prefix: ['runuser', '-u', name, '--'], uid, gid };
    }
  }
  return null;
}
