import type { Message } from '../world/channel.ts';
import type { Person } from './person.ts';
import { seeMessage } from './seen.ts';

/** Ephemeral messages are for one person, while that person is in the channel. */
export const sees = ({ id }: Person, { shown, ephemeralTo, channel }: Message): boolean =>
  shown && (ephemeralTo === undefined || (ephemeralTo === id && channel.members.has(id)));

/** The message that a snapshot shows, if it is still in front of this person. */
export function findMessage(
  person: Person,
  { ts, channel }: { ts: string; channel: string },
): Message {
  const room = person.workspace.channels.find(({ id }) => id === channel);
  const message = room?.messages.find((one) => one.ts === ts);
  if (message && !message.tombstone && sees(person, message)) return message;
  throw new Error(
    `${person.name} no longer has that message in front of them.\n${sightOf(person)}`,
  );
}

/** Everything in sight, and what went wrong lately, to be printed. */
export function sightOf(person: Person): string {
  const { channels, slack } = person.workspace;
  const rooms = channels
    .filter(({ members }) => members.has(person.id))
    .map(({ name, messages }) => {
      const seen = messages.filter((message) => sees(person, message)).map(seeMessage);
      return [
        `#${name}`,
        ...seen.map(({ shown, threadTs }) => (threadTs ? indented(shown) : shown)),
      ].join('\n\n');
    });
  const home = person.home ? [`Home\n${person.home.shown}`] : [];
  const modal = person.modal ? [`Modal\n${person.modal.shown}`] : [];
  const errors = person.errors.length > 0 ? [`Slack told: ${person.errors.join(', ')}`] : [];
  const refused = slack.calls.filter(({ ok }) => !ok).slice(-5);
  const calls = refused.map(({ method, error }) => `refused: ${method}: ${error}`);
  return [...rooms, ...home, ...modal, ...errors, ...calls].join('\n\n');
}

const indented = (shown: string): string => `  | ${shown.replaceAll('\n', '\n  | ')}`;
