import { html, raw } from 'hono/html';
import type { FormName } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Input, PickInput } from '../../src/screen.ts';
import { frameWord, type Html } from './page-view.ts';
import { typedName } from './posted.ts';

/** What stands in an input, and what is wrong with it. */
interface Filled {
  readonly value: string | null;
  readonly faults: readonly string[];
}

/** One input of a form with its label, its hint and what is wrong with it. */
export function inputView(words: Words, form: FormName, input: Input, filled: Filled): Html {
  const { name, label } = input;
  const hint = hintOf(words, input);
  const { faults } = filled;
  const id = form === name ? name : `${form}-${name}`;
  const about = html`${hint !== null && html`<small id="hint-${id}">${hint}</small>\n`}${faults.length > 0 && html`<p class="fault" id="fault-${id}">${faults.join(' ')}</p>\n`}`;
  const described = [
    ...(hint === null ? [] : [`hint-${id}`]),
    ...(faults.length > 0 ? [`fault-${id}`] : []),
  ].join(' ');
  const says = html`${described && html` aria-describedby="${described}"`}${faults.length > 0 && html` aria-invalid="true" autofocus`}`;
  if (input.kind === 'pick' && input.several) return manyView(input, filled, about, says);
  return html`<label for="field-${id}">${label}</label>
${about}${fieldView(input, id, filled.value ?? '', says)}`;
}

/** How a day is written is the browser's concern: it shows a calendar. */
function hintOf(words: Words, { kind, hint, optional }: Input): string | null {
  if (kind !== 'day') return hint;
  return optional ? frameWord(words, 'may-stay-empty') : null;
}

/**
 * The field itself. A number has a text field: a number field would throw away what it cannot read, and the fault could
 * not show it. Its bounds stand in the hint, and the bot checks them.
 */
function fieldView(input: Input, id: string, value: string, says: Html): Html {
  const named = html`id="field-${id}" name="${typedName(input.name)}"`;
  switch (input.kind) {
    case 'number':
      return html`<input ${named} type="text" inputmode="numeric" value="${value}"${says}>`;
    case 'text':
      return input.long
        ? html`<textarea ${named} rows="12" maxlength="${input.longest}"${says}>\n${value}</textarea>`
        : html`<input ${named} type="text" maxlength="${input.longest}" value="${value}"${says}>`;
    case 'day':
      return html`<input ${named} type="date" value="${value}"${says}>`;
    case 'file':
      return html`<input ${named} type="file" accept="${input.endings.map((ending) => `.${ending}`).join()}" required${says}>`;
    case 'pick':
      return html`<select ${named}${says}>
${input.optional && html`<option value=""></option>`}
${input.options.map((one) => html`<option value="${one.value}"${one.value === value && raw(' selected')}>${one.label}</option>`)}
</select>`;
  }
}

/** Boxes to tick; what is ticked is sent once each under the same name. */
function manyView(
  { name, label, options }: PickInput,
  { value }: Filled,
  about: Html,
  says: Html,
): Html {
  const picked = new Set(value?.split(' '));
  return html`<fieldset class="many"${says}><legend>${label}</legend>
${about}<div>${options.map((one) => html`<label><input type="checkbox" name="${typedName(name)}" value="${one.value}"${picked.has(one.value) && raw(' checked')}> <span>${one.label}</span></label>\n`)}</div></fieldset>`;
}
