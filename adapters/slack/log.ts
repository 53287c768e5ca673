import { type Logger, LogLevel } from '@slack/bolt';

/** Where warnings and errors of Slack's libraries go. */
export type Warn = (level: 'warn' | 'error', sentence: string) => unknown;

/**
 * The log of Slack's libraries. They put values into their sentences, and a value may be somebody's score: so only
 * warnings and errors come through, and of each only what stands before the first value.
 */
export function boltLog(warn: Warn): Logger {
  const said =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const [first] = parts;
      const sentence = typeof first === 'string' ? first : 'an error of a Slack library';
      warn(level, (/^[\w ,'-]+/.exec(sentence)?.[0] ?? '').trim());
    };
  return {
    debug() {},
    info() {},
    warn: said('warn'),
    error: said('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
