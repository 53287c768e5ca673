import { html, raw } from 'hono/html';
import type { FormName, Typed } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Button, Choice, Form, Notice, Screen } from '../../src/screen.ts';
import { inputView } from './input-view.ts';
import { frameWord, type Html } from './page-view.ts';
import { carried } from './posted.ts';

/** The form that every button belongs to. Buttons stand outside it, so that *Enter* in a field cannot press one. */
const clicks = 'clicks';

/** What a form on the page needs. */
export interface FormContext {
  readonly words: Words;
  /** The session's form token. */
  readonly token: string;
  readonly screen: Screen;
  /** A form that was refused: what was typed, and what is wrong with it. */
  readonly refused: Refused | null;
}

/** What was typed into a form and not accepted. */
export interface Refused {
  readonly form: FormName;
  readonly values: Typed;
  readonly faults: readonly Notice[];
}

/** What is carried by every form of the page. */
function hidden({ token, screen }: FormContext): Html {
  return html`<input type="hidden" name="${carried.token}" value="${token}">
<input type="hidden" name="${carried.on}" value="${screen.token}">`;
}

/** The form of all buttons; empty to look at. */
export function clickForm(context: FormContext): Html {
  return html`<form id="${clicks}" method="post" action="/turn">${hidden(context)}</form>`;
}

/** A button that carries its click. */
export function buttonView(
  { label, click }: Extract<Button, { click: object }>,
  className: string,
): Html {
  return html`<button form="${clicks}" class="${className}" name="${carried.click}" value="${JSON.stringify(click)}">${label}</button>`;
}

/** The answers to choose from, in their order. */
export function choicesView(context: FormContext): Html {
  const { choices } = context.screen;
  const [only, ...more] = choices;
  if (only && 'form' in only && more.length === 0) return formView(context, only.form);
  return html`${grouped(choices).map(
    ([group, own]) =>
      html`${group !== undefined && html`<h2>${group}</h2>\n`}${listView(context, own)}`,
  )}`;
}

/** The choices by their groups, in their order. */
function grouped(choices: readonly Choice[]): [string | undefined, Choice[]][] {
  const groups: [string | undefined, Choice[]][] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last && last[0] === choice.group) last[1].push(choice);
    else groups.push([choice.group, [choice]]);
  }
  return groups;
}

function listView(context: FormContext, choices: readonly Choice[]): Html {
  const group = choices[0]?.group;
  return html`<ul class="choices${group !== undefined && ' listed'}" aria-label="${group ?? frameWord(context.words, 'answers')}">
${choices.map((choice) =>
  'form' in choice
    ? html`<li class="typed">${formView(context, choice.form, heading(context.words, choice))}</li>\n`
    : html`<li>${choiceView(context.words, choice)}</li>\n`,
)}</ul>`;
}

function choiceView(words: Words, choice: Exclude<Choice, { form: Form }>): Html {
  return html`<button form="${clicks}" class="outline choice" name="${carried.click}" value="${JSON.stringify(choice.click)}"${choice.current && html` aria-current="true"`}>
${heading(words, choice)}${choice.hint !== null && html` <small>${choice.hint}</small>`}
</button>`;
}

/** The words of a choice, and that it stands now. */
function heading(words: Words, { label, current }: Choice): Html {
  return html`<span>${label}${current && html` <em>(${frameWord(words, 'current')})</em>`}</span>`;
}

function formView(context: FormContext, form: Form, legend: Html | null = null): Html {
  const refused = context.refused?.form === form.name ? context.refused : null;
  // Only so can a file be sent.
  const multipart = form.inputs.some(({ kind }) => kind === 'file');
  return html`<form method="post" action="/turn" autocomplete="off"${multipart && raw(' enctype="multipart/form-data"')}>${hidden(context)}
<input type="hidden" name="${carried.form}" value="${form.name}">
<fieldset>
${legend && html`<legend>${legend}</legend>`}
${form.inputs.map((input, at) =>
  inputView(context.words, form.name, input, {
    value: refused?.values[input.name] ?? input.value,
    faults: faultsAt(refused, input.name, at === 0),
  }),
)}
</fieldset>
<button>${form.submit}</button>
</form>`;
}

/** What is wrong with one input; what is wrong with none in particular stands at the first. */
function faultsAt(refused: Refused | null, name: string, first: boolean): string[] {
  const faults = refused?.faults ?? [];
  return faults
    .filter(({ input }) => (input === undefined ? first : input === name))
    .map(({ text }) => text);
}

/** A form that is not what the page is about: folded away until somebody wants it, or something is wrong with it. */
export function foldedForm(
  context: FormContext,
  { label, form }: Extract<Button, { form: Form }>,
): Html {
  const open = context.refused?.form === form.name;
  return html`<details class="form"${open && raw(' open')}><summary>${label}</summary>
${formView(context, form)}</details>`;
}
