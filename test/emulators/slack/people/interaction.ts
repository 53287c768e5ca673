import type { Outgoing } from '../delivery/outgoing.ts';
import type { Message } from '../world/channel.ts';
import { isJson, type Json } from '../world/json.ts';
import { isForAll, postAsApp } from '../world/post.ts';
import type { Person } from './person.ts';

/** Something that Slack shows to a person instead of doing what they asked. */
export class SlackShows extends Error {
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(`${sentence} (${code})`);
    this.code = code;
  }
}

/** Tells the person, and the test that plays them. */
export function show(person: Person, code: string, sentence: string): SlackShows {
  person.errors.push(code);
  person.workspace.slack.changes.touch();
  return new SlackShows(code, sentence);
}

/** Sends what a person did to the app; gives what came with the acknowledgement, or throws what Slack shows. */
export async function interact(person: Person, outgoing: Outgoing, what: string): Promise<unknown> {
  const { slack } = person.workspace;
  if (!person.workspace.installed)
    throw show(person, 'app_not_installed', `${what} is not there any more`);
  const acknowledgement = await slack.deliver(outgoing);
  slack.changes.touch();
  if (acknowledgement.ok) return outgoing.answers ? acknowledgement.body : undefined;
  throw show(
    person,
    acknowledgement.error,
    `${what} failed with the error "${acknowledgement.error}"`,
  );
}

/** The answer that may come with the acknowledgement of a command: a text or a message. */
export function answerCommand(
  person: Person,
  channel: Message['channel'],
  body: unknown,
  command: string,
): void {
  const given: Json = isJson(body) ? body : { text: body };
  if (body === undefined || body === '' || (isJson(body) && !('text' in body || 'blocks' in body)))
    return;
  const place = isForAll(given) ? {} : { ephemeralTo: person.id };
  const posted = postAsApp(person.workspace, channel, given, place);
  if ('error' in posted)
    throw show(
      person,
      'invalid_command_response',
      `${command} failed with the error "invalid_command_response": ${posted.error} ${JSON.stringify(posted.wrong)}`,
    );
}
