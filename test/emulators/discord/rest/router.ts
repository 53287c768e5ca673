import { refuse } from '../refusal.ts';
import { callbackRoutes } from './callback.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { messageRoutes } from './messages.ts';
import { threadRoutes } from './threads.ts';
import type { Route } from './types.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

/** All routes; of two that fit a path, the one with fewer open parts is meant. */
export const routes: readonly Route[] = [
  ...callbackRoutes,
  ...webhookRoutes,
  ...messageRoutes,
  ...threadRoutes,
  ...channelRoutes,
  ...guildRoutes,
  ...commandRoutes,
  ...userRoutes,
];

const split = (path: string): string[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
const opens = (route: Route): number => route.path.split(':').length;

function match(route: Route, parts: readonly string[]): Record<string, string> | undefined {
  const wanted = split(route.path);
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = given;
    else if (part !== given) return undefined;
  }
  return params;
}

/** The route that is meant, and what its open parts are. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; params: Readonly<Record<string, string>> } {
  const parts = split(path);
  const fitting = routes
    .map((route) => ({ route, params: match(route, parts) }))
    .filter((found) => found.params !== undefined)
    .sort((a, b) => opens(a.route) - opens(b.route));
  if (fitting.length === 0) refuse('notFound');
  const found = fitting.find(({ route }) => route.method === method);
  if (!found) return refuse('wrongMethod');
  return { route: found.route, params: found.params ?? {} };
}
