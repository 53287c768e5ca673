import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, type Found, readFolder } from '../../src/policy/folder.ts';
import { loadDefault, loadPolicy } from '../../src/policy/load.ts';
import { createTenants, type Looked, type TenantPolicies } from '../../src/policy/tenants.ts';
import { faultSentence } from '../../src/render/policy-report.ts';
import { loadWords } from '../../src/render/words.ts';
import { temporaryFolder } from '../support/postgres.ts';

const words = loadWords();
const { policy: base } = loadDefault();
const number = (name: string, value: number) =>
  `${name}: { value: ${value}, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }\n`;

let files: Map<string, Found>;
let told: Looked[];
let tenants: TenantPolicies;

function follow(read: () => Promise<Folder>, overlays: string[] = []): TenantPolicies {
  return createTenants({
    base,
    under: overlays,
    read,
    sentence: (fault) => faultSentence(words, fault),
    tell: (looked) => told.push(looked),
  });
}

beforeEach(() => {
  files = new Map();
  told = [];
  tenants = follow(async () => new Map(files));
});

const put = (name: string, text: string) => files.set(name, { text });
/** A change counts once two looks have found the same. */
const lookTwice = async () => {
  await tenants.look();
  await tenants.look();
};
const passing = (tenant: string) => tenants.of(tenant).passingScore;

describe('the name of an overlay says whose it is', () => {
  test.each([
    ['slack-T0123ABC.yaml', 'slack:T0123ABC'],
    ['discord-123456789012345678.yaml', 'discord:123456789012345678'],
    ['web.yaml', 'web'],
  ])('%s is for %s and for nobody else', async (file, tenant) => {
    put(file, number('passingScore', 219));
    await tenants.look();
    expect(passing(tenant)).toBe(219);
    expect(told).toEqual([{ kind: 'taken', file, tenant, policy: tenants.of(tenant) }]);
    for (const other of ['slack:T9', 'discord:9', 'discord:@me', 'terminal'])
      expect(tenants.of(other)).toBe(base);
  });

  test.each(['slack-.yaml', 'slakc-T1.yaml', 'discord-@me.yaml', 'web.yml', 'web.yaml~', 'README'])(
    '%s is nobody’s, which is told once',
    async (file) => {
      put(file, number('passingScore', 219));
      await lookTwice();
      expect(told).toEqual([{ kind: 'stray', file }]);
    },
  );
});

describe('an overlay of a tenant', () => {
  test('lies over the one for everybody, which lies over the default', async () => {
    const everybody = number('passingScore', 219) + number('drop', 12);
    tenants = follow(async () => new Map(files), [everybody]);
    put('web.yaml', number('drop', 13));
    await tenants.look();
    expect(tenants.of('web')).toMatchObject({ passingScore: 219, drop: 13, bigGain: base.bigGain });
  });

  test('is another policy only when it has changed', async () => {
    put('web.yaml', number('drop', 13));
    await tenants.look();
    const before = tenants.of('web');
    await lookTwice();
    expect(tenants.of('web')).toBe(before);
    expect(told).toHaveLength(1);
  });

  test('counts as it stands at the first look, and a change of it once it stands still', async () => {
    put('web.yaml', number('passingScore', 219));
    await tenants.look();
    put('web.yaml', number('passingScore', 220));
    await tenants.look();
    expect(passing('web')).toBe(219);
    await tenants.look();
    expect(passing('web')).toBe(220);
  });

  test('that is new, or gone, counts as well', async () => {
    await tenants.look();
    put('web.yaml', number('passingScore', 219));
    await lookTwice();
    expect(passing('web')).toBe(219);
    files.clear();
    await lookTwice();
    expect(tenants.of('web')).toBe(base);
    expect(told.map(({ kind }) => kind)).toEqual(['taken', 'gone']);
  });

  test.each<[string, string | null]>([
    ['empty', ''],
    ['half written', 'passingScore: { value: 2'],
    ['away', null],
  ])('that is %s for a moment, while it is being written, changes nothing', async (_, text) => {
    put('web.yaml', number('passingScore', 219));
    await tenants.look();
    if (text === null) files.clear();
    else put('web.yaml', text);
    await tenants.look();
    expect(passing('web')).toBe(219);
    put('web.yaml', number('passingScore', 220));
    await tenants.look();
    expect(passing('web')).toBe(219);
    await tenants.look();
    expect(passing('web')).toBe(220);
    expect(told.map(({ kind }) => kind)).toEqual(['taken', 'taken']);
  });
});

