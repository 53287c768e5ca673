import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../src/root.ts';
import { variableNames } from '../../src/variables.ts';
import { carryOut, type Image, readDockerfile } from '../support/dockerfile.ts';
import { freePort } from '../support/server.ts';

/** Somebody who owns nothing; null where the tests do not run as root, and so cannot become anybody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

const instructions = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));

describe('what the Dockerfile makes, carried out step by step in an empty folder', {
  timeout: 900_000,
}, () => {
  let place: string;
  let image: Image;
  let environment: Record<string, string | undefined>;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'step2-image-'));
    image = carryOut(instructions, place);
    const data = join(image.folder, image.environment.DATA_DIR ?? '');
    environment = {
      PATH: process.env.PATH,
      ...image.environment,
      DATA_DIR: data,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
    };
    // As in a container nobody but root may change the program, and the data folder is the user's own.
    if (nobody) {
      chmodSync(place, 0o755);
      chownSync(data, nobody.uid, nobody.gid);
    }
  }, 900_000);
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const run = (command: readonly string[]) => {
    const [program = '', ...args] = command;
    return {
      program,
      args,
      options: { cwd: join(image.folder, image.workdir), env: environment, ...nobody },
    };
  };

  test('belongs to root and runs as somebody else, whose only folder is the volume', () => {
    expect(image.user).toBe('node');
    expect(image.volumes).toEqual([image.environment.DATA_DIR]);
    expect(image.owners).toEqual([`node:node ${image.environment.DATA_DIR}`]);
  });

  test('holds no tests, no sources that are built, no tools of a build and no settings', () => {
    const app = join(image.folder, image.workdir);
    expect(readdirSync(app).sort()).toEqual(
      ['adapters', 'dist', 'node_modules', 'package.json', 'src', 'templates'].sort(),
    );
    expect(readdirSync(join(app, 'dist')).sort()).toEqual([
      'adapters',
      'default-policy.json',
      'src',
    ]);
    for (const name of Object.keys(
      JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')).devDependencies,
    )) {
      // Those that the program's own dependencies bring along have to stay.
      if (['@types/node', '@slack/types', '@slack/web-api', '@types/ws', 'ws'].includes(name))
        continue;
      expect(existsSync(join(app, 'node_modules', name)), name).toBe(false);
    }
  });

  test('starts, is well, serves the page, and stops', async () => {
    const { program, args, options } = run(image.command);
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    const read = (piece: string) => {
      log += piece;
    };
    child.stderr.setEncoding('utf8').on('data', read);
    child.stdout.setEncoding('utf8').on('data', read);
    const ended = once(child, 'close');
    while (!log.includes('Step2 is ready')) {
      await Promise.race([once(child.stdout, 'data'), ended]);
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${log}`);
    }
    const address = `http://127.0.0.1:${environment.PORT}`;
    const page = await (await fetch(address)).text();
    expect(page).toContain('Step 2 CK');
    const [, style = ''] = /href="(\/assets\/[^"]+\.css)"/.exec(page) ?? [];
    expect((await fetch(address + style)).status).toBe(200);
    const health = run(image.health);
    expect(spawnSync(health.program, health.args, health.options).status).toBe(0);
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect(spawnSync(health.program, health.args, health.options).status).toBe(1);
  });

  test('has a doctor and a check', () => {
    const step2 = (...args: string[]) => {
      const { program, options } = run(image.command);
      const [script = ''] = image.command.slice(1);
      return spawnSync(program, [script, ...args], { ...options, encoding: 'utf8' });
    };
    const examined = step2('doctor');
    expect([examined.status, examined.stdout]).toEqual([0, expect.stringContaining('SQLite')]);
    const facts = [
      '--ck',
      '251',
      '--step1',
      'pass',
      '--specialty',
      'dermatology',
      '--stage',
      'after-download',
    ];
    expect(step2('check', ...facts).stdout).toContain('Update ERAS');
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(readFileSync(join(root, 'compose.yaml'), 'utf8')) as {
    services: Record<string, Record<string, unknown>>;
    volumes: object;
  };

  test('starts the program beside a database that is well, without any right that it does not need', () => {
    expect(services.step2).toMatchObject({
      build: '.',
      depends_on: { db: { condition: 'service_healthy' } },
      read_only: true,
      cap_drop: ['ALL'],
    });
    expect(services.db).toMatchObject({
      healthcheck: { test: expect.arrayContaining(['pg_isready']) },
    });
    expect(Object.keys(volumes)).toEqual(['db']);
  });

  test('sets variables that there are, and has no secret of its own', () => {
    const set = services.step2?.environment as Record<string, string>;
    for (const name of Object.keys(set)) expect(variableNames).toContain(name);
    for (const name of ['SESSION_SECRET', 'DATA_KEY']) expect(set[name]).toContain(`\${${name}:?`);
    expect(set.DATABASE_URL).toMatch(
      /^postgres:\/\/step2:\$\{POSTGRES_PASSWORD:\?[^}]*\}@db\/step2$/,
    );
  });
});
