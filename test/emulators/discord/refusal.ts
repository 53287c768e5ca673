import type { Json } from './vocabulary.ts';

/** Discord's refusals by what went wrong: HTTP status, code, message. */
export const refusals = {
  general: [400, 0, '400: Bad Request'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  wrongMethod: [405, 0, '405: Method Not Allowed'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  notYourApplication: [
    403,
    20012,
    'You are not authorized to perform this action on this application',
  ],
  tooManyAttachments: [400, 30015, 'Maximum number of attachments in a message reached (10)'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  commandExists: [400, 40041, 'Application command with that name already exists'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowups: [
    400,
    40094,
    'This interaction has hit the maximum number of follow up messages.',
  ],
  blocked: [403, 40333, 'internal network error'],
  missingAccess: [403, 50001, 'Missing Access'],
  notOnDirectMessage: [403, 50003, 'Cannot execute action on a DM channel'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidForm: [400, 50035, 'Invalid Form Body'],
  invalidVersion: [400, 50041, 'Invalid API version provided'],
  threadArchived: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  replyNeedsHistory: [403, 160002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type RefusalName = keyof typeof refusals;

/** An answer that is not a success, with Discord's JSON in its body. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Json, headers: Record<string, string> = {}) {
    super(String(body.message));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function refuse(name: RefusalName): never {
  const [status, code, message] = refusals[name];
  throw new Refusal(status, { message, code });
}

export function rateLimited(seconds: number, global: boolean, scope = 'user'): Refusal {
  const headers = {
    'Retry-After': String(Math.ceil(seconds)),
    'X-RateLimit-Scope': global ? 'global' : scope,
    ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
  };
  const message = 'You are being rate limited.';
  return new Refusal(429, { message, retry_after: seconds, global }, headers);
}
