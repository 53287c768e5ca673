import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Bot } from '../../src/bot.ts';
import type { Screen } from '../../src/screen.ts';
import { blocksView } from './block-view.ts';
import type { AnswerPlainly } from './conversation.ts';
import { sharedPath } from './hands.ts';
import { type Html, type PageFrame, pageView } from './page-view.ts';
import { keyOf } from './session.ts';
import type { ShareLinks } from './share-links.ts';

/** What the page of a shared card needs. */
export interface SharedRoutes {
  readonly bot: Pick<Bot, 'shared'>;
  readonly links: ShareLinks;
  readonly frame: PageFrame;
  readonly plainly: AnswerPlainly;
}

/**
 * The page at a shared link, the same for everybody who has it: no session is asked for or begun. Why there is no card
 * any more (removed, forgotten, its time over, never there) is nobody's business.
 */
export function sharedRoutes({ bot, links, frame, plainly }: SharedRoutes): Hono {
  const app = new Hono();
  app.get(`${sharedPath}/:token`, async (context) => {
    context.header('X-Robots-Tag', 'noindex, nofollow');
    const card = await links.read(context.req.param('token'));
    const screen = card && (await bot.shared(keyOf(card.person), card.share));
    return screen ? context.html(cardPage(frame, screen)) : plainly(context, 404, 'gone');
  });
  return app;
}

/** The picture is not the reader's to take. */
function cardPage(frame: PageFrame, { title, body }: Screen): Html {
  const { words } = frame;
  return pageView(
    frame,
    { title },
    html`<h1>${title}</h1>
${blocksView(words, body, { downloads: false })}
<p><a role="button" href="/">${words.text('share/card', {}, 'own')}</a></p>`,
  );
}
