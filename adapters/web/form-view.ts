import { html } from 'hono/html';
import type { Words } from '../../src/oneshot.ts';
import type { Button, Choice, Form, NumberInput, Screen } from '../../src/screen.ts';
import { frameWord, type Html } from './page-view.ts';
import { carried, typedName } from './posted.ts';

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
  readonly field: Form['field'];
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
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
export function buttonView({ label, click }: Button, className: string): Html {
  return html`<button form="${clicks}" class="${className}" name="${carried.click}" value="${JSON.stringify(click)}">${label}</button>`;
}

/** The answers to choose from, in their order. */
export function choicesView(context: FormContext): Html {
  const { choices } = context.screen;
  const [only, ...more] = choices;
  if (only && 'form' in only && more.length === 0) return formView(context, only.form);
  return html`<ul class="choices" aria-label="${frameWord(context.words, 'answers')}">
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
  const refused = context.refused?.field === form.field ? context.refused : null;
  return html`<form method="post" action="/turn" autocomplete="off">${hidden(context)}
<input type="hidden" name="${carried.form}" value="${form.field}">
<fieldset>
${legend && html`<legend>${legend}</legend>`}
${form.inputs.map((input, at) => inputView(input, refused, at === 0))}
</fieldset>
<button>${form.submit}</button>
</form>`;
}

/**
 * A text field for a number: a number field would throw away what it cannot read, and the fault could not show it. Its
 * bounds stand in the hint, and the bot checks them.
 */
function inputView(input: NumberInput, refused: Refused | null, first: boolean): Html {
  const { name, label, hint, value } = input;
  const faults = first ? (refused?.faults ?? []) : [];
  const described = faults.length > 0 ? `hint-${name} fault-${name}` : `hint-${name}`;
  return html`<label for="field-${name}">${label}</label>
<small id="hint-${name}">${hint}</small>
${faults.length > 0 && html`<p class="fault" id="fault-${name}">${faults.join(' ')}</p>`}
<input id="field-${name}" name="${typedName(name)}" type="text" inputmode="numeric" value="${refused?.values[name] ?? value ?? ''}" aria-describedby="${described}"${faults.length > 0 && html` aria-invalid="true" autofocus`}>`;
}
