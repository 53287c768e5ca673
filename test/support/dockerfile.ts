import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../../src/root.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of a Dockerfile: no comments, and lines that go on put together. */
export function readDockerfile(text: string): Instruction[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      return { name, text: rest };
    });
}

/** The list of names that a `.dockerignore` lets in, where it shuts everything else out. */
export function letIn(text: string): string[] {
  const [first, ...rest] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*' || rest.some((line) => !/^![\w.-]+$/.test(line))) {
    throw new Error('A .dockerignore that does not shut everything out is not read here.');
  }
  return rest.map((line) => line.slice(1));
}

/** What came of a Dockerfile: a folder in place of `/`, and how its last stage is to be run. */
export interface Image {
  readonly folder: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  readonly health: readonly string[];
  /** What was given to whom, as `chown` was asked to. */
  readonly owners: readonly string[];
}

interface Stage {
  readonly folder: string;
  workdir: string;
  readonly environment: Record<string, string>;
  user: string;
  readonly volumes: string[];
  command: string[];
  health: string[];
}

/**
 * Carries out a Dockerfile without Docker, below a folder that stands for `/`: what it runs are the programs of this
 * machine. Knows the instructions that ours has, and stops at every other.
 */
export function carryOut(instructions: readonly Instruction[], place: string): Image {
  const stages = new Map<string, Stage>();
  const allowed = letIn(readFileSync(join(root, '.dockerignore'), 'utf8'));
  const chowned = join(place, 'chowned');
  writeFileSync(chowned, '');
  // There is no user "node" here.
  mkdirSync(join(place, 'bin'));
  writeFileSync(join(place, 'bin/chown'), `#!/bin/sh\necho "$@" >> ${chowned}\n`, { mode: 0o755 });
  let stage: Stage | undefined;

  function current(): Stage {
    if (!stage) throw new Error('An instruction stands before FROM.');
    return stage;
  }
  /** A path of the image as one of this machine. */
  const inside = ({ folder, workdir }: Stage, path: string) =>
    join(folder, path.startsWith('/') ? path : join(workdir, path));

  const steps: Readonly<Record<string, (text: string) => void>> = {
    FROM(text) {
      const [, name = `${stages.size}`] = /\sAS\s+(\S+)$/i.exec(text) ?? [];
      stage = {
        folder: join(place, name),
        workdir: '/',
        environment: {},
        user: 'root',
        volumes: [],
        command: [],
        health: [],
      };
      mkdirSync(stage.folder);
      stages.set(name, stage);
    },
    WORKDIR(text) {
      current().workdir = text;
      mkdirSync(inside(current(), text), { recursive: true });
    },
    COPY(text) {
      const words = text.split(/\s+/);
      const from = words[0]?.startsWith('--from=') ? words.shift()?.slice(7) : undefined;
      const target = words.pop() ?? '';
      for (const source of words) {
        const to = target.endsWith('/') ? join(target, basename(source)) : target;
        const there = inside(current(), to);
        mkdirSync(dirname(there), { recursive: true });
        const other = from === undefined ? undefined : stages.get(from);
        // Nobody needs the stage before any more, and moving is quicker.
        if (other) renameSync(inside(other, source), there);
        else {
          if (!allowed.includes(source)) throw new Error(`.dockerignore keeps ${source} out.`);
          cpSync(join(root, source), there, { recursive: true });
        }
      }
    },
    RUN(text) {
      const { environment } = current();
      const here = text.replace(/(?<=\s)(\/[\w.-]+)/g, (path) => inside(current(), path));
      execFileSync('sh', ['-euc', here], {
        cwd: inside(current(), '.'),
        env: {
          ...process.env,
          NODE_ENV: '',
          npm_config_prefer_offline: 'true',
          ...environment,
          PATH: `${join(place, 'bin')}:${process.env.PATH}`,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    },
    ENV(text) {
      for (const [, name = '', value = ''] of text.matchAll(/(\w+)=(\S+)/g)) {
        current().environment[name] = value;
      }
    },
    USER(text) {
      current().user = text;
    },
    VOLUME(text) {
      current().volumes.push(text);
    },
    EXPOSE() {},
    HEALTHCHECK(text) {
      current().health = JSON.parse(text.slice(text.indexOf('CMD') + 3)) as string[];
    },
    CMD(text) {
      current().command = JSON.parse(text) as string[];
    },
  };
  for (const { name, text } of instructions) {
    const step = steps[name];
    if (!step) throw new Error(`The instruction ${name} is not carried out here.`);
    step(text);
  }
  const { volumes, ...last } = current();
  for (const volume of volumes) {
    if (!existsSync(inside(current(), volume))) throw new Error(`There is no folder ${volume}.`);
  }
  const owners = readFileSync(chowned, 'utf8').trim().split('\n');
  return { ...last, volumes, owners: owners.map((line) => line.replaceAll(last.folder, '')) };
}
