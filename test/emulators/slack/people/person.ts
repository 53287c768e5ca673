import type { Channel, Message } from '../world/channel.ts';
import { idOf } from '../world/ids.ts';
import type { Values, View } from '../world/view.ts';
import type { Workspace } from '../world/workspace.ts';
import { choose, click } from './controls.ts';
import type { Filling } from './inputs.ts';
import { answerCommand, interact, show } from './interaction.ts';
import { close, submit } from './modals.ts';
import { commandPayload, globalShortcutPayload, shortcutPayload } from './payloads.ts';
import { namesById } from './readable.ts';
import { mention, openHome, say } from './saying.ts';
import { type SeenMessage, type SeenView, type Surface, seeMessage, seeView } from './seen.ts';

type InThread = { thread?: { ts: string } };

/** Somebody at a Slack client: what they do, and what they see. */
export class Person {
  readonly workspace: Workspace;
  readonly name: string;
  readonly handle: string;
  readonly id = idOf('U');
  /** Everything that Slack told them went wrong, as its codes. */
  readonly errors: string[] = [];
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
  async command(channel: Channel, typed: string, { thread }: InThread = {}): Promise<void> {
    const { slack, scopes } = this.workspace;
    const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
    if (command === '') throw new Error(`"${typed}" is no slash command`);
    if (thread) throw show(this, 'command_in_thread', `${command} is not supported in threads`);
    this.mustBeIn(channel);
    if (!scopes.has('commands'))
      throw show(this, 'invalid_command', `${command} is not a valid command`);
    const payload = commandPayload(this, channel, {
      command,
      text,
      triggerId: slack.triggers.issue(this.id),
      responseUrl: slack.responseUrls.issue({
        workspace: this.workspace,
        channel,
        personId: this.id,
      }),
    });
    const body = await interact(this, { kind: 'slash_commands', payload, answers: true }, command);
    answerCommand(this, channel, body, command);
  }

  /** Uses a shortcut from the menu of a message. */
  async shortcut(callbackId: string, on: { ts: string; channel: string }): Promise<void> {
    const { slack } = this.workspace;
    const message = this.find(on);
    if (message.ephemeralTo !== undefined) throw new Error('ephemeral messages have no shortcuts');
    const payload = shortcutPayload(this, message, {
      callbackId,
      triggerId: slack.triggers.issue(this.id),
      responseUrl: slack.responseUrls.issue({
        workspace: this.workspace,
        channel: message.channel,
        personId: this.id,
      }),
      actionTs: slack.clock.ts(),
    });
    await interact(this, { kind: 'interactive', payload, answers: false }, 'The shortcut');
  }

  /** Uses a shortcut that belongs to no message. */
  async globalShortcut(callbackId: string): Promise<void> {
    const { slack } = this.workspace;
    const payload = globalShortcutPayload(
      this,
      callbackId,
      slack.triggers.issue(this.id),
      slack.clock.ts(),
    );
    await interact(this, { kind: 'interactive', payload, answers: false }, 'The shortcut');
  }

  /** Opens the app's Home; resolves when the event is acknowledged. */
  openHome(): Promise<void> {
    return openHome(this, 'home');
  }

  get home(): SeenView | null {
    return this.published && seeView(this.published);
  }

  get modal(): SeenView | null {
    const top = this.stack.at(-1);
    return top ? seeView(top) : null;
  }

  seeView(view: View): SeenView {
    return seeView(view);
  }

  /** Everything they see in a channel, or in one of its threads, oldest first. */
  messages(channel: Channel, { thread }: InThread = {}): SeenMessage[] {
    if (channel.kind !== 'public') this.mustBeIn(channel);
    return channel.messages
      .filter(({ threadTs, ts }) =>
        thread ? threadTs === thread.ts || ts === thread.ts : threadTs === undefined,
      )
      .filter((message) => this.#sees(message))
      .map(seeMessage);
  }

  /** Their direct conversation with the app. */
  directMessages(options: InThread = {}): SeenMessage[] {
    return this.messages(this.workspace.directMessage(this.id), options);
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
    const found = await slack.changes.until(look, slack.patience);
    if (found) return found as NonNullable<T>;
    throw new Error(`${this.name} waited in vain until ${what}.\n${this.sight()}`);
  }

  /** Everything in sight, to be printed. */
  sight(): string {
    const rooms = this.workspace.channels.filter(({ members }) => members.has(this.id));
    const inRooms = rooms.map((channel) => {
      const seen = channel.messages.filter((message) => this.#sees(message)).map(seeMessage);
      return `#${channel.name}\n${seen.map(({ shown, threadTs }) => (threadTs ? `  | ${shown.replaceAll('\n', '\n  | ')}` : shown)).join('\n\n')}`;
    });
    const views = [
      this.home ? `Home\n${this.home.shown}` : '',
      this.modal ? `Modal\n${this.modal.shown}` : '',
    ];
    const failed = this.workspace.slack.calls.filter(({ ok }) => !ok).slice(-5);
    const refused = failed.map(({ method, error }) => `${method}: ${error}`).join('\n');
    const errors = this.errors.length > 0 ? `Slack told: ${this.errors.join(', ')}` : '';
    return [...inRooms, ...views, errors, refused && `Refused calls\n${refused}`]
      .filter(Boolean)
      .join('\n\n');
  }

  /** The message that a snapshot shows, if it is still in front of this person. */
  find({ ts, channel }: { ts: string; channel: string }): Message {
    const room = this.workspace.channels.find(({ id }) => id === channel);
    const message = room?.messages.find((one) => one.ts === ts);
    if (message && this.#sees(message)) return message;
    throw new Error(`${this.name} no longer has that message in front of them.\n${this.sight()}`);
  }

  /** The id of a person or channel by its name, as Slack's own menus list them. */
  lookUp(name: string): string | undefined {
    const { people, channels } = this.workspace;
    const channel = channels.find((one) => one.name === name.replace(/^#/, ''));
    return people.find((person) => person.name === name)?.id ?? channel?.id;
  }

  mustBeIn(channel: Channel): void {
    if (!channel.members.has(this.id)) throw new Error(`${this.name} is not in #${channel.name}`);
    if (channel.archived) throw new Error(`#${channel.name} is archived`);
  }

  #sees({ shown, ephemeralTo, channel }: Message): boolean {
    return (
      shown &&
      (ephemeralTo === undefined || (ephemeralTo === this.id && channel.members.has(this.id)))
    );
  }
}
