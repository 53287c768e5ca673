import { isJson, type Json, parse } from '../world/json.ts';
import type { Wrong } from './check.ts';
import { limits } from './limits.ts';
import { checkBlocks } from './whole.ts';

/** Why Slack refuses the content of a message: its error code, and what exactly where. */
export interface Refusal {
  error: string;
  wrong: Wrong[];
}

export interface Content {
  text: string;
  blocks: Json[];
}

/** The text and blocks of a message, from wherever they come; `blocks` may be a string of JSON. */
export function readContent(
  given: Json,
  longest: number = limits.textOfMessage,
): Content | Refusal {
  const blocks = readBlocks(given.blocks);
  if ('error' in blocks) return blocks;
  const text = typeof given.text === 'string' ? given.text : '';
  if (given.text !== undefined && given.text !== null && typeof given.text !== 'string')
    return {
      error: 'invalid_arguments',
      wrong: [{ pointer: '/text', message: 'must be a string' }],
    };
  if (
    Array.isArray(given.attachments)
      ? given.attachments.length > 0
      : given.attachments !== undefined
  )
    return {
      error: 'invalid_attachments',
      wrong: [
        { pointer: '/attachments', message: 'the emulator knows no attachments: use blocks' },
      ],
    };
  if (text === '' && blocks.list.length === 0) return { error: 'no_text', wrong: [] };
  if (text.length > longest) return { error: 'msg_too_long', wrong: [] };
  const wrong = checkBlocks(blocks.list, 'message', '/blocks', limits.blocksInMessage);
  if (wrong.length > 0) return { error: 'invalid_blocks', wrong };
  return tooLong(blocks.list) ?? { text, blocks: blocks.list.filter(isJson) };
}

function readBlocks(given: unknown): { list: unknown[] } | Refusal {
  if (given === undefined || given === null || given === '') return { list: [] };
  const read = typeof given === 'string' ? parse(given) : given;
  if (!Array.isArray(read)) return { error: 'invalid_blocks_format', wrong: [] };
  return { list: read };
}

function tooLong(blocks: unknown[]): Refusal | undefined {
  const markdown = blocks
    .filter(isJson)
    .filter(({ type }) => type === 'markdown')
    .reduce((sum, { text }) => sum + String(text).length, 0);
  if (markdown > limits.markdownInMessage)
    return {
      error: 'invalid_blocks',
      wrong: [
        {
          pointer: '/blocks',
          message: `markdown must be less than ${limits.markdownInMessage + 1} characters in all`,
        },
      ],
    };
  return lettersIn(blocks) > limits.textOfAllBlocks
    ? { error: 'msg_blocks_too_long', wrong: [] }
    : undefined;
}

/** The letters of every `text` anywhere in the blocks. */
export function lettersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + lettersIn(one), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, held]) =>
      sum + (name === 'text' && typeof held === 'string' ? held.length : lettersIn(held)),
    0,
  );
}
