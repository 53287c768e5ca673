import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../src/root.ts';

/** Every source file below a folder of the checkout, by its path from the root. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

const sourceOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** What a file imports: paths from the root, and the names of packages and built-ins. */
function importsOf(file: string): string[] {
  return [...sourceOf(file).matchAll(/(?<!')\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, found = '']) => (found.startsWith('.') ? normalize(join(dirname(file), found)) : found),
  );
}

describe('the doors of the house', () => {
  test('there are files to look at, and their imports are found', () => {
    expect(filesIn('src').length).toBeGreaterThan(30);
    expect(importsOf('adapters/main.ts')).toContain('src/bot.ts');
  });

  test.each(filesIn('src'))('%s imports no adapter', (file) => {
    expect(importsOf(file).filter((path) => path.startsWith('adapters'))).toEqual([]);
  });

  // What is sent over the network is a door of its own: its library is for platforms alone.
  const doors = ['src/bot.ts', 'src/oneshot.ts', 'src/screen.ts', 'src/config.ts', 'src/sent.ts'];
  /** They put the program together, so they may import everything. */
  const assembling = /^adapters\/(main\.ts|settings\.ts|start\/|doctor\/)/;
  const adapters = filesIn('adapters').filter((file) => !assembling.test(file));
  test.each(adapters)('%s comes in by the doors', (file) => {
    const inside = importsOf(file).filter((path) => path.startsWith('src'));
    expect(inside.filter((path) => !doors.includes(path))).toEqual([]);
  });

  const pure = ['decision', 'interview', 'conversation', 'programs', 'email'];
  const pureFiles = filesIn('src').filter((file) => pure.includes(file.split('/')[1] ?? ''));
  // These hold no Node built-in in their hands: the parser reads bytes, the writer gives a string.
  const allowedPackages = ['zod', 'csv-parse/sync', 'csv-stringify/sync'];
  test.each(pureFiles)('%s imports no built-in, no platform and no database', (file) => {
    const outside = importsOf(file).filter((path) => !path.startsWith('src'));
    expect(outside.filter((path) => !allowedPackages.includes(path))).toEqual([]);
  });

  test.each([...pureFiles, 'src/facts.ts'])('%s knows no clock and no chance', (file) => {
    expect(sourceOf(file)).not.toMatch(/Date\.now|new Date\(\)|Math\.random|randomUUID|process\./);
  });

  test.each([...filesIn('src'), ...adapters])('%s asks nowhere which platform it is on', (file) => {
    expect(sourceOf(file)).not.toMatch(/\bplatform\s*===|===\s*'(slack|discord|web)'/);
  });

  /** Everything that is loaded as soon as a file is: types and what is imported later do not count. */
  function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
    if (loaded.has(file)) return loaded;
    loaded.add(file);
    const statements = sourceOf(file).matchAll(
      /^(?:import|export)\s(?!type\b)(?:[^;']*?from )?'([^']+)'/gm,
    );
    for (const [, found = ''] of statements) {
      if (found.startsWith('.')) loadedBy(normalize(join(dirname(file), found)), loaded);
      else loaded.add(found);
    }
    return loaded;
  }

  test('a one-shot check loads nothing of a conversation, which would double its start', () => {
    const loaded = [...loadedBy('adapters/step2.ts')];
    expect(loaded).toContain('src/oneshot.ts');
    expect(
      loaded.filter((one) =>
        /conversation\/step|store\/|bot\.ts|undici|kysely|csv\.ts|csv-parse/.test(one),
      ),
    ).toEqual([]);
  });
});
