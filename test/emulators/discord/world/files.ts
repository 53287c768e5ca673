import { createHmac, randomBytes } from 'node:crypto';
import { FILE_ADDRESS_LIFE } from '../limits/time.ts';
import type { Attachment, Channel } from './types.ts';
import type { World } from './world.ts';

/** Addresses tell times as hexadecimal seconds. */
const seconds = (time: number): string => Math.floor(time / 1000).toString(16);

/**
 * What people and the application have uploaded, and Discord's file server: whoever has an address
 * gets the file, for a day after the address was given. Looking at a message again gives a new one.
 */
export class Files {
  readonly #world: World;
  readonly #held = new Map<string, Attachment>();
  readonly #secret = randomBytes(32);

  constructor(world: World) {
    this.#world = world;
  }

  add(channel: Channel, given: Omit<Attachment, 'id' | 'url'>): Attachment {
    const id = this.#world.ids.next();
    const folder = given.ephemeral ? 'ephemeral-attachments' : 'attachments';
    const path = `/${folder}/${channel.id}/${id}/${encodeURIComponent(given.filename)}`;
    const address = () => this.#address(path);
    const file: Attachment = {
      ...given,
      id,
      get url() {
        return address();
      },
    };
    this.#held.set(id, file);
    return file;
  }

  remove(files: readonly Attachment[]): void {
    for (const { id } of files) this.#held.delete(id);
  }

  /** Whether an address is one of files at all. */
  serves(address: URL): boolean {
    return /^\/(?:ephemeral-)?attachments\//.test(address.pathname);
  }

  /** What an address stands for, unless it is not one that was given, or too old, or the file is gone. */
  open({ pathname, searchParams }: URL): Attachment | undefined {
    const [until, since, sign] = ['ex', 'is', 'hm'].map((name) => searchParams.get(name) ?? '');
    if (sign !== this.#sign(`${pathname}:${until}:${since}`)) return undefined;
    if (this.#world.clock.now() >= Number.parseInt(until ?? '', 16) * 1000) return undefined;
    return this.#held.get(pathname.split('/')[3] ?? '');
  }

  #address(path: string): string {
    const now = this.#world.clock.now();
    const [until, since] = [seconds(now + FILE_ADDRESS_LIFE), seconds(now)];
    const sign = this.#sign(`${path}:${until}:${since}`);
    return `${this.#world.origin}${path}?ex=${until}&is=${since}&hm=${sign}&`;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('hex');
  }
}
