import type { Here } from './share.ts';

/** When and where something happens, and to whom; a step knows it only from here. */
export interface Moment {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly instant: number;
  readonly here: Here;
  /** Who it is, by the platform's id. */
  readonly person: string;
}

/** For steps that depend on neither. */
export const nowhere: Moment = { today: '1970-01-01', instant: 0, here: null, person: '' };
