import { createHash } from 'node:crypto';
import type { Stage } from '../facts.ts';
import type { Policy, PolicyNumber, Source, Specialty } from './policy.ts';
import type { PolicyFile } from './schema.ts';

/** Turns a checked policy file into the policy that the rules read. */
export function buildPolicy(file: PolicyFile): Policy {
  const { sources, calendar, advising, ...rest } = file;
  const values = plainValues({ ...rest, calendar }) as Record<PolicyNumber, number> &
    Pick<Policy, 'impact' | 'lint'>;
  const titles = Object.fromEntries(Object.entries(sources).map(([id, { title }]) => [id, title]));
  return {
    ...values,
    specialties: specialtiesOf(file),
    calendar: {
      season: calendar.season,
      days: Object.entries(calendar.stages).map(([stage, day]) => ({
        stage: stage as Stage,
        from: day.value,
        confirmed: day.confirmed,
      })),
      ends: calendar.ends.value,
    },
    advising: { ...advising, mention: advising.mention ?? advising.advisors.groups[0] ?? null },
    sources: new Map(provenanceOf(file, titles)),
    sourceTitles: titles,
    hash: `sha256:${createHash('sha256').update(canonicalJson(values)).digest('hex')}`,
  };
}

function specialtiesOf(file: PolicyFile): Specialty[] {
  const all = Object.entries(file.specialties).map(([id, specialty]) => ({
    ...specialty,
    id,
    good: specialty.good?.value ?? null,
    strong: specialty.strong?.value ?? null,
    contact: specialty.contact?.value ?? 'anybody',
  }));
  return [...all.filter(({ id }) => id !== 'other'), ...all.filter(({ id }) => id === 'other')];
}

/** Whether this is a number (or a day) with its source: a leaf of the policy file. */
export function isSourced(
  node: unknown,
): node is { value: number | string; source: string; asOf: string; reviewBy: string } {
  return typeof node === 'object' && node !== null && 'value' in node;
}

/** The same tree with every sourced number replaced by its plain value. */
function plainValues(node: unknown): unknown {
  if (Array.isArray(node) || typeof node !== 'object' || node === null) return node;
  if (isSourced(node)) {
    return 'confirmed' in node ? { value: node.value, confirmed: node.confirmed } : node.value;
  }
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, plainValues(child)]));
}

/** Every sourced number of the file with its path. */
export function* sourcedNumbers(
  node: unknown,
  path = '',
): Generator<
  [path: string, leaf: { value: number | string; source: string; asOf: string; reviewBy: string }]
> {
  if (typeof node !== 'object' || node === null) return;
  if (isSourced(node)) yield [path, node];
  else {
    for (const [key, child] of Object.entries(node)) {
      yield* sourcedNumbers(child, path ? `${path}.${key}` : key);
    }
  }
}

function* provenanceOf(
  file: PolicyFile,
  titles: Record<string, string>,
): Generator<[string, Source]> {
  for (const [path, { source, asOf, reviewBy }] of sourcedNumbers(file)) {
    yield [path, { title: titles[source] ?? source, asOf, reviewBy }];
  }
}

/** JSON without white space and with the keys of every object sorted, so that equal values give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, node) =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))
      : node,
  );
}
