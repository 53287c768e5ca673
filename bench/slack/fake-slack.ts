/** Slack and the people in it, in a process of their own: told what to run, they click and say how long each turn took. */
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

/** What became of them. */
export interface Ran {
  readonly turns: number;
  /** How many people typed the command. */
  readonly begun: number;
  /** From the first click to the last replaced message. */
  readonly seconds: number;
  /** From a click to the replaced message, in milliseconds, sorted. */
  readonly latencies: readonly number[];
  /** The messages that came, on the average, in bytes of the whole post. */
  readonly bytes: number;
  /** One message of about that size. */
  readonly example: string;
}

const inFlight = 16;

/** No interview takes fewer clicks. */
const fewestClicks = 4;

/** A turn that takes longer is lost. In milliseconds. */
const longestTurn = 10_000;

const waiting = new Map<string, (body: string) => void>();
const { server, address } = await listenForBots((name, body) => waiting.get(name)?.(body));
const sockets = new Sockets(server);

let people = 0;
let happened = 0;
const trigger = () => `trigger.${++happened}`;

/** A run that is ready: everybody has a message before them. */
async function prepared({ to, turns, first }: Run): Promise<{ send: Send; crowd: Person[] }> {
  const send = 'app' in to ? sockets.to(to.app) : byHttp(to.address);
  const count = Math.ceil(turns / fewestClicks) + inFlight;
  const crowd = Array.from({ length: count }, () => new Person(++people, first ?? nothing));
  if (first === null) {
    const arriving = crowd.values();
    await together(async () => {
      for (const person of arriving) {
        const payload = person.command(`${address}/response/none`, trigger());
        person.sees(JSON.parse(await send({ type: 'slash_commands', payload })));
      }
    });
  }
  return { send, crowd };
}

const nothing: Message = { text: '', blocks: [] };

async function clicks(run: Run, { send, crowd }: Awaited<ReturnType<typeof prepared>>) {
  const latencies: number[] = [];
  const bodies: string[] = [];
  const hooks = run.realHooks ? slackHooks : address;
  const walking = crowd.values();
  let left = run.turns;
  const begin = performance.now();
  await together(async () => {
    for (const person of walking) {
      while (left > 0) {
        const payload = person.click(`${hooks}/response/${person.id}`, trigger());
        if (!payload) break;
        left -= 1;
        const clicked = performance.now();
        const shown = replacement(person.id);
        const [body] = await Promise.all([shown, send({ type: 'interactive', payload })]);
        latencies.push(performance.now() - clicked);
        bodies.push(body);
        person.sees(JSON.parse(body));
      }
      if (left === 0) return;
    }
  });
  return { latencies, bodies, seconds: (performance.now() - begin) / 1000 };
}

function replacement(name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error('A click was not answered.')), longestTurn);
    waiting.set(name, (body) => {
      clearTimeout(giveUp);
      waiting.delete(name);
      resolve(body);
    });
  });
}

async function together(work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: inFlight }, work));
}

let next: { run: Run; ready: Awaited<ReturnType<typeof prepared>> } | null = null;

/** Told a run, it says when everything is ready for it; told to go on, what became of it. */
process.on('message', async (told: Run | 'go') => {
  if (told !== 'go') {
    next = { run: told, ready: await prepared(told) };
    process.send?.('ready');
    return;
  }
  if (!next) throw new Error('There is nothing to run.');
  const { run, ready } = next;
  const { latencies, bodies, seconds } = await clicks(run, ready);
  const sizes = bodies.map((body) => Buffer.byteLength(body));
  const bytes = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const off = (at: number) => Math.abs((sizes[at] ?? 0) - bytes);
  const middle = sizes.reduce((best, _, at) => (off(at) < off(best) ? at : best), 0);
  const ran: Ran = {
    turns: latencies.length,
    begun: run.first === null ? ready.crowd.length : 0,
    seconds,
    latencies: latencies.toSorted((a, b) => a - b),
    bytes,
    example: bodies[middle] ?? '',
  };
  process.send?.(ran);
});
process.send?.(address);
