import type { Channel, Message } from '../world/channel.ts';
import { idOf } from '../world/ids.ts';
import type { Json } from '../world/json.ts';
import type { Values, View } from '../world/view.ts';
import type { Workspace } from '../world/workspace.ts';
import { choose, click } from './controls.ts';
import type { PickedFile } from './files.ts';
import type { Filling } from './inputs.ts';
import { globalShortcut, messageShortcut, typeCommand } from './invoking.ts';
import { close, submit } from './modals.ts';
import { namesById } from './readable.ts';
import { mention, openHome, say } from './saying.ts';
import { type SeenMessage, type SeenView, type Surface, seeMessage, seeView } from './seen.ts';
import { sees, sightOf } from './sight.ts';

type InThread = { thread?: { ts: string } };

/** Somebody at a Slack client: what they do, and what they see. */
export class Person {
  readonly workspace: Workspace;
  readonly name: string;
  readonly handle: string;
  readonly id = idOf('U');
  /** Everything that Slack told them went wrong, as its codes. */
  readonly errors: string[] = [];
  /** The messages by which they were called, at the moment these were posted. */
  readonly notified: Message[] = [];
  /** Open modals, the one on top last. */
  readonly stack: View[] = [];
  published: View | null = null;
  /** What they have picked in messages, by message. */
  readonly picked = new Map<string, Values>();

  constructor(workspace: Workspace, name: string) {
    this.workspace = workspace;
    this.name = name;
    this.handle = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.');
    namesById.set(this.id, name);
  }

  /** Posts an ordinary message. */
  says(channel: Channel, text: string, { thread }: InThread = {}): SeenMessage {
    return say(this, channel, text, thread?.ts);
  }

  /** Mentions the app; resolves with the message when the first delivery has ended. */
  mention(channel: Channel, text: string, { thread }: InThread = {}): Promise<SeenMessage> {
    return mention(this, channel, text, thread?.ts);
  }

  /** Types a slash command; resolves with Slack's acknowledgement, or throws what Slack shows. */
  command(channel: Channel, typed: string, { thread }: InThread = {}): Promise<void> {
    return typeCommand(this, channel, typed, thread !== undefined);
  }

  /** Uses a shortcut from the menu of a message. */
  shortcut(callbackId: string, on: { ts: string; channel: string }): Promise<void> {
    return messageShortcut(this, callbackId, on);
  }

  /** Uses a shortcut that belongs to no message. */
  globalShortcut(callbackId: string): Promise<void> {
    return globalShortcut(this, callbackId);
  }

  /** Opens the app's Home; resolves when the event is acknowledged. */
  openHome(): Promise<void> {
    return openHome(this, 'home');
  }

  /** Opens the direct conversation with the app: the same event, for the other tab. */
  openMessagesTab(): Promise<void> {
    return openHome(this, 'messages');
  }

  get home(): SeenView | null {
    return this.published && seeView(this.published);
  }

  get modal(): SeenView | null {
    const top = this.stack.at(-1);
    return top ? seeView(top) : null;
  }

  /** The messages that mentioned them: by name, as one of a group, or as everybody in the channel. */
  get mentions(): SeenMessage[] {
    return this.notified.map(seeMessage);
  }

  /** Everything they see in a channel, or in one of its threads, oldest first. */
  messages(channel: Channel, { thread }: InThread = {}): SeenMessage[] {
    if (channel.kind !== 'public' || channel.deleted) this.#mustBeMember(channel);
    return channel.messages
      .filter(({ threadTs, ts }) =>
        thread ? threadTs === thread.ts || ts === thread.ts : threadTs === undefined,
      )
      .filter((message) => sees(this, message))
      .map(seeMessage);
  }

  /** Their direct conversation with the app, in which they can use commands too. */
  get directMessage(): Channel {
    return this.workspace.directMessage(this.id);
  }

  /** Everything in their direct conversation with the app. */
  directMessages(options: InThread = {}): SeenMessage[] {
    return this.messages(this.directMessage, options);
  }

  /** Presses a button by its label. A snapshot that has been replaced since is what a slow client sends. */
  click(on: Surface | null | undefined, label: string): Promise<void> {
    return click(this, on, label);
  }

  /** Picks an option by its text in a select, radio buttons, checkboxes or an overflow menu. */
  choose(on: Surface | null | undefined, option: string): Promise<void> {
    return choose(this, on, option);
  }

  /** Fills the modal on top and submits it; gives what is wrong by label, or nothing. */
  submit(fillings: Readonly<Record<string, Filling>> = {}): Promise<Record<string, string>> {
    return submit(this, fillings);
  }

  closeModal({ all = false } = {}): Promise<void> {
    return close(this, all);
  }

  /** Reloads the client: ephemeral messages are gone, and so are modals and what was picked. */
  reload(): void {
    for (const channel of this.workspace.channels)
      for (const message of channel.messages)
        if (message.ephemeralTo === this.id) message.shown = false;
    this.stack.length = 0;
    this.picked.clear();
    this.workspace.slack.changes.touch();
  }

  /** Waits until something is so; looks after every change, and fails with what this person sees. */
  async until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
    const { slack } = this.workspace;
    const end = await slack.changes.until(look, slack.patience);
    if ('found' in end) return end.found as NonNullable<T>;
    const failed = end.failed ? `\nThe last look failed: ${end.failed}` : '';
    throw new Error(`${this.name} waited in vain until ${what}.${failed}\n${this.sight()}`);
  }

  /** Everything in sight, to be printed. */
  sight(): string {
    return sightOf(this);
  }

  /** The id of a person or channel by its name, as Slack's own menus list them. */
  lookUp(name: string): string | undefined {
    const { people, channels } = this.workspace;
    const channel = channels.find((one) => !one.deleted && one.name === name.replace(/^#/, ''));
    return people.find((person) => person.name === name)?.id ?? channel?.id;
  }

  /** Hands a file to Slack, as forms do; gives what the app is told of it. */
  upload(file: PickedFile): Json {
    return this.workspace.slack.files.add(this, file);
  }

  mustBeIn(channel: Channel): void {
    this.#mustBeMember(channel);
    if (channel.archived) throw new Error(`#${channel.name} is archived`);
  }

  #mustBeMember({ members, name, deleted }: Channel): void {
    if (deleted) throw new Error(`#${name} is deleted`);
    if (!members.has(this.id)) throw new Error(`${this.name} is not in #${name}`);
  }
}
