import type { core } from 'zod';
import { listsIn } from '../email/lint/phrases.ts';
import { highestScore } from '../facts.ts';
import { isSourced, sourcedNumbers } from './build.ts';
import type { Counterexample } from './proof.ts';
import { type PolicyFile, platformIdFault, policySchema } from './schema.ts';

/** One thing that is wrong with a policy file. The words for each kind are in templates/. */
export interface PolicyFault {
  /** Such as `specialties.dermatology.good.value`; the number of the line where the file is no YAML. */
  readonly path: string;
  readonly kind: PolicyFaultKind;
  /** What stands there. */
  readonly value: unknown;
  /** What is allowed there: bounds or choices. */
  readonly allowed?: Readonly<Record<string, unknown>>;
  readonly counterexample?: Counterexample;
}

export type PolicyFaultKind =
  | 'yaml'
  | 'missing'
  | 'unknown'
  | 'whole-number'
  | 'choice'
  | 'date'
  | 'text'
  | 'long'
  | 'many'
  | 'platform-id'
  | 'list'
  | 'section'
  | 'yes-no'
  | 'id'
  | 'no-other'
  | 'source'
  | 'good-above-strong'
  | 'half-a-ballpark'
  | 'margin-too-high'
  | 'season-order'
  | 'total'
  | 'monotone'
  /** The file is there and cannot be read. */
  | 'unreadable';

/** The policy file that a tree of plain values makes, or everything that is wrong with it. */
export function checkedFile(tree: unknown): { file: PolicyFile } | { faults: PolicyFault[] } {
  const parsed = policySchema.safeParse(tree);
  const single = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => faultsOf(issue, tree));
  const faults = [...single, ...crossFaults(tree)];
  return parsed.success && faults.length === 0 ? { file: parsed.data } : { faults };
}

function faultsOf(issue: core.$ZodIssue, tree: unknown): PolicyFault[] {
  const path = issue.path.join('.');
  const value = at(tree, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      kind: 'unknown',
      value: at(tree, [...issue.path, key]),
    }));
  }
  if (value === undefined) return [{ path, kind: 'missing', value }];
  return [{ path, value, ...kindOf(issue) }];
}

function kindOf(issue: core.$ZodIssue): Pick<PolicyFault, 'kind' | 'allowed'> {
  if (issue.message === platformIdFault) return { kind: 'platform-id' };
  switch (issue.code) {
    case 'too_big': {
      const { origin, maximum } = issue;
      if (origin === 'array') return { kind: 'many', allowed: { highest: maximum } };
      if (origin === 'string') return { kind: 'long', allowed: { highest: maximum } };
      return whole(issue.message);
    }
    case 'too_small':
      return issue.origin === 'string' ? { kind: 'text' } : whole(issue.message);
    case 'invalid_value':
      return { kind: 'choice', allowed: { choices: issue.values.join(', ') } };
    case 'invalid_format':
      return { kind: 'date' };
    case 'invalid_key':
      return { kind: 'id' };
    case 'custom':
      return { kind: 'no-other' };
    case 'invalid_type':
      switch (issue.expected) {
        case 'int':
        case 'number':
          return whole(issue.message);
        case 'boolean':
          return { kind: 'yes-no' };
        case 'array':
          return { kind: 'list' };
        case 'string':
          return { kind: 'text' };
      }
  }
  return { kind: 'section' };
}

/** The schema writes the bounds of a number into its message, because zod's own tells only the one that was crossed. */
function whole(message: string): Pick<PolicyFault, 'kind' | 'allowed'> {
  const [lowest, highest] = message.split('–');
  return { kind: 'whole-number', allowed: { lowest, highest } };
}

/** What no single value can get wrong by itself. Each check waits until the values that it compares are there. */
function* crossFaults(tree: unknown): Generator<PolicyFault> {
  for (const [path, { source }] of sourcedNumbers(tree)) {
    if (typeof source === 'string' && at(tree, ['sources', source]) === undefined) {
      yield {
        path: `${path}.source`,
        kind: 'source',
        value: source,
        allowed: { choices: keys(at(tree, ['sources'])).join(', ') },
      };
    }
  }
  const passing = wholeAt(tree, ['passingScore']);
  const margin = wholeAt(tree, ['barelyPassingMargin']);
  if (passing !== null && margin !== null && passing + margin > highestScore) {
    yield {
      path: 'barelyPassingMargin.value',
      kind: 'margin-too-high',
      value: margin,
      allowed: { highest: highestScore - passing, passing, highestScore },
    };
  }
  for (const id of keys(at(tree, ['specialties']))) {
    const path = ['specialties', id];
    const good = wholeAt(tree, [...path, 'good']);
    const strong = wholeAt(tree, [...path, 'strong']);
    if (good !== null && strong !== null && good > strong) {
      yield {
        path: [...path, 'good', 'value'].join('.'),
        kind: 'good-above-strong',
        value: good,
        allowed: { strong, id },
      };
    }
    const has = ['good', 'strong'].filter((edge) => at(tree, [...path, edge]) !== undefined);
    if (has.length === 1) yield { path: path.join('.'), kind: 'half-a-ballpark', value: has[0] };
  }
  yield* seasonFaults(tree);
  yield* vocabularyFaults(tree);
}

function* seasonFaults(tree: unknown): Generator<PolicyFault> {
  const stages = keys(at(tree, ['calendar', 'stages'])).map((stage) => [
    'calendar',
    'stages',
    stage,
  ]);
  let before: { stage: string; day: string } | null = null;
  for (const path of [...stages, ['calendar', 'ends']]) {
    const day = at(tree, [...path, 'value']);
    if (typeof day !== 'string') continue;
    if (before && day <= before.day) {
      yield {
        path: [...path, 'value'].join('.'),
        kind: 'season-order',
        value: day,
        allowed: { day: before.day, stage: before.stage },
      };
    }
    before = { stage: path.at(-1) ?? '', day };
  }
}

/** Phrases that name a list which the vocabulary does not have. */
function* vocabularyFaults(tree: unknown): Generator<PolicyFault> {
  const lists = keys(at(tree, ['lint', 'vocabulary']));
  for (const [path, phrase] of textsIn(at(tree, ['lint', 'phrases']), 'lint.phrases')) {
    const unknown = listsIn(phrase).find((list) => !lists.includes(list));
    if (unknown === undefined) continue;
    yield { path, kind: 'choice', value: `{${unknown}}`, allowed: { choices: lists.join(', ') } };
  }
}

function* textsIn(node: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof node === 'string') yield [path, node];
  else for (const key of keys(node)) yield* textsIn(at(node, [key]), `${path}.${key}`);
}

function at(tree: unknown, path: readonly PropertyKey[]): unknown {
  let node = tree;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node;
}

function wholeAt(tree: unknown, path: readonly string[]): number | null {
  const node = at(tree, path);
  // A value that is a fault by itself is compared with nothing.
  if (!isSourced(node) || typeof node.value !== 'number') return null;
  return node.value >= 0 && node.value <= highestScore ? node.value : null;
}

function keys(node: unknown): string[] {
  return typeof node === 'object' && node !== null ? Object.keys(node) : [];
}
