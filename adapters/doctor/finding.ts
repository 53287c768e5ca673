import type { Config } from '../../src/config.ts';
import type { Words } from '../../src/render/words.ts';

/** One thing that was looked at: what was found and, where it is not as it should be, what to do. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'fault';
  readonly sentence: string;
}

/** What every look needs. */
export interface Practice {
  readonly config: Config;
  readonly words: Words;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  ok(part: string, params?: object): Finding;
  warning(part: string, params?: object): Finding;
  fault(part: string, params?: object): Finding;
  /** What a start would be refused with, in the same words. */
  refusal(part: string, params: object): Finding;
}

export function practice(config: Config, words: Words, now: () => number): Practice {
  const finding =
    (level: Finding['level'], file = 'cli/doctor') =>
    (part: string, params: object = {}): Finding => ({
      level,
      sentence: words.text(file, { ...params }, part),
    });
  return {
    config,
    words,
    now,
    ok: finding('ok'),
    warning: finding('warning'),
    fault: finding('fault'),
    refusal: finding('fault', 'start'),
  };
}

/** A call that takes longer will not come. In milliseconds. */
export const longestCall = 4_000;
