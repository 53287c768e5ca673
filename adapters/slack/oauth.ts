import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Authorize, Installation, InstallationStore, webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import type { Installations } from '../../src/bot.ts';
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
}

/** What many workspaces need: pages to install by, and the token of each. */
export interface OAuth {
  readonly authorize: Authorize<boolean>;
  /** Answers a request, where it is one of the installation's. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Forgets the workspaces that go. */
  listen(app: App): void;
}

export function createOAuth(options: OAuthOptions): OAuth {
  const { words, log, client, publicUrl } = options;
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
  const page =
    (part: string, status: number) =>
    (_: unknown, __: unknown, ___: unknown, response: ServerResponse) => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
      });
      response.end(words.text('slack/installed', {}, part));
    };

  return {
    authorize: (source) => installer.authorize(source),

    answer(request, response) {
      const path = request.url?.split('?')[0];
      if (request.method !== 'GET') return false;
      if (path === paths.install) {
        void installer.handleInstallPath(request, response, {}, wanted);
      } else if (path === paths.redirect) {
        void installer.handleCallback(request, response, {
          success: page('done', 200),
          failure: page('failed', 400),
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

function installationStore({ installations, now }: OAuthOptions) {
  return {
    async storeInstallation(installation: Installation) {
      const { isEnterpriseInstall, enterprise, team } = installation;
      const tenant = tenantFor({
        isEnterpriseInstall,
        enterpriseId: enterprise?.id,
        teamId: team?.id,
      });
      // What is undefined in it is no JSON.
      await installations.put(tenant, JSON.parse(JSON.stringify(installation)), now());
    },
    async fetchInstallation(query: Query) {
      const found = await installations.find(tenantFor(query));
      if (!found) throw new Error('The bot is not installed there.');
      return found as unknown as Installation;
    },
    async deleteInstallation(query: Query) {
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