describe('a bad overlay', () => {
  const faults = ['passingScore.value: 301 stands there; allowed is a whole number from 1 to 300.'];

  test('is refused with its faults, once, and the last good one goes on', async () => {
    put('web.yaml', number('passingScore', 219));
    await tenants.look();
    const good = tenants.of('web');
    put('web.yaml', number('passingScore', 301));
    await lookTwice();
    await lookTwice();
    expect(tenants.of('web')).toBe(good);
    expect(tenants.faultsOf('web')).toEqual(faults);
    expect(tenants.faultsOf('slack:T1')).toEqual([]);
    expect(told.slice(1)).toEqual([
      { kind: 'refused', file: 'web.yaml', tenant: 'web', policy: good, faults },
    ]);
  });

  test('has no faults any more once it is mended', async () => {
    put('web.yaml', number('passingScore', 301));
    await tenants.look();
    put('web.yaml', number('passingScore', 220));
    await lookTwice();
    expect(tenants.faultsOf('web')).toEqual([]);
    expect(passing('web')).toBe(220);
  });

  test('at the start leaves the tenant under the policy of everybody', async () => {
    put('web.yaml', 'drop: [');
    put('slack-T1.yaml', number('passingScore', 219));
    await tenants.look();
    expect(tenants.of('web')).toBe(base);
    expect(tenants.faultsOf('web').join()).toContain('not valid YAML');
    expect(passing('slack:T1')).toBe(219);
  });

  test('may be one that cannot be read', async () => {
    files.set('web.yaml', { reason: 'EACCES' });
    await tenants.look();
    expect(tenants.faultsOf('web')).toEqual(['The file cannot be read ("EACCES").']);
  });

  test('may be one whose rules contradict each other', async () => {
    put('web.yaml', number('fewPrograms', 3) + number('barelyPassingMargin', 83));
    await tenants.look();
    expect(tenants.of('web')).toBe(base);
    expect(tenants.faultsOf('web')).toHaveLength(1);
  });
});

describe('who advises', () => {
  const advising = `advising:
  advisors: { people: [U1, U2], groups: [S1, S2] }
  channel: C1
  shareTo: [{ id: C2, name: advising }]
`;

  test('stands in the overlay, and changes neither a result nor the hash', async () => {
    put('web.yaml', advising);
    await tenants.look();
    expect(tenants.of('web').advising).toEqual({
      advisors: { people: ['U1', 'U2'], groups: ['S1', 'S2'] },
      channel: 'C1',
      mention: 'S1',
      shareTo: [{ id: 'C2', name: 'advising' }],
    });
    expect(tenants.of('web').hash).toBe(base.hash);
  });

  test('is nobody by default', () => {
    const nobody = {
      advisors: { people: [], groups: [] },
      channel: null,
      mention: null,
      shareTo: [],
    };
    expect(base.advising).toEqual(nobody);
    const emptied = loadPolicy(advising, 'advising: { channel: null, advisors: { groups: [] } }');
    expect('policy' in emptied && emptied.policy.advising).toMatchObject({
      advisors: { people: ['U1', 'U2'], groups: [] },
      channel: null,
      mention: null,
    });
  });

  test.each([
    ['{ channel: 123456789012345678 }', 'advising.channel: 123456789012345680 stands there'],
    ["{ channel: '#advising' }", 'advising.channel: "#advising" stands there; allowed is an id'],
    ['{ advisors: { people: U1 } }', 'advising.advisors.people: "U1" stands there'],
    ['{ advisors: { people: [ana lee] } }', 'advising.advisors.people.0: "ana lee" stands there'],
    ['{ shareTo: [{ id: C1 }] }', 'advising.shareTo.0.name: it is missing.'],
    [
      `{ shareTo: [{ id: C1, name: ${'x'.repeat(81)} }] }`,
      `advising.shareTo.0.name: "${'x'.repeat(58)}… stands there; allowed is a text of at most 80`,
    ],
    [
      `{ advisors: { groups: [${'S1, '.repeat(101)}] } }`,
      'advising.advisors.groups: allowed is a list of at most 100.',
    ],
    ['{ advisers: {} }', 'advising.advisers: there is no such entry in a policy'],
  ])('is refused as %s', async (section, fault) => {
    put('web.yaml', `advising: ${section}`);
    await tenants.look();
    expect(tenants.faultsOf('web')).toEqual([expect.stringContaining(fault)]);
  });
});

