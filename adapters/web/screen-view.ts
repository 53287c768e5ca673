import { html } from 'hono/html';
import { formOf, type Reply } from '../../src/bot.ts';
import type { Button, Choice, Screen } from '../../src/screen.ts';
import { blocksView } from './block-view.ts';
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
  { screen, refused: why }: Pick<Reply, 'screen' | 'refused'>,
  posted: Posted['event'] = null,
): Html {
  const { words } = frame;
  const refused = refusedIn(screen, why, posted);
  const context = { words, token, screen, refused };
  const { progress, title, body, choices, notices } = screen;
  // What is wrong with a field stands at the field.
  const above = refused ? notices.filter(({ tone }) => tone !== 'fault') : notices;
  return pageView(
    frame,
    { title, fault: refused !== null, copying: body.some(({ kind }) => kind === 'copy') },
    html`${above.map(({ tone, text }) => html`<p class="notice ${tone}" role="${tone === 'fault' ? 'alert' : 'status'}">${text}</p>\n`)}
${progress !== null && html`<p class="progress">${progress}</p>`}
<h1>${title}</h1>
${blocksView(words, body)}
${clickForm(context)}
${isList(choices) && actionsView(context)}
${choices.length > 0 && choicesView(context)}
${!isList(choices) && actionsView(context)}`,
  );
}

/** The form that was sent and not accepted, if this screen has it. */
function refusedIn(
  screen: Screen,
  faults: Reply['refused'],
  posted: Posted['event'],
): FormContext['refused'] {
  if (posted?.type !== 'submit' || !faults) return null;
  const { form, values } = posted;
  return formOf(screen, form) ? { form, values, faults } : null;
}

/** Whether the choices are a list, which may be long: what else can be done stands above it then. */
function isList(choices: readonly Choice[]): boolean {
  return choices.some(({ group }) => group !== undefined);
}

/**
 * What else can be done, in its order: buttons in rows, forms below each other. The main thing to do stands out, and so
 * does the only one.
 */
function actionsView(context: FormContext): Html {
  const { words, screen } = context;
  const { actions, choices } = screen;
  const isOnly = actions.length === 1 && choices.length === 0;
  const lookOf = ({ main }: Button) => (main || isOnly ? '' : 'outline secondary');
  return html`${inRows(actions).map(
    (
      row,
    ) => html`<ul class="${row.some(isForm) ? 'forms' : 'actions'}" aria-label="${frameWord(words, 'actions')}">
${row.map((action) => html`<li>${actionView(context, action, lookOf(action))}</li>\n`)}</ul>\n`,
  )}`;
}

const isForm = (action: Button) => 'form' in action;

/** Neighbours of one kind together. */
function inRows(actions: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  for (const action of actions) {
    const last = rows.at(-1);
    if (last?.some(isForm) === isForm(action)) last.push(action);
    else rows.push([action]);
  }
  return rows;
}

/** Outside any conversation there is nothing to resume but to look again. */
function actionView(context: FormContext, action: Button, look: string): Html {
  if ('form' in action) return foldedForm(context, action);
  return context.screen.token === '' && action.click.type === 'resume'
    ? html`<form method="get" action="/"><button class="${look}">${action.label}</button></form>`
    : buttonView(action, look);
}
