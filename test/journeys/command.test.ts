import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../src/root.ts';

const step2 = join(root, 'dist/adapters/step2.js');
const folder = mkdtempSync(join(tmpdir(), 'step2-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built command as a user does, in a process of its own. */
function run(
  args: readonly string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [step2, ...args],
      { env: { ...process.env, ...environment } },
      (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
    child.stdin?.end(input);
  });
}

const example = [
  '--ck',
  '251',
  '--step1',
  'pass',
  '--specialty',
  'dermatology',
  '--stage',
  'after-download',
];
const exampleLine = '{"ck":251,"step1":"pass","specialty":"dermatology","stage":"after-download"}';

describe('step2 check with options', () => {
  test('prints the recommendation for a person', async () => {
    const { status, out, err } = await run(['check', ...example]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Update ERAS and email your priority programs.');
    expect(out).toContain('251 reaches the 245');
    expect(out).toContain('With a score of 249: update ERAS, email up to 5 top choices.');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(84);
  });

  test('prints one object with --json', async () => {
    const { status, out } = await run(['check', ...example, '--json']);
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(Object.keys(JSON.parse(out))).toEqual([
      'effect',
      'effectRule',
      'band',
      'gain',
      'action',
      'actionRule',
      'scope',
      'impact',
      'notes',
      'whatIf',
      'policy',
    ]);
  });

  test('takes the flags for an IMG and for required', async () => {
    const { out } = await run([
      'check',
      '--json',
      '--ck=234',
      '--step1=pass',
      '--specialty=pediatrics',
      '--stage=after-download',
      '--img',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      action: 'required-only',
      actionRule: 'required-update',
    });
    const asked = await run([
      'check',
      '--json',
      '--ck',
      '236',
      '--step1',
      '238',
      '--specialty',
      'internal-medicine',
      '--stage',
      'after-download',
      '--required',
    ]);
    expect(JSON.parse(asked.out)).toMatchObject({ action: 'required-only' });
  });

  test('names every fault at once on standard error, and exits with 2', async () => {
    const { status, out, err } = await run([
      'check',
      '--ck',
      '217',
      '--stage',
      'early',
      '--step1',
      '500',
      '--speciality',
      'derm',
    ]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    const lines = err.trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, 16))).toEqual([
      '--stage: "early"',
      '--ck: 217 is bel',
      '--step1: 500 is ',
      '--specialty: The',
      'There is no fiel',
      '"derm" is a bare',
    ]);
    expect(lines[1]).toContain(
      'the passing score of 218. If you did not pass, choose "Did not pass"',
    );
  });

  test('prints nothing but the fault object with --json', async () => {
    const { status, out, err } = await run([
      'check',
      '--json',
      '--ck',
      'abc',
      '--stage',
      'after-rank-list',
    ]);
    expect({ status, err }).toEqual({ status: 2, err: '' });
    const { errors } = JSON.parse(out) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(['stage', 'ck', 'step1', 'specialty']);
  });
});

