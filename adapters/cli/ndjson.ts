import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { OneShot } from '../../src/oneshot.ts';

/**
 * Reads one facts object a line and writes one result or fault object a line, in the same order. Memory does not grow
 * with the number of lines: the next piece is read once the last one has been taken.
 *
 * @returns whether any line had a fault
 */
export async function checkLines(
  check: OneShot['check'],
  input: Readable,
  output: Writable,
): Promise<boolean> {
  let faulty = false;
  const answer = (line: string): string => {
    const checked = check(parsed(line));
    if ('errors' in checked) faulty = true;
    return `${JSON.stringify('errors' in checked ? checked : checked.result)}\n`;
  };
  for await (const lines of linesOf(input)) {
    const answers = lines.filter((line) => line.trim() !== '').map(answer);
    if (answers.length > 0 && !output.write(answers.join(''))) await once(output, 'drain');
  }
  return faulty;
}

/** A line that is no JSON is a line that is no object. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * The lines of a stream, as many at a time as have come in. Only a line feed ends a line: JSON may hold the other
 * characters that Node's `readline` breaks at.
 */
async function* linesOf(input: Readable): AsyncGenerator<string[]> {
  input.setEncoding('utf8');
  let rest = '';
  let first = true;
  for await (const piece of input as AsyncIterable<string>) {
    const text = first ? piece.replace(/^\uFEFF/, '') : piece;
    first = false;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  yield [rest];
}
