import type { Finding, Practice } from './finding.ts';

/** Slack's requests are refused when they are this old, so the clock must not be further off. In seconds. */
const widest = 5 * 60;

/** What a network may take, and a date that has no fractions of a second. */
const noticed = 30;

/** How far this machine's clock is from a platform's, by the `Date` of an answer. */
export function lookAtClock(
  { now, ok, warning, fault }: Practice,
  platform: string,
  date: string | null,
): Finding[] {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  const seconds = Math.round(Math.abs(now() - theirs) / 1000);
  const params = { platform, seconds };
  if (seconds >= widest) return [fault('clock-wrong', params)];
  return [seconds >= noticed ? warning('clock-off', params) : ok('clock', params)];
}
