import { largestFile } from './conversation/forms.ts';

/** The text of a file that was sent along. Of one that is larger than any may be, only so much that it can be seen. */
export async function fileText(file: Blob): Promise<string> {
  return textOf(new Uint8Array(await file.slice(0, largestFile + 1).arrayBuffer()));
}

/** What is no text becomes one that no reader takes for any, so that it is refused and never half understood. */
function textOf(bytes: Uint8Array): string {
  // It may end within a character, which says nothing of the file.
  if (bytes.length > largestFile) return '?'.repeat(largestFile + 1);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '\0';
  }
}

/** A platform hands a small file over at once, or not at all. In milliseconds. */
const longestWait = 4_000;

/**
 * The text of a file that somebody attached in a form, from where the platform keeps it. Of a file that is larger than
 * any may be, only so much that it can be seen.
 *
 * @param headers what the platform wants to be shown
 * @throws where the platform does not hand it over
 */
export async function fetchedText(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  // Few forms have a file, and its library takes longer to load than most commands to run.
  const { request } = await import('undici');
  const signal = AbortSignal.timeout(longestWait);
  const { statusCode, body } = await request(url, { headers: { ...headers }, signal });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`The attached file is not handed over (${statusCode}).`);
  }
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > largestFile) break;
  }
  return textOf(Buffer.concat(pieces));
}
