import { createHmac } from 'node:crypto';
import type { Json } from '../world/json.ts';

/** Something that Slack sends to the app, by whichever way the app is connected. */
export interface Outgoing {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  payload: Json;
  /** Whether the acknowledgement may carry an answer (commands and view submissions). */
  answers: boolean;
}

/** Which attempt it is after the first, and why there is one. */
export interface Retry {
  number: number;
  reason: string;
}

export type Acknowledgement =
  | { ok: true; body: unknown; noRetry?: boolean }
  /** `error` is what a person is shown; `reason` what a redelivery names. */
  | { ok: false; error: string; reason: string; noRetry?: boolean };

/** Page "Handling user interaction", page "Slash commands", page "Events API": three seconds each. */
export const millisecondsToAcknowledge = 3_000;

/** The body of an HTTP request and its type, different for each kind. */
export function bodyOf({ kind, payload }: Outgoing): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  };
}

/** Page "Verifying requests from Slack": version, timestamp and raw body under the signing secret. */
export function signature(signingSecret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