describe('step2 check --ndjson', () => {
  test('answers each line in its place and lets a fault harm no other line', async () => {
    const lines = [
      exampleLine,
      '',
      'not json',
      '[1,2]',
      '"text"',
      'null',
      '{"result":"pending","ck":"never looked at"}',
      '   ',
      '{"result":"passed","stage":"after-rank-lists","step1":{}}\r',
      '{"ck":"251","step1":"pass","specialty":"dermatology","stage":"after-download"}',
      '{"ck":251.5,"step1":0,"specialty":"derm","stage":"after-download","img":"yes","required":1,"extra":true}',
      '{"result":null,"ck":251,"step1":"pass","specialty":"dermatology","stage":"after-download","img":null}',
      '{"__proto__":1,"result":"pending"}',
      '{"result":"glorious","ck":1}',
      '{"result":"pending","unknown":null}',
    ];
    const { status, out, err } = await run(['check', '--ndjson'], `\uFEFF${lines.join('\n')}`);
    expect({ status, err }).toEqual({ status: 2, err: '' });
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const told = answers.map(({ errors, actionRule }) =>
      errors ? errors.map(({ field }: { field: string | null }) => field) : actionRule,
    );
    expect(told).toEqual([
      'strong-and-improved',
      [null],
      [null],
      [null],
      [null],
      'score-pending',
      'too-late',
      ['ck'],
      ['ck', 'step1', 'specialty', 'img', 'required', 'extra'],
      'strong-and-improved',
      ['__proto__'],
      ['result'],
      'score-pending',
    ]);
  });

  test('counts required for everybody who is no IMG, asked or not', async () => {
    const { out } = await run(
      ['check', '--ndjson'],
      `${exampleLine.slice(0, -1)},"required":true}\n${exampleLine.slice(0, -1)},"img":true,"required":"unread"}\n`,
    );
    const [required, img] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(required.action).toBe('email-priority');
    expect(img.actionRule).toBe('img-score-on-file');
  });

  test('exits with 0 where every line is sound, and where there is none', async () => {
    expect((await run(['check', '--ndjson'], `${exampleLine}\n`)).status).toBe(0);
    expect(await run(['check', '--ndjson'])).toEqual({ status: 0, out: '', err: '' });
  });

  test('takes no facts beside its lines', async () => {
    const { status, err } = await run(['check', '--ndjson', '--ck', '251']);
    expect(status).toBe(2);
    expect(err).toContain('--ck');
  });

  test('stops quietly when nobody reads any more', async () => {
    const child = spawn(process.execPath, [step2, 'check', '--ndjson'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (piece: Buffer) => {
      err += piece;
    });
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.write(`${exampleLine}\n`.repeat(20_000));
    child.stdin.end();
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });
});

describe('step2 policy check', () => {
  test('takes the overlay of a tenant, with those who advise there', async () => {
    const file = join(folder, 'discord-123456789012345678.yaml');
    writeFileSync(file, "advising: { channel: '123456789012345679' }");
    expect((await run(['policy', 'check', file])).out).toContain(`${file}: sound.`);
    writeFileSync(file, 'advising: { channel: 123456789012345679 }');
    const { status, out } = await run(['policy', 'check', file]);
    expect(status).toBe(2);
    expect(out).toContain('allowed is an id as Slack or Discord shows it');
  });

  test('says that the default policy is sound, with the proof and its classes', async () => {
    const { status, out } = await run(['policy', 'check']);
    expect(status).toBe(0);
    expect(out).toMatch(
      /The default policy: sound\.\nProved for every possible applicant: .* \([\d,]+ classes of inputs in \d+ ms\)/,
    );
  });

  test('refuses a broken file with all its faults, and so does everything that would use it', async () => {
    const file = join(folder, 'broken.yaml');
    writeFileSync(
      file,
      'drop: 3\npassOnlyStrong: { value: 0, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }\n',
    );
    const report = await run(['policy', 'check', file]);
    expect(report.status).toBe(2);
    expect(report.out).toContain(`${file}: 2 to fix.`);
    expect(report.out).toContain(
      'passOnlyStrong.value: 0 stands there; allowed is a whole number from 1 to 300.',
    );
    const check = await run(['check', ...example, '--json', '--policy', file]);
    expect({ status: check.status, err: check.err }).toEqual({ status: 2, err: '' });
    expect(JSON.parse(check.out).errors).toHaveLength(3);
    const told = await run(['check', ...example, '--policy', file]);
    expect({ status: told.status, out: told.out }).toEqual({ status: 2, out: '' });
    expect(told.err.trimEnd().split('\n')).toHaveLength(3);
    expect((await run(['start', '--policy', file])).status).toBe(2);
  });

  test("an institution's own number decides where its file is given", async () => {
    const file = join(folder, 'ours.yaml');
    writeFileSync(
      file,
      'passOnlyStrong: { value: 255, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }\n',
    );
    expect((await run(['policy', 'check', file])).status).toBe(0);
    const { out } = await run(['check', ...example, '--json', '--policy', file]);
    expect(JSON.parse(out)).toMatchObject({ effectRule: 'above-band' });
  });

  test("an institution's file in POLICY_FILE counts for every command", async () => {
    const file = join(folder, 'everywhere.yaml');
    writeFileSync(
      file,
      'passOnlyStrong: { value: 255, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }\n',
    );
    const { out } = await run(['check', ...example, '--json'], '', { POLICY_FILE: file });
    expect(JSON.parse(out)).toMatchObject({ effectRule: 'above-band' });
  });

  test('a folder instead of a file, a stray word, a stray option', async () => {
    expect(await run(['check', ...example, '--policy', folder])).toMatchObject({
      status: 2,
      out: '',
    });
    expect((await run(['policy', 'check', '--policy', 'x.yaml'])).err).toContain('--policy');
    expect((await run(['start', 'derm'])).err).toContain('"derm" means nothing here.');
    expect((await run(['check', '--help'])).status).toBe(0);
  });

  test('no options where nobody can be asked', async () => {
    const { status, out, err } = await run(['check']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    const [why, ...missing] = err.trimEnd().split('\n');
    expect(why).toContain('Questions are asked in a terminal only');
    expect(missing.map((line) => line.split(':')[0])).toEqual([
      '--stage',
      '--ck',
      '--step1',
      '--specialty',
    ]);
  });

  test('a file that is not there, a missing file name', async () => {
    expect((await run(['policy', 'check', join(folder, 'none.yaml')])).err).toContain(
      'cannot be read (ENOENT)',
    );
    expect((await run(['check', '--policy'])).err).toContain(
      '--policy: the name of a file is missing.',
    );
  });
});

describe('step2 path', () => {
  test('prints the whole decision path as a Mermaid chart, with the taken way marked when facts are given', async () => {
    const plain = await run(['path']);
    expect(plain.status).toBe(0);
    expect(plain.out.startsWith('flowchart TD')).toBe(true);
    expect(plain.out.match(/^ {2}(effect|action)\d+\{/gm)).toHaveLength(12 + 17);
    expect(plain.out).not.toContain('==>');
    const marked = await run(['path', ...example]);
    expect(marked.out).toContain('class effect4,effect4yes,action13,action13yes taken');
    expect(marked.out).toContain('effect4 ==>|yes| effect4yes');
  });

  test('writes an SVG picture with a title and a description', async () => {
    const file = join(folder, 'path.svg');
    const { status, out } = await run(['path', ...example, '--svg', file]);
    expect({ status, out }).toEqual({ status: 0, out: `Written: ${file}\n` });
    const svg = readFileSync(file, 'utf8');
    expect(svg).toContain('<title id="path-title">The decision path</title>');
    expect(svg).toContain('no Step 1 score and CK 245 or more → strongly helps');
    expect(svg).not.toMatch(/undefined|NaN|\{\{/);
  });

  test('names faulty facts, and a place where it cannot write', async () => {
    expect((await run(['path', '--ck', '300'])).status).toBe(2);
    const { status, err } = await run(['path', '--svg', join(folder, 'no', 'such', 'folder.svg')]);
    expect({ status, told: err.includes('cannot be written') }).toEqual({ status: 2, told: true });
  });
});

describe('step2', () => {
  test('explains itself', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { status, out } = await run(args);
      expect(status).toBe(0);
      expect(out).toContain('step2 check');
    }
  });

  test('names an unknown command and the nearest one', async () => {
    expect(await run(['chekc'])).toMatchObject({ status: 2, out: '' });
    expect((await run(['chekc'])).err).toContain('Did you mean "check"?');
    expect((await run(['frobnicate'])).err).toContain('There is no command "frobnicate".');
  });
});
