import { notifies } from '../world/mentions.ts';
import { may } from '../world/permissions.ts';
import type { Channel, Message, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { lookAtModal } from './modal.ts';
import { readable, readableModal } from './readable.ts';
import { look, type Seen } from './seen.ts';

/** What a person's client shows them. */
export class View {
  readonly #world: World;
  readonly #user: User;

  constructor(world: World, user: User) {
    this.#world = world;
    this.#user = user;
  }

  /** What is for one person alone is shown to them, and only until their client forgets it. */
  sees(message: Message): boolean {
    if (message.ephemeralFor === undefined) return true;
    return message.ephemeralFor === this.#user && !message.vanished;
  }

  messages(channel: Channel): Seen[] {
    if (!may(this.#user, channel, 'ViewChannel')) return [];
    return [...channel.messages.values()].filter((one) => this.sees(one)).map(look);
  }

  /** Everything that has notified this person, where they still see it. */
  mentions(): Seen[] {
    return [...this.#world.channels.values()].flatMap((channel) => {
      if (!may(this.#user, channel, 'ViewChannel')) return [];
      const told = [...channel.messages.values()].filter((one) => notifies(one, this.#user));
      return told.map(look);
    });
  }

  /** The message that was seen, if it still is. */
  message(seen: Seen): Message {
    const message = seen.channel.messages.get(seen.id);
    if (message && this.sees(message) && may(this.#user, message.channel, 'ViewChannel')) {
      return message;
    }
    throw new Error(`${this.#user.name} no longer sees this message:\n${readable(seen)}`);
  }

  /** Forgets everything that Discord keeps nowhere. */
  forget(): void {
    for (const channel of this.#world.channels.values()) {
      for (const message of channel.messages.values()) {
        if (message.ephemeralFor === this.#user) message.vanished = true;
      }
    }
  }

  /** All of it in plain words. */
  dump(errors: readonly string[]): string {
    const channels = [...this.#world.channels.values()].map((channel) => {
      const messages = this.messages(channel).map(readable);
      return messages.length > 0 ? `#${channel.name}\n${messages.join('\n\n')}` : '';
    });
    const modal = this.#world.modals.get(this.#user.id);
    const form = modal ? readableModal(lookAtModal(modal)) : '';
    const complaints = errors.length > 0 ? `errors: ${errors.join('; ')}` : '';
    return [...channels, form, complaints].filter((part) => part !== '').join('\n\n');
  }
}
