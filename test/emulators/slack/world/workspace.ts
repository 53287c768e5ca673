import { Person } from '../people/person.ts';
import { namesById } from '../people/readable.ts';
import type { Slack } from '../slack.ts';
import { Channel, type ChannelKind } from './channel.ts';
import { idOf, secret } from './ids.ts';

export const defaultScopes = ['commands', 'chat:write', 'app_mentions:read'] as const;

export interface UserGroup {
  id: string;
  name: string;
  members: Set<string>;
}

/** A workspace, and how the app stands in it. */
export class Workspace {
  readonly slack: Slack;
  readonly id = idOf('T');
  readonly name: string;
  readonly domain: string;
  readonly botUserId = idOf('U');
  readonly botId = idOf('B');
  botToken = '';
  scopes = new Set<string>();
  installed = false;
  readonly people: Person[] = [];
  readonly channels: Channel[] = [];
  readonly userGroups: UserGroup[] = [];

  constructor(slack: Slack, name: string) {
    this.slack = slack;
    this.name = name;
    this.domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  }

  /** The app's user, to add it to channels. */
  get bot(): { id: string } {
    return { id: this.botUserId };
  }

  /** App-level tokens belong to the app, whatever the workspace. */
  get appToken(): string {
    return this.slack.appToken;
  }

  /** As an admin installs the app from its settings. After a revocation there is a new token. */
  install({ scopes = defaultScopes }: { scopes?: readonly string[] } = {}): this {
    if (!this.installed) this.botToken = `xoxb-${secret(20)}`;
    this.installed = true;
    this.scopes = new Set(scopes);
    this.slack.tokens.set(this.botToken, { workspace: this, state: 'active' });
    return this;
  }

  /** Makes the app's requests go to a URL, after the check that Slack makes of it; without one, Socket Mode. */
  connect({ requestUrl }: { requestUrl?: string } = {}): Promise<void> {
    return this.slack.connect(requestUrl);
  }

  /** As an admin who follows an "Add to Slack" link and allows (or denies) it; returns where to go next. */
  async authorize(address: string, { deny = false } = {}): Promise<string> {
    const url = new URL(address);
    url.searchParams.set('team', this.id);
    if (deny) url.searchParams.set('deny', '1');
    const answer = await fetch(url, { redirect: 'manual' });
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`Slack shows: ${(await answer.text()).trim()}`);
    return location;
  }

  person(name: string): Person {
    const known = this.people.find((person) => person.name === name);
    if (known) return known;
    const person = new Person(this, name);
    this.people.push(person);
    return person;
  }

  channel(
    name: string,
    {
      bot = false,
      archived = false,
      isPrivate = false,
    }: { bot?: boolean; archived?: boolean; isPrivate?: boolean } = {},
  ): Channel {
    const known = this.channels.find((channel) => channel.name === name);
    if (known) return known;
    const channel = this.#open(name, isPrivate ? 'private' : 'public', archived);
    if (bot) channel.add(this.bot);
    return channel;
  }

  /** The direct conversation between somebody and the app. */
  directMessage(personId: string): Channel {
    const known = this.channels.find(({ kind, members }) => kind === 'im' && members.has(personId));
    return known ?? this.#open('directmessage', 'im', false).add({ id: personId }, this.bot);
  }

  userGroup(name: string, members: { id: string }[]): UserGroup {
    const group = { id: idOf('S'), name, members: new Set(members.map(({ id }) => id)) };
    this.userGroups.push(group);
    namesById.set(group.id, name);
    return group;
  }

  #open(name: string, kind: ChannelKind, archived: boolean): Channel {
    const channel = new Channel(idOf(kind === 'im' ? 'D' : 'C'), name, kind, archived);
    this.channels.push(channel);
    namesById.set(channel.id, name);
    return channel;
  }
}
