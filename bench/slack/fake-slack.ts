/** Slack and the people in it, in a process of their own: told what to run, they click and say how long each turn took. */
import { type Crowd, forEach, peopleFor, serveRuns, type Walker } from '../bots/crowd.ts';
import { Waiting } from '../bots/waiting.ts';
import { listenForBots } from './incoming.ts';
import { type Message, slackHooks } from './names.ts';
import { byHttp, type Send, Sockets } from './outgoing.ts';
import { Person } from './person.ts';

/** Clicks to make at a bot. */
export interface Run {
  /** Where a bot listens, or the app token by which it opened a socket. */
  readonly to: { readonly address: string } | { readonly app: string };
  readonly turns: number;
  /** The message on which everybody begins; null: everybody types the command first, before anything is measured. */
  readonly first: Message | null;
  /** Whether response URLs are those that the real Slack gives. */
  readonly realHooks: boolean;
}

/** No interview takes fewer clicks. */
const fewestClicks = 4;

const waiting = new Waiting<string>();
const { server, address } = await listenForBots((name, body) => waiting.came(name, body));
const sockets = new Sockets(server);

let people = 0;
let happened = 0;
const trigger = () => `trigger.${++happened}`;

async function prepared({ to, turns, first, realHooks }: Run): Promise<Crowd> {
  const send = 'app' in to ? sockets.to(to.app) : byHttp(to.address);
  const count = peopleFor(turns, fewestClicks);
  const crowd = Array.from({ length: count }, () => new Person(++people, first ?? nothing));
  if (first === null) {
    await forEach(crowd, async (person) => {
      const payload = person.command(`${address}/response/none`, trigger());
      person.sees(JSON.parse(await send({ type: 'slash_commands', payload })));
    });
  }
  const hooks = realHooks ? slackHooks : address;
  const walkers = crowd.map((person) => walkerOf(person, send, hooks));
  return { walkers, begun: first === null ? count : 0 };
}

const nothing: Message = { text: '', blocks: [] };

function walkerOf(person: Person, send: Send, hooks: string): Walker {
  return {
    click() {
      const payload = person.click(`${hooks}/response/${person.id}`, trigger());
      if (!payload) return null;
      const shown = waiting.next(person.id);
      return Promise.all([shown, send({ type: 'interactive', payload })]).then(([text]) => ({
        text,
        bytes: Buffer.byteLength(text),
      }));
    },
    sees: ({ text }) => person.sees(JSON.parse(text)),
  };
}

serveRuns(address, prepared);
