import { Faults } from '../form/faults.ts';
import { list, model, number, text } from '../form/fields.ts';
import { localizations } from '../form/name.ts';
import { autocomplete } from '../limits/command.ts';
import { type Json, option } from '../vocabulary.ts';
import type { Choice } from './command.ts';
import type { Interaction } from './types.ts';

/** The option that the person is typing into. */
export function focused(options: unknown): Json | undefined {
  for (const item of (options ?? []) as Json[]) {
    if (item.focused === true) return item;
    const nested = focused(item.options);
    if (nested) return nested;
  }
  return undefined;
}

/** The choices offered for what a person is typing: at most 25, of the option's own type. */
export function checkChoices(data: unknown, sent: Interaction): Choice[] {
  const type = Number(focused((sent.payload.data as Json).options)?.type);
  const name = text({ min: 1, max: autocomplete.name });
  const value =
    type === option.string
      ? text({ min: 1, max: autocomplete.value })
      : number({ whole: type === option.integer, min: -(2 ** 53), max: 2 ** 53 });
  const choice = model({
    name: { required: name },
    name_localizations: localizations(name),
    value: { required: value },
  });
  const faults = new Faults(['data']);
  model({ choices: { required: list(choice, { max: autocomplete.choices }) } })(data, [], faults);
  faults.throwIfAny();
  return (data as { choices: Choice[] }).choices;
}
