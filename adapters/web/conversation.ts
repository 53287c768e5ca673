import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  type Bot,
  type Delivery,
  type Event,
  type FileToHand,
  picturesOf,
  pngOf,
  type Reply,
} from '../../src/bot.ts';
import { largestCsv } from '../../src/oneshot.ts';
import type { Form, Notice, Screen } from '../../src/screen.ts';
import { sameSiteForms } from './guards.ts';
import { createHands } from './hands.ts';
import type { PageFrame, PlainPage } from './page-view.ts';
import { type Posted, readPosted } from './posted.ts';
import { screenPage } from './screen-view.ts';
import { keyOf, newSession, type Sessions } from './session.ts';
import type { ShareLinks } from './share-links.ts';

/** A form with a file in it needs no more. */
const mostBytes = 1_200_000;

/** Answers with a page that has one plain sentence. */
export type AnswerPlainly = (
  context: Context,
  status: ContentfulStatusCode,
  kind: PlainPage,
  params?: object,
) => Response | Promise<Response>;

/** What the routes of the conversation need. */
export interface ConversationRoutes {
  readonly bot: Pick<Bot, 'turn'>;
  readonly sessions: Sessions;
  readonly frame: PageFrame;
  readonly plainly: AnswerPlainly;
  readonly links: ShareLinks;
  /** A shared link is good for so long. */
  readonly retentionDays: number;
  /** Where browsers find the page, where that is not where they asked. */
  readonly publicUrl: string | null;
}

/**
 * Routes for people. A turn that went well is answered with a redirect to the page itself, so that reloading sends
 * nothing again; a page that has something to say about the turn is the answer itself, so that it says so only once.
 */
export function conversationRoutes(routes: ConversationRoutes): Hono {
  const { bot, sessions, frame, plainly } = routes;
  const app = new Hono();

  app.get('/', async (context) => {
    const session = await sessions.read(context);
    return shown(context, session, await look(context, session));
  });

  // Where somebody opens the address of an answer again.
  app.get('/turn', (context) => context.redirect('/', 303));

  app.post(
    '/turn',
    bodyLimit({ maxSize: mostBytes, onError: tooLarge }),
    sameSiteForms(),
    async (context) => {
      const session = await sessions.read(context);
      // What cannot be read has no form token either.
      const { token, event } = await readPosted(
        await context.req.parseBody({ all: true }).catch(() => ({})),
      );
      if (!sessions.fits(token, session)) return plainly(context, 403, 'not-yours');
      if (!event) return plainly(context, 400, 'not-yours');
      const id = session ?? newSession();
      const reply = await turn(context, id, event);
      const { screen, files } = reply;
      // Outside any conversation a screen has no token, and there is nothing that a cookie should lead to.
      const open = screen.token !== '';
      if (open) await sessions.keep(context, id);
      else if (reply.fault === null) sessions.end(context);
      // No turn hands over more than one file.
      const [file] = files;
      if (file) return handedOver(context, file);
      if (open && screen.notices.length === 0) return context.redirect('/', 303);
      return shown(context, open ? id : null, reply, event);
    },
  );

  app.get('/picture/:name{timing\\.png|path\\.png}', async (context) => {
    const session = await sessions.read(context);
    const reply = await look(context, session);
    if (reply.fault !== null) return shown(context, session, reply);
    const file = context.req.param('name');
    const picture = picturesOf(reply.screen.body).find(({ name }) => `${name}.png` === file);
    if (!picture) return plainly(context, 404, 'not-found');
    return context.body(new Uint8Array(await pngOf(picture.svg)), 200, {
      'Content-Type': 'image/png',
      'Content-Disposition': attachment(`step2-${file}`),
    });
  });

  return app;

  function look(context: Context, session: string | null): Promise<Reply> {
    return turn(context, session, { type: 'look' });
  }

  function turn(context: Context, session: string | null, event: Event): Promise<Reply> {
    const who = keyOf(session);
    const { links, retentionDays: days, publicUrl } = routes;
    const origin = publicUrl ?? new URL(context.req.url).origin;
    const hands = createHands(links, { person: who.person, origin, days });
    const how: Delivery = { here: { kind: 'link' }, hands };
    return bot.turn(who, event, how);
  }

  /** Nobody can type so much: it was a file. Nothing of it was read; the page with its form says so, and all else stands. */
  async function tooLarge(context: Context) {
    const session = await sessions.read(context);
    const { screen, fault } = await look(context, session);
    const form = fault === null ? fileForm(screen) : null;
    if (!form) return plainly(context, 413, 'too-large');
    const largest = largestCsv.toLocaleString('en-US');
    const text = frame.words.text('programs/csv', { largest }, 'too-large');
    const refused: Notice[] = [{ tone: 'fault', text }];
    const posted = { type: 'submit', form: form.name, values: {}, on: screen.token } as const;
    const token = sessions.formToken(session);
    return context.html(screenPage(frame, token, { screen, refused }, posted), 413);
  }

  function shown(
    context: Context,
    session: string | null,
    reply: Reply,
    posted: Posted['event'] = null,
  ) {
    const { screen, fault } = reply;
    const page = screenPage(frame, sessions.formToken(session), reply, posted);
    if (fault !== null) return context.html(page, 503);
    return context.html(page, screen.notices.some(({ tone }) => tone === 'fault') ? 422 : 200);
  }
}

/** The form of a screen that takes a file; null where it has none. */
function fileForm({ actions }: Screen): Form | null {
  const forms = actions.flatMap((action) => ('form' in action ? [action.form] : []));
  return forms.find(({ inputs }) => inputs.some(({ kind }) => kind === 'file')) ?? null;
}

/** A file as a download; the page that asked for it stays as it is. */
function handedOver(context: Context, { name, type, content }: FileToHand) {
  return context.body(content, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': attachment(name),
  });
}

function attachment(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
}
