import { createHash } from 'node:crypto';
import type { DataKey } from '../../src/store/port.ts';

/** A data key that is always the same for its name; `text` makes another key of that name. */
export const keyNamed = (id: string, text = id): DataKey => ({
  id,
  key: createHash('sha256').update(text).digest(),
});
