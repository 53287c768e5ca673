/** A block of code as a reader sees it, and as the client copies it. */
export interface CodeBlock {
  /** By which it is coloured; empty if it says none. */
  language: string;
  code: string;
}

/**
 * Discord's own rule (its fork of simple-markdown): three backticks on both sides, a language only
 * where a line break follows it, no empty lines at either end, and nothing in it is formatted. What
 * is not closed is no block.
 */
const block = /```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/gi;

export const codeBlocks = (text: string): CodeBlock[] =>
  [...text.matchAll(block)].map(([, language = '', code = '']) => ({ language, code }));
