import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createOperator } from '../src/operator.ts';
import { loadPolicy } from '../src/policy/load.ts';
import { decisionColumns, programColumns } from '../src/programs/csv-form.ts';
import { mostPrograms } from '../src/programs/faults.ts';
import { flags } from '../src/programs/program.ts';
import { root } from '../src/root.ts';
import { run } from './support/terminal.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  test('shows what the command really prints', async () => {
    const [, command = '', shown = ''] =
      /```\n\$ npm run -s step2 -- (check .*)\n\n([\s\S]*?)\n```/.exec(readme) ?? [];
    const { output } = await run(command.split(' '));
    expect(shown).toBe(output.trimEnd());
  });

  test('shows an overlay that is sound', () => {
    const [, overlay = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(overlay).toContain('passOnlyStrong');
    expect(loadPolicy(overlay)).toHaveProperty('policy');
  });

  test('names every column and every flag of a list of programs', () => {
    const [section = ''] = /## Your list of programs[\s\S]*?\n## /.exec(readme) ?? [];
    const named = [...section.matchAll(/`([A-Za-z-]+)`/g)].map(([, name]) => name);
    for (const one of [...programColumns, ...decisionColumns, ...flags]) {
      expect(named).toContain(one);
    }
    expect(section).toContain(`up to ${mostPrograms} programs`);
  });

  test('shows an overlay of a tenant that is sound and says who advises', () => {
    const [, overlay = ''] = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, text]) => text,
    );
    const loaded = loadPolicy(String(overlay));
    expect('policy' in loaded && loaded.policy.advising).toEqual({
      advisors: { people: ['U0123ABCD'], groups: ['S0123ABCD'] },
      channel: 'C0123ABCD',
      mention: 'S0123ABCD',
      shareTo: [{ id: 'C0456EFGH', name: 'match-advising' }],
    });
  });

  test('names only figures in its runbook that there are', async () => {
    const [runbook = ''] = /### Runbook[\s\S]*?\n## /.exec(readme) ?? [];
    const { text } = await createOperator('info', { write: () => {} }).metrics();
    const named = [...runbook.matchAll(/\b(?:step2|process|nodejs)_\w+/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) {
      const figure = name.replace(/_bucket$/, '');
      expect(text).toMatch(new RegExp(`^# TYPE ${figure} `, 'm'));
    }
  });

  test('names only commands and files that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/`npm (?:run )?(?:-s )?([a-z:0-9]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(3);
    for (const name of named) if (name !== 'ci') expect(Object.keys(scripts)).toContain(name);
    for (const [, path = ''] of readme.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(() => readFileSync(join(root, path)), path).not.toThrow();
    }
  });
});
