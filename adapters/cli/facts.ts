import type { CommandLine } from './options.ts';

/** The options that carry facts. */
export const factOptions = {
  result: 'string',
  stage: 'string',
  ck: 'string',
  step1: 'string',
  specialty: 'string',
  img: 'boolean',
  required: 'boolean',
} as const;

/**
 * The facts object that the options make, as it would stand in JSON: a number where a number was typed, true and false
 * where they were. Everything else stays as typed and is judged by the check.
 */
export function factsFrom(
  { options }: CommandLine,
  others: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    [...options]
      .filter(([name]) => !others.includes(name))
      .map(([name, value]) => [name, name in factOptions ? typed(value) : value]),
  );
}

function typed(value: string | boolean | null): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
