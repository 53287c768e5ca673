/**
 * Limits that hold for a message or view as a whole; those of single properties stand in the
 * tables. Pages: Blocks, Messages, Views, chat.postMessage, chat.update, views.open.
 */
export const limits = {
  blocksInMessage: 50,
  blocksInView: 100,
  /** All text of all blocks of a message together: `msg_blocks_too_long`. */
  textOfAllBlocks: 13_200,
  /** All markdown blocks of a message together. */
  markdownInMessage: 12_000,
  /** `msg_too_long`; an edit may be a tenth of a post. */
  textOfMessage: 40_000,
  textOfEdit: 4_000,
  /** Bytes of a view as JSON: `view_too_large`. */
  view: 250_000,
  modalsInStack: 3,
} as const;
