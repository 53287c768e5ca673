import { html } from 'hono/html';
import { formOf } from '../../src/bot.ts';
import type { Button, Screen } from '../../src/screen.ts';
import { blockView } from './block-view.ts';
import { buttonView, choicesView, clickForm, type FormContext, foldedForm } from './form-view.ts';
import { frameWord, type Html, type PageFrame, pageView } from './page-view.ts';
import type { Posted } from './posted.ts';

/**
 * A screen as a page.
 *
 * @param token the session's form token
 * @param posted what the person sent, where this page is the answer to it
 */
export function screenPage(
  frame: PageFrame,
  token: string,
  screen: Screen,
  posted: Posted['event'] = null,
): Html {
  const { words } = frame;
  const refused = refusedIn(screen, posted);
  const context = { words, token, screen, refused };
  const { progress, title, body, choices, notices } = screen;
  // What is wrong with a field stands at the field.
  const above = refused ? notices.filter(({ tone }) => tone !== 'fault') : notices;
  return pageView(
    frame,
    { title, fault: refused !== null },
    html`${above.map(({ tone, text }) => html`<p class="notice ${tone}" role="${tone === 'fault' ? 'alert' : 'status'}">${text}</p>\n`)}
${progress !== null && html`<p class="progress">${progress}</p>`}
<h1>${title}</h1>
${body.map((block) => html`${blockView(words, block)}\n`)}
${clickForm(context)}
${choices.length > 0 && choicesView(context)}
${actionsView(context)}`,
  );
}

/** The form that was sent and not accepted, if this screen has it. */
function refusedIn(screen: Screen, posted: Posted['event']): FormContext['refused'] {
  if (posted?.type !== 'submit') return null;
  const { form, values } = posted;
  const faults = screen.notices.filter(({ tone }) => tone === 'fault');
  return formOf(screen, form) && faults.length > 0 ? { form, values, faults } : null;
}

/** What else can be done. The only thing to do on a page stands out; else no button does. */
function actionsView(context: FormContext): Html | null {
  const { words, screen } = context;
  const { actions, choices } = screen;
  if (actions.length === 0) return null;
  const look = actions.length === 1 && choices.length === 0 ? '' : 'outline secondary';
  return html`<ul class="actions" aria-label="${frameWord(words, 'actions')}">
${actions.map((action) => html`<li>${actionView(context, action, look)}</li>\n`)}</ul>`;
}

/** Outside any conversation there is nothing to resume but to look again. */
function actionView(context: FormContext, action: Button, look: string): Html {
  if ('form' in action) return foldedForm(context, action);
  return context.screen.token === '' && action.click.type === 'resume'
    ? html`<form method="get" action="/"><button class="${look}">${action.label}</button></form>`
    : buttonView(action, look);
}
