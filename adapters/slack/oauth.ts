import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Authorize, Installation, InstallationStore, webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import { type Installations, soon } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { boltLog } from './log.ts';
import { scopes } from './manifest.ts';
import { paths } from './names.ts';

/** The app at Slack, where many workspaces may install it. */
export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what comes back from Slack's page. */
  readonly stateSecret: string;
}

export interface OAuthOptions {
  readonly app: OAuthApp;
  readonly installations: Installations;
  readonly words: Words;
  readonly log: ReturnType<typeof boltLog>;
  readonly client: webApi.WebClientOptions;
  /** The address that people see; null: Slack takes the first that the app names. */
  readonly publicUrl: string | null;
  readonly now: () => Date;
  /** Tells the operator of an error; returns the reference number that the person is told. */
  readonly onFault: (error: unknown) => string;
}

type PageArguments = [unknown, unknown, unknown, ServerResponse];

/** A database that has not answered by then must not keep Slack waiting. In milliseconds. */
const longestLookup = 1_500;

/** So many workspaces are remembered, and for so long, so that not every click asks the database. */
const mostRemembered = 1_000;
const longestMemory = 60_000;

/** What many workspaces need: pages to install by, and the token of each. */
export interface OAuth {
  readonly authorize: Authorize<boolean>;
  /** Answers a request, where it is one of the installation's. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Forgets the workspaces that go. */
  listen(app: App): void;
}

export function createOAuth(options: OAuthOptions): OAuth {
  const { words, log, client, publicUrl, onFault } = options;
  const store = installationStore(options);
  const installer = new InstallProvider({
    ...options.app,
    installationStore: store,
    clientOptions: client,
    // The page on which the admin agrees stands beside the API, on GovSlack too.
    authorizationUrl: new URL('/oauth/v2/authorize', client.slackApiUrl).href,
    directInstall: true,
    logger: log,
  });
  const wanted = {
    scopes: [...scopes],
    ...(publicUrl === null ? {} : { redirectUri: new URL(paths.redirect, publicUrl).href }),
  };
  const page = (response: ServerResponse, status: number, part: string, params = {}) => {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    });
    response.end(words.text('slack/installed', params, part));
  };

  return {
    async authorize(source) {
      const found = installer.authorize(source);
      try {
        // Bolt asks before it lets anybody acknowledge, and Slack does not wait.
        const token = await soon(found, longestLookup);
        if (token !== null) return token;
        found.catch(onFault);
      } catch (error) {
        if (isNotInstalled(error)) throw error;
        onFault(error);
      }
      // Without a token a click can still be answered, and the bot says itself what is wrong.
      return {};
    },

    answer(request, response) {
      const path = request.url?.split('?')[0];
      if (request.method !== 'GET') return false;
      if (path === paths.install) {
        installer.handleInstallPath(request, response, {}, wanted).catch((error: unknown) => {
          onFault(error);
          response.destroy();
        });
      } else if (path === paths.redirect) {
        const callbacks = {
          success: (...[, , , answer]: PageArguments) => page(answer, 200, 'done'),
          failure: (...[error, , , answer]: PageArguments) =>
            page(answer, 400, 'failed', { reference: onFault(error) }),
        };
        installer.handleCallback(request, response, callbacks).catch((error: unknown) => {
          onFault(error);
          response.destroy();
        });
      } else return false;
      return true;
    },

    listen(app) {
      app.event('app_uninstalled', async ({ context }) => {
        await store.deleteInstallation(queryOf(context));
      });
      app.event('tokens_revoked', async ({ event, context }) => {
        // People take back tokens of their own, which nothing here uses.
        if (event.tokens.bot?.length) await store.deleteInstallation(queryOf(context));
      });
    },
  };
}

type Query = Parameters<InstallationStore['fetchInstallation']>[0];

function queryOf(context: {
  teamId?: string;
  enterpriseId?: string;
  isEnterpriseInstall: boolean;
}) {
  return context as Query;
}

/** Somebody asks from a workspace in which the bot is not, or no longer. */
class NotInstalled extends Error {
  override name = 'NotInstalled';
}

function isNotInstalled(error: unknown): boolean {
  return error instanceof NotInstalled || (error instanceof Error && isNotInstalled(error.cause));
}

function installationStore({ installations, now }: OAuthOptions) {
  const remembered = new Map<string, { readonly found: unknown; readonly until: number }>();
  return {
    async storeInstallation(installation: Installation) {
      const { isEnterpriseInstall, enterprise, team } = installation;
      const tenant = tenantFor({
        isEnterpriseInstall,
        enterpriseId: enterprise?.id,
        teamId: team?.id,
      });
      // What is undefined in it is no JSON.
      remembered.delete(tenant);
      await installations.put(tenant, JSON.parse(JSON.stringify(installation)), now());
    },
    async fetchInstallation(query: Query) {
      const tenant = tenantFor(query);
      const known = remembered.get(tenant);
      if (known && known.until > performance.now()) return known.found as unknown as Installation;
      const found = await installations.find(tenant);
      if (!found) throw new NotInstalled('The bot is not installed there.');
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(tenant, { found, until: performance.now() + longestMemory });
      return found as unknown as Installation;
    },
    async deleteInstallation(query: Query) {
      remembered.delete(tenantFor(query));
      await installations.remove(tenantFor(query));
    },
  } satisfies InstallationStore;
}

function tenantFor(of: {
  readonly isEnterpriseInstall?: boolean | undefined;
  readonly enterpriseId?: string | undefined;
  readonly teamId?: string | undefined;
}): string {
  return `slack:${of.isEnterpriseInstall ? of.enterpriseId : of.teamId}`;
}
