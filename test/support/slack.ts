import { createSlack, type Slack as SlackAdapter } from '../../adapters/slack/app.ts';
import { scopes } from '../../adapters/slack/manifest.ts';
import { type Serving, serve } from '../../adapters/web/serve.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Policies } from '../../src/policy/policies.ts';
import { loadWords, type Words } from '../../src/render/words.ts';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Slack } from '../emulators/slack/slack.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { botOver } from './web.ts';

/** How events reach the bot. */
export type Mode = 'http' | 'socket';
export const modes: readonly Mode[] = ['http', 'socket'];

/** A workspace in which the bot may do what its manifest asks for, and nothing else. */
export function workspaceOf(slack: Slack, name = 'Campus'): Workspace {
  return slack.workspace(name, { installed: false }).install({ scopes: [...scopes] });
}

/** The real adapter over the real Bolt, connected to an emulated workspace. */
export interface BotInSlack {
  readonly adapter: SlackAdapter;
  readonly store: OpenStore;
  /** What the operator was told of. */
  readonly faults: unknown[];
  readonly warnings: string[];
  /** Where Slack and browsers find it; null in Socket Mode. */
  readonly address: string | null;
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly mode: Mode;
  readonly store?: OpenStore;
  readonly words?: Words;
  readonly policies?: Policies;
  /** The bot's clock; it stands where none is given. */
  readonly now?: () => Date;
  /** Many workspaces, by OAuth, in place of one. */
  readonly many?: boolean;
}

/** Starts the bot and connects the workspaces to it. */
export async function botInSlack(
  slack: Slack,
  workspaces: readonly Workspace[],
  { mode, many = false, words = loadWords(), ...options }: BotOptions,
): Promise<BotInSlack> {
  const [first] = workspaces;
  const store = options.store ?? (await openStore({ dataDir: null }));
  const faults: unknown[] = [];
  const warnings: string[] = [];
  const connection: SlackConfig['connection'] =
    mode === 'socket'
      ? { kind: 'socket', appToken: slack.appToken }
      : { kind: 'http', signingSecret: slack.signingSecret, port: null };
  const workspace: SlackConfig['workspace'] = many
    ? {
        kind: 'many',
        clientId: slack.clientId,
        clientSecret: slack.clientSecret,
        stateSecret: 'a state secret of the tests',
      }
    : { kind: 'one', botToken: first?.botToken ?? '' };
  let adapter: SlackAdapter | null = null;
  const serving: Serving | null =
    mode === 'http' || many
      ? await serve(
          (request, response) => {
            if (!adapter?.answer(request, response)) response.writeHead(404).end();
          },
          { host: '127.0.0.1', port: 0 },
        )
      : null;
  adapter = createSlack({
    config: { connection, workspace, apiUrl: slack.apiUrl },
    bot: botOver(store, words, options.policies, options.now),
    words,
    installations: store.installations,
    publicUrl: many ? (serving?.address ?? null) : null,
    onFault: (error) => {
      faults.push(error);
      return `ref${faults.length}`;
    },
    warn: (level, sentence) => warnings.push(`${level}: ${sentence}`),
    now: () => new Date(),
  });
  await adapter.start();
  if (mode === 'http' && serving) await slack.connect(`${serving.address}/slack/events`);
  return {
    adapter,
    store,
    faults,
    warnings,
    address: serving?.address ?? null,
    async stop() {
      await serving?.close();
      await adapter.stop();
      if (!options.store) await store.close();
    },
  };
}
