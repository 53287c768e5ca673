import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { checkLines } from '../../adapters/cli/ndjson.ts';
import { createOneShot } from '../../src/oneshot.ts';
import { loadWords } from '../../src/render/words.ts';
import { policy } from '../support/policy.ts';
import { collect } from '../support/terminal.ts';

const { check } = createOneShot(policy, loadWords(), '2026-11-22');

async function answersTo(pieces: readonly Buffer[]): Promise<string[]> {
  const output = new PassThrough();
  const told = collect(output);
  await checkLines(check, Readable.from(pieces, { objectMode: false }), output);
  return told().trimEnd().split('\n');
}

test('a character that arrives in two pieces stays one character', async () => {
  const bytes = Buffer.from('{"result":"pending","ü":1}\n');
  const middle = bytes.indexOf(0xc3) + 1;
  const [answer] = await answersTo([bytes.subarray(0, middle), bytes.subarray(middle)]);
  expect(JSON.parse(answer ?? '').errors[0].field).toBe('ü');
});

test('only a line feed ends a line', async () => {
  const answers = await answersTo([
    Buffer.from('{"result":"pending","\u2028":1}\r\n{"result":"failed"}'),
  ]);
  expect(answers).toHaveLength(2);
  expect(JSON.parse(answers[0] ?? '').errors[0].field).toBe('\u2028');
});

test('a slow reader is waited for', async () => {
  const output = new PassThrough({ highWaterMark: 1 });
  const lines = '{"result":"pending"}\n'.repeat(100);
  const done = checkLines(check, Readable.from([lines, lines], { objectMode: false }), output);
  expect(output.readableLength).toBeLessThan(100 * 100);
  const told = collect(output);
  await done;
  expect(told().trimEnd().split('\n')).toHaveLength(200);
});
