import { describe, expect, test } from 'vitest';
import { createOperator, withoutWords } from '../src/operator.ts';

function operatorWithLog() {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  return { operator: createOperator('info', stream, ['web', 'slack']), lines };
}

describe('the operator', () => {
  test('finds a fault in the log under the number that the person was told, without what the error said', () => {
    const { operator, lines } = operatorWithLog();
    const error = Object.assign(new Error('duplicate value 251 for Ann'), {
      code: '23505',
      detail: 'Ann',
    });
    operator.fault({ reference: 'abc12345', platform: 'web', error });
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({
      reference: 'abc12345',
      platform: 'web',
      error: { name: 'Error', code: '23505' },
    });
    expect(line.error.at[0]).toContain('operator.test.ts');
    expect(lines[0]).not.toMatch(/Ann|251 for/);
  });

  test('sees through causes, and through what is no error', () => {
    expect(withoutWords(new Error('a', { cause: new TypeError('b') }))).toMatchObject({
      cause: { name: 'TypeError' },
    });
    expect(withoutWords('251')).toEqual({ name: 'string' });
  });

  test('reads the figures as Prometheus does', async () => {
    const { operator } = operatorWithLog();
    operator.turn({ platform: 'web', screen: 'question/ck', seconds: 0.004 });
    operator.result('email-few');
    operator.fault({ reference: 'x', platform: 'web', error: null });
    const { type, text } = await operator.metrics();
    expect(type).toContain('text/plain');
    expect(text).toContain('step2_turns_total{platform="web",screen="question/ck"} 1');
    expect(text).toContain('step2_turn_seconds_bucket{le="0.005",platform="web"} 1');
    expect(text).toContain('step2_results_total{action="email-few"} 1');
    expect(text).toContain('step2_faults_total{platform="web"} 1');
    // A rate sees the first fault only where there was a figure before it.
    expect(text).toContain('step2_faults_total{platform="slack"} 0');
    expect(text).toContain('process_resident_memory_bytes');
  });
});
