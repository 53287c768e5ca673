import { webApi } from '@slack/bolt';

/** Slack lets the bot not begin. */
export class SlackRefused extends Error {
  override name = 'SlackRefused';
  /** The variable that is likely at fault. */
  readonly variable: string;
  /** Slack's word for it, such as `token_revoked`; or why it cannot be reached. */
  readonly reason: string;
  /** Whether Slack answered at all. */
  readonly reached: boolean;

  constructor(variable: string, cause: unknown) {
    super('Slack lets the bot not begin.', { cause });
    this.variable = variable;
    this.reached = cause instanceof webApi.WebAPIPlatformError;
    this.reason = reasonOf(cause);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIHTTPError) return String(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) {
    const { cause } = error.original;
    return cause instanceof Error && 'code' in cause ? String(cause.code) : error.original.name;
  }
  return error instanceof Error ? error.name : 'unknown';
}
