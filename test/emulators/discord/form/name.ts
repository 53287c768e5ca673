import * as limits from '../limits/command.ts';
import { characters, type Field, isObject, text } from './fields.ts';

/** A name that is typed: letters of any script, digits, `-`, `_`, `'`, and no capitals. */
export const typedName: Field = (value, at, faults) => {
  if (typeof value !== 'string' || value === '') {
    faults.add(at, 'BASE_TYPE_REQUIRED', 'This field is required');
  } else if (characters(value) > limits.command.name) {
    const message = `Must be between 1 and ${limits.command.name} in length.`;
    faults.add(at, 'BASE_TYPE_BAD_LENGTH', message);
  } else if (!limits.command.pattern.test(value) || value !== value.toLowerCase()) {
    faults.add(at, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
};

/** Texts by language; each obeys the rules of the text that it translates. */
export function localizations(of: Field): Field {
  return (value, at, faults) => {
    if (!isObject(value)) {
      faults.add(at, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
      return;
    }
    for (const [locale, words] of Object.entries(value)) {
      if (!limits.locales.includes(locale)) {
        const message = `Value must be one of {${limits.locales.join(', ')}}.`;
        faults.add([...at, locale], 'BASE_TYPE_CHOICES', message);
      } else if (words !== null && words !== undefined) of(words, [...at, locale], faults);
    }
  };
}

export const description: Field = text({ min: 1, max: limits.command.description });
