/** Discord and the people in it, in a process of their own: told what to run, they click and say how long each turn took. */
import { type Crowd, forEach, peopleFor, serveRuns, type Walker } from '../bots/crowd.ts';
import { Waiting } from '../bots/waiting.ts';
import { readCallback } from './callback.ts';
import { Gateway } from './gateway.ts';
import type { Application, Message } from './names.ts';
import { interactionOf, messageOf } from './payloads.ts';
import { Person, type Walk, walks } from './person.ts';
import { listenForBots } from './rest.ts';

/** Clicks to make at a bot. */
export interface Run {
  readonly to: Application;
  readonly turns: number;
  readonly walk: Walk;
  /** The message on which everybody begins; null: everybody types the command first, before anything is measured. */
  readonly first: Message | null;
}

/** By Discord's numbers. */
const interactionType = { command: 2, component: 3 } as const;
const callbackType = { reply: 4, update: 7 } as const;

const waiting = new Waiting<string>();
const { server, address } = await listenForBots((id, body) => waiting.came(id, body));
const gateway = new Gateway(server, address.replace('http', 'ws'));

let people = 0;
let happened = 900_000_000_000_000_000n;

/** Tells a bot of what somebody did. @returns the callback, byte for byte */
function told(to: Application, { id: person }: Person, about: object): Promise<string> {
  const id = String(++happened);
  const answered = waiting.next(id);
  gateway.dispatch(to, 'INTERACTION_CREATE', interactionOf(to, id, person, about));
  return answered;
}

async function prepared({ to, turns, walk, first }: Run): Promise<Crowd> {
  const count = peopleFor(turns, walks[walk].moves.length);
  const nothing: Message = { components: [] };
  const crowd = Array.from({ length: count }, () => new Person(++people, walk, first ?? nothing));
  if (first === null) {
    await forEach(crowd, async (person) => {
      const about = { type: interactionType.command, data: person.command() };
      person.sees(shownBy(await told(to, person, about), callbackType.reply));
    });
  }
  const walkers = crowd.map((person) => walkerOf(person, to, walk));
  return { walkers, begun: first === null ? count : 0 };
}

function walkerOf(person: Person, to: Application, walk: Walk): Walker {
  return {
    click() {
      const data = person.click();
      if (!data) return null;
      const message = messageOf(to, '900000000000000000', person.id, person.shown);
      const about = { type: interactionType.component, data, message };
      return told(to, person, about).then((text) => ({ text, bytes: text.length }));
    },
    sees({ text }) {
      const withPicture = !text.startsWith('{');
      if (withPicture !== (walk === 'result')) throw new Error(`A ${walk} walk went astray.`);
      // What has a picture is the end of its walk.
      if (!withPicture) person.sees(shownBy(text, callbackType.update));
    },
  };
}

function shownBy(body: string, type: number): Message {
  const { callback } = readCallback(body);
  if (callback.type !== type) throw new Error(`A bot answered with a callback ${callback.type}.`);
  return callback.data;
}

serveRuns(address, prepared);
