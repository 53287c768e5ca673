import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../src/root.ts';

const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const rows = text.split('\n').filter((line) => /^\| (?!who \||---)/.test(line));

/** The tests that a row names: a file, and then the names of tests in it. */
function testsIn(row: string): { file: string; name: string }[] {
  let file = '';
  const found: { file: string; name: string }[] = [];
  for (const [, path, name] of row.matchAll(/`(test\/[^`]+)`|"([^"]+)"/g)) {
    if (path) file = path;
    else if (file && name) found.push({ file, name });
  }
  return found;
}

describe('the threat model', () => {
  test('names a test for every threat', () => {
    expect(rows.length).toBeGreaterThan(12);
    for (const row of rows) expect(testsIn(row), row.slice(0, 40)).not.toEqual([]);
  });

  test.each(rows.flatMap(testsIn))('names what is tested: $file, $name', ({ file, name }) => {
    expect(readFileSync(join(root, file), 'utf8').includes(name)).toBe(true);
  });
});
