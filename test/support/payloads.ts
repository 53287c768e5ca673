import { webApi } from '@slack/bolt';
import { REST, type RequestData } from 'discord.js';
import { createHands as handsInDiscord } from '../../adapters/discord/hands.ts';
import { limits as inDiscord } from '../../adapters/discord/limits.ts';
import { createHands as handsInSlack } from '../../adapters/slack/hands.ts';
import { limits as inSlack } from '../../adapters/slack/limits.ts';
import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Level, ShareKind } from '../../src/conversation/share.ts';
import { step } from '../../src/conversation/step.ts';
import type { Answers, Facts } from '../../src/facts.ts';
import type { Limits } from '../../src/limits.ts';
import type { Rendering } from '../../src/render/content.ts';
import { postScreen } from '../../src/render/post.ts';
import { inWords, postOf } from '../../src/sharing.ts';
import { webApp } from './web.ts';

/** Everything that goes to a platform for one post, in one value. */
export type PayloadOf = (facts: Facts, level: Level, kind?: ShareKind) => Promise<Payload>;

export interface Payload {
  /** All of it, as it is sent. */
  readonly whole: string;
  /** Every text in it that somebody can read or hear. */
  readonly texts: readonly string[];
}

const owner = { tenant: 'tenant', person: 'owner' };
const here = { kind: 'channel', channel: 'place', name: null } as const;
const moment = { today: '2026-11-22', instant: 0, here, person: owner.person };

/** The share that a click on *Post it* begins, put into words. */
function shareOf(rendering: Rendering, facts: Facts, level: Level, kind: ShareKind) {
  const conversation: Conversation = {
    id: 'share',
    turn: 1,
    policy: rendering.policy.hash,
    answers: facts as Answers,
    at: { page: 'share', kind, level },
    before: null,
  };
  const made = step(rendering.policy, conversation, { type: 'post', on: 'share.1' }, moment);
  const [share] = inWords(rendering, owner, made).conversation.shares ?? [];
  if (!share?.card) throw new Error('Nothing was shared.');
  return { ...share, card: share.card };
}

/** The names under which platforms are sent what people read. */
const readable = new Set(['text', 'alt_text', 'content', 'description', 'label', 'name', 'title']);

/** Every string below those names, wherever it stands. */
function textsIn(sent: unknown, named = false): string[] {
  if (typeof sent === 'string') return named ? [sent] : [];
  if (Array.isArray(sent)) return sent.flatMap((one) => textsIn(one, named));
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([name, value]) => textsIn(value, readable.has(name)));
}

const rethrown = (error: unknown): never => {
  throw error;
};

/** What Slack is sent: the arguments of `chat.postMessage`, metadata and all. */
export function slackPayload(rendering: Rendering): PayloadOf {
  let sent: unknown = null;
  class Recorder extends webApi.WebClient {
    override async apiCall(method: string, options?: Record<string, unknown>) {
      if (method === 'chat.postMessage') sent = options;
      return { ok: true, ts: '1.1', permalink: 'https://slack.test' };
    }
  }
  const hands = handsInSlack(rendering.words, new Recorder(), rethrown);
  return async (facts, level, kind = 'share') => {
    await hands.post(postFor(rendering, facts, level, kind, inSlack), false);
    return { whole: JSON.stringify(sent), texts: textsIn(sent) };
  };
}

/** What Discord is sent: the message and the thread that it begins, with the bytes of every picture. */
export function discordPayload(rendering: Rendering): PayloadOf {
  let sent: RequestData[] = [];
  class Recorder extends REST {
    override async post(_route: `/${string}`, options: RequestData = {}) {
      sent.push(options);
      return { id: '1' };
    }
  }
  const hands = handsInDiscord(
    rendering.words,
    { rest: new Recorder(), guildOf: () => null, lacks: () => [], now: () => 0 },
    rethrown,
  );
  return async (facts, level, kind = 'share') => {
    sent = [];
    await hands.post(postFor(rendering, facts, level, kind, inDiscord), false);
    const drawn = sent.map(({ body, files = [] }) => ({
      body,
      files: files.map(({ name, data }) => ({
        name,
        bytes: Buffer.from(data as Uint8Array).toString('base64'),
      })),
    }));
    return { whole: JSON.stringify(drawn), texts: textsIn(drawn) };
  };
}

/** The page at a shared link, with all its headers. */
export async function webPayload(rendering: Rendering): Promise<PayloadOf> {
  let facts: Facts = { result: 'pending' };
  let level: Level = 'plain';
  const turn = () => Promise.reject(new Error('Nobody asks.'));
  const shared = async () =>
    postScreen(rendering, shareOf(rendering, facts, level, 'share').card, null);
  const app = await webApp({ words: rendering.words, bot: { turn, shared } });
  const { createShareLinks } = await import('../../adapters/web/share-links.ts');
  const someDay = new Date(Date.UTC(2026, 10, 22));
  const links = createShareLinks('a secret of the tests', () => someDay);
  const token = await links.tokenFor({ person: 'owner', share: 'share.1' }, new Date(2030, 0));
  return async (...given) => {
    [facts, level] = given;
    const answer = await app.request(`/shared/${token}`);
    const page = await answer.text();
    const whole = JSON.stringify([answer.status, ...answer.headers, page]);
    const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? '';
    // What stands between the tags, and the words in them that are read out.
    const inside = [...main.matchAll(/\s(?:alt|title|aria-label|content)="([^"]*)"/g)];
    return {
      whole,
      texts: [main.replaceAll(/<[^>]*>|&#39;/g, '\n'), ...inside.map(([, text = '']) => text)],
    };
  };
}

function postFor(
  rendering: Rendering,
  facts: Facts,
  level: Level,
  kind: ShareKind,
  limits: Limits,
) {
  return postOf(rendering, owner, shareOf(rendering, facts, level, kind), limits);
}
