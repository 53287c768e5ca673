/**
 * What the operator hears of the bot: how much, how fast, what failed. Never what people said: no score, no name, no
 * program and no text of a message goes through here.
 */
export interface Observer {
  /** A turn was answered: on which platform, with which screen, in how many seconds. */
  turn(turn: { platform: string; screen: string; seconds: number }): void;
  /** Somebody was given a recommendation. */
  result(action: string): void;
  /** Something failed. The person was told the same reference number. */
  fault(fault: { reference: string; platform: string; error: unknown }): void;
}

/** Hears everything and keeps nothing. */
export const silent: Observer = { turn() {}, result() {}, fault() {} };
