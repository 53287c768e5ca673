import { html, raw } from 'hono/html';
import { drawn, runsOf } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Block, Chart, PathBlock } from '../../src/screen.ts';
import { frameWord, type Html } from './page-view.ts';

/** The body of a screen. `downloads`: whether its pictures can be taken along. */
export function blocksView(
  words: Words,
  body: readonly Block[],
  { downloads = true } = {},
): Html[] {
  let heading: string | null = null;
  return body.map((block, at) => {
    if (block.kind === 'heading') heading = block.text;
    return html`${block.kind === 'copy' ? copyView(words, block.text, heading, at) : blockView(words, block, downloads)}\n`;
  });
}

function blockView(
  words: Words,
  block: Exclude<Block, { kind: 'copy' }>,
  downloads: boolean,
): Html {
  switch (block.kind) {
    case 'text':
      return html`<p>${inline(block.text)}</p>`;
    case 'warning':
      return html`<p class="warning"><strong>${frameWord(words, 'important')}</strong> ${inline(block.text)}</p>`;
    case 'heading':
      return html`<h2>${block.text}</h2>`;
    case 'list':
      return listView(block.items, block.style === 'steps');
    case 'person':
      return html`<p>${block.plain}</p>`;
    case 'link':
      return html`<p><a href="${block.url}">${block.text}</a></p>`;
    case 'chart':
      return pictureView(words, block, { downloads });
    case 'path':
      return pathView(words, block);
  }
}

/** Text in the Markdown subset of screens. */
export function inline(markdown: string): Html[] {
  return runsOf(markdown).map(({ text, style }) => {
    if (style === 'strong') return html`<strong>${text}</strong>`;
    return style === 'emphasis' ? html`<em>${text}</em>` : html`${text}`;
  });
}

function listView(items: readonly string[], numbered: boolean): Html {
  const lines = items.map((item) => html`<li>${inline(item)}</li>`);
  return numbered ? html`<ol>${lines}</ol>` : html`<ul>${lines}</ul>`;
}

/**
 * A text to copy, marked whole by one click. The script puts a button in place of the hint, with the words from here;
 * without it the keyboard has a field, in which alone it can mark everything.
 * The line break after the tag is none of the text: browsers leave it out.
 *
 * @param what the heading that it stands under
 */
function copyView(words: Words, text: string, what: string | null, at: number): Html {
  const word = (part: string) => frameWord(words, part, { what });
  const said = html`data-copy="${word('copy')}" data-named="${word('copy-named')}" data-copied="${word('copied')}" data-marked="${word('copy-marked')}"`;
  return html`<pre class="copy" tabindex="0" role="group" aria-label="${word('copy-text')}" aria-describedby="copy-${at}" ${said}>\n${text}</pre>
<small class="hint screen-only" id="copy-${at}">${word('copy-hint')}</small>
<noscript><details class="hint screen-only"><summary>${word('copy-keys')}</summary>
<textarea readonly aria-label="${what ?? word('copy-text')}">\n${text}</textarea></details></noscript>`;
}

/** The way as text comes first: it is short, and on a phone the picture must be moved about to be read. */
function pathView(words: Words, block: PathBlock): Html {
  return html`<h2>${frameWord(words, 'in-words')}</h2>
${listView(block.steps, true)}
<h2 class="screen-only">${frameWord(words, 'picture')}</h2>
${pictureView(words, block, { around: (svg) => html`<div class="wide" role="region" tabindex="0" aria-label="${frameWord(words, 'picture-scrolls')}">${svg}</div>` })}`;
}

/** The picture, which carries its title and its description, and its download where that is wanted. */
function pictureView(
  words: Words,
  block: Chart | PathBlock,
  { around = (svg: Html) => svg, downloads = true } = {},
): Html {
  const { name, svg } = drawn(block);
  return html`<figure>${around(raw(svg))}${
    downloads &&
    html`
<figcaption class="screen-only"><a href="/picture/${name}.png" download>${frameWord(words, 'download')}</a></figcaption>`
  }</figure>`;
}
