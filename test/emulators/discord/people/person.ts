import type { Choice } from '../interaction/command.ts';
import { type Start, start } from '../interaction/start.ts';
import { commandType, interaction } from '../vocabulary.ts';
import { messagePayload } from '../world/message-payload.ts';
import type { Channel, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { offered, typed } from './command-line.ts';
import { type Filled, fill, lookAtModal, type SeenModal } from './modal.ts';
import type { Given, Named } from './option-value.ts';
import { deliverable, press } from './press.ts';
import { look, type Seen } from './seen.ts';
import { View } from './view.ts';
import { type Writing, writing } from './writing.ts';

type Options = Readonly<Record<string, Given>>;

/** Somebody at a Discord client: what they can do there, and what they are shown. */
export class Person {
  readonly user: User;
  /** Everything the client has complained about, oldest first. */
  readonly errors: string[] = [];
  readonly #world: World;
  readonly #view: View;

  constructor(world: World, user: User) {
    this.#world = world;
    this.#view = new View(world, user);
    this.user = user;
  }

  get id(): string {
    return this.user.id;
  }

  /** Types a slash command: `step2 check` with `{ ck: 251 }`. Gives the message that answers. */
  async command(channel: Channel, name: string, options: Options = {}): Promise<Seen | undefined> {
    const { command, data } = typed(this.#world, this.user, channel, name, options);
    return this.#does({ type: interaction.command, channel, data, command });
  }

  /** Types into an option with autocomplete; gives what is offered. */
  async autocomplete(
    channel: Channel,
    name: string,
    option: string,
    text: string,
    others: Options = {},
  ): Promise<Choice[]> {
    const given = { ...others, [option]: text };
    const { command, data } = typed(this.#world, this.user, channel, name, given, option);
    const type = interaction.autocomplete;
    const { sent, answer } = start(this.#world, { type, user: this.user, channel, data, command });
    await this.#heard(answer);
    return sent.choices ?? [];
  }

  /** Picks a command from the menu of a message. */
  async messageCommand(message: Seen, name: string): Promise<Seen | undefined> {
    const target = this.#view.message(message);
    const { channel } = target;
    const all = offered(this.#world, this.user, channel);
    const command = all.find((one) => one.type === commandType.message && one.name === name);
    if (!command) throw new Error(`there is no "${name}" in the menu of a message here`);
    const messages = { [target.id]: messagePayload(target) };
    const { id, type } = command;
    const data = { id, name, type, target_id: target.id, resolved: { messages } };
    return this.#does({ type: interaction.command, channel, data, command });
  }

  /** Writes into a channel; with `thread`, starts a thread of that name on the message. */
  says(channel: Channel, text: string, more: Writing & { thread?: string } = {}): Seen {
    const message = writing.say(this.#world, this.user, this.#view, channel, text, more);
    if (more.thread !== undefined) this.startsThread(look(message), more.thread);
    return look(message);
  }

  /** Starts a thread on a message, or in a channel by itself. */
  startsThread(place: Seen | Channel, name: string, more: { private?: boolean } = {}): Channel {
    const message = 'author' in place ? this.#view.message(place) : undefined;
    const parent = 'author' in place ? place.channel : place;
    return writing.startThread(this.#world, this.user, { parent, message, name, ...more });
  }

  /** Deletes a message: their own, or as a moderator. */
  deletes(message: Seen): void {
    writing.remove(this.#world, this.user, this.#view.message(message));
  }

  /** The messages that have notified this person, by name, by a role of theirs or with everybody. */
  mentions(): Seen[] {
    return this.#view.mentions();
  }

  /** What this person sees in a channel, oldest first, with what only they see. */
  messages(channel: Channel): Seen[] {
    return this.#view.messages(channel);
  }

  /** The same message as it looks now; none if it is gone. */
  again(message: Seen): Seen | undefined {
    return this.messages(message.channel).find((one) => one.id === message.id);
  }

  /** Presses the button of this label. A link opens and tells the application nothing. */
  async click(message: Seen, label: string): Promise<Seen | undefined> {
    const source = this.#view.message(message);
    const data = press.button(look(source), source, label);
    if (!deliverable(data)) return undefined;
    return this.#does({ type: interaction.component, channel: source.channel, data, source });
  }

  /** Chooses options by their labels, or people, roles and channels, in a select menu. */
  async choose(
    message: Seen,
    choice: string | Named | readonly (string | Named)[],
    menu?: string,
  ): Promise<Seen | undefined> {
    const source = this.#view.message(message);
    const list = Array.isArray(choice) ? choice : [choice];
    const desk = { world: this.#world, user: this.user, channel: source.channel };
    const data = press.select(look(source), source, list, desk, menu);
    return this.#does({ type: interaction.component, channel: source.channel, data, source });
  }

  /** The form that is open, if one is. */
  get modal(): SeenModal | undefined {
    const open = this.#world.modals.get(this.id);
    return open && lookAtModal(open);
  }

  /** Fills in the open form by the labels of its fields, and sends it off. */
  async submit(fields: Readonly<Record<string, Filled>> = {}): Promise<Seen | undefined> {
    const open = this.#world.modals.get(this.id);
    if (!open) throw new Error(`no form is open for ${this.user.name}`);
    const { channel, source } = open.from;
    const desk = { world: this.#world, user: this.user, channel };
    const data = { custom_id: open.data.custom_id, ...fill(open, fields, desk) };
    const shown = await this.#does({ type: interaction.modalSubmit, channel, data, source });
    // The form closes only once its answer has come; until then what was typed stays there.
    if (this.#world.modals.get(this.id) === open) this.closeModal();
    return shown;
  }

  closeModal(): void {
    this.#world.modals.delete(this.id);
    this.#world.changes.changed();
  }

  get directMessageChannel(): Channel {
    return this.#world.conversation([this.#world.bot, this.user]);
  }
  directMessages(): Seen[] {
    return this.messages(this.directMessageChannel);
  }

  /** The same in the conversation with the bot. */
  get inDirectMessage() {
    const channel = this.directMessageChannel;
    return {
      command: (name: string, options?: Options) => this.command(channel, name, options),
      says: (text: string) => this.says(channel, text),
    };
  }

  /** Adds the app to this person's own account, so that it can be used anywhere. */
  installs(): void {
    this.user.installed = true;
  }

  /** From now on accepts direct messages from nobody. */
  closesDirectMessages(): void {
    this.user.closed = true;
  }

  /** Starts the client anew: what only this person saw, and any open form, is gone. */
  reload(): void {
    this.#view.forget();
    this.closeModal();
  }

  /** Waits until `condition` holds, looking again whenever anything changes. */
  until<T>(what: string, condition: () => T): Promise<T> {
    const dump = () => this.#view.dump(this.errors);
    return this.#world.changes.until(`${this.user.name}: ${what}`, condition, dump);
  }

  async #does(given: Omit<Start, 'user'>): Promise<Seen | undefined> {
    const { sent, answer } = start(this.#world, { ...given, user: this.user });
    await this.#heard(answer);
    return sent.original && this.#view.sees(sent.original) ? look(sent.original) : undefined;
  }

  async #heard(answer: Promise<void>): Promise<void> {
    await answer.catch((error: Error) => {
      this.errors.push(error.message);
      throw error;
    });
  }
}
