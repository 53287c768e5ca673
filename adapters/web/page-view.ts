import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Words } from '../../src/oneshot.ts';
import type { Assets } from './assets.ts';

/** Markup in which everything from outside is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What all pages share. */
export interface PageFrame {
  readonly words: Words;
  readonly assets: Assets;
}

/** A word of the frame around every page. */
export function frameWord(words: Words, part: string, params = {}): string {
  return words.text('web/page', params, part);
}

/** One whole page around its main part. It needs no script; with `copying`, one makes copying easier. */
export function pageView(
  { words, assets }: PageFrame,
  { title, fault = false, copying = false }: { title: string; fault?: boolean; copying?: boolean },
  content: Html,
): Html {
  const word = (part: string, params = {}) => frameWord(words, part, params);
  return html`<!doctype html>
<html lang="${word('language')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${word(fault ? 'title-fault' : 'title', { title })}</title>
<link rel="stylesheet" href="${assets.styleSheet.path}">
${copying && html`<script src="${assets.copying.path}" defer></script>\n`}<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content">${word('skip')}</a>
<header class="container"><a href="/">${word('brand')}</a></header>
<main class="container" id="content" tabindex="-1">
${content}
</main>
<footer class="container">
<p>${word('footer')}</p>
</footer>
</body>
</html>
`;
}

/** What is to be said when there is no screen: the kind names the template. */
export type PlainPage =
  | 'not-found'
  | 'gone'
  | 'wrong-method'
  | 'too-large'
  | 'too-many'
  | 'not-yours'
  | 'unexpected';

/** A page with one plain sentence and the way back. */
export function plainPage(frame: PageFrame, kind: PlainPage, params = {}): Html {
  const { words } = frame;
  const title = words.text(`web/${kind}`);
  return pageView(
    frame,
    { title },
    html`<h1>${title}</h1>
<p>${words.text(`web/${kind}`, params, 'text')}</p>
<p><a href="/">${frameWord(words, 'go-on')}</a></p>`,
  );
}