describe('a folder', () => {
  const folder = temporaryFolder();
  const at = (...path: string[]) => join(folder.path, ...path);
  beforeEach(() => {
    tenants = follow(() => readFolder(folder.path));
  });
  afterEach(() => {
    rmSync(folder.path, { recursive: true });
    mkdirSync(folder.path);
  });
  afterAll(() => folder.remove());

  test('is followed through edits in place, renames over a file, and removals', async () => {
    writeFileSync(at('web.yaml'), number('passingScore', 219));
    await tenants.look();
    expect(passing('web')).toBe(219);
    writeFileSync(at('web.yaml'), number('passingScore', 220));
    await lookTwice();
    expect(passing('web')).toBe(220);
    writeFileSync(at('.web.yaml.swp'), number('passingScore', 221));
    renameSync(at('.web.yaml.swp'), at('web.yaml'));
    await lookTwice();
    expect(passing('web')).toBe(221);
    rmSync(at('web.yaml'));
    await lookTwice();
    expect(tenants.of('web')).toBe(base);
    expect(told.map(({ kind }) => kind)).toEqual(['taken', 'taken', 'taken', 'gone']);
  });

  test('is followed through the links of a Kubernetes ConfigMap', async () => {
    const version = (name: string, value: number) => {
      mkdirSync(at(name));
      writeFileSync(at(name, 'web.yaml'), number('passingScore', value));
    };
    version('..2026_11_22', 219);
    symlinkSync('..2026_11_22', at('..data'));
    symlinkSync(join('..data', 'web.yaml'), at('web.yaml'));
    await tenants.look();
    expect(passing('web')).toBe(219);
    version('..2026_11_23', 220);
    symlinkSync('..2026_11_23', at('..data_tmp'));
    renameSync(at('..data_tmp'), at('..data'));
    await lookTwice();
    expect(passing('web')).toBe(220);
    expect(told.map(({ kind }) => kind)).toEqual(['taken', 'taken']);
  });

  test('that is away for a while changes nothing', async () => {
    writeFileSync(at('web.yaml'), number('passingScore', 219));
    await tenants.look();
    renameSync(folder.path, `${folder.path}-away`);
    await expect(tenants.look()).rejects.toThrow('ENOENT');
    await expect(tenants.look()).rejects.toThrow('ENOENT');
    expect(passing('web')).toBe(219);
    renameSync(`${folder.path}-away`, folder.path);
    await lookTwice();
    expect(told).toHaveLength(1);
  });

  test('may hold a folder or an enormous file by the name of an overlay', async () => {
    mkdirSync(at('web.yaml'));
    writeFileSync(at('slack-T1.yaml'), '#'.repeat(300_000));
    await tenants.look();
    expect(tenants.faultsOf('web')).toEqual(['The file cannot be read ("EISDIR").']);
    expect(tenants.faultsOf('slack:T1')).toEqual(['The file cannot be read ("EFBIG").']);
  });
});
