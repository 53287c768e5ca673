import { isSnowflake } from '../snowflake.ts';
import type { Json } from '../vocabulary.ts';
import type { Faults, Path } from './faults.ts';

/** Looks at one value of a form and reports what is wrong with it. */
export type Field = (value: unknown, at: Path, faults: Faults) => void;

/** Discord counts characters, not the halves of which an emoji is made. */
export const characters = (text: string): number => [...text].length;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function length(count: number, min: number, max: number, at: Path, faults: Faults): void {
  if (count >= min && count <= max) return;
  if (min > 0) {
    faults.add(at, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  } else faults.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}

/**
 * Text of `min` to `max` characters. Where some is needed, blanks alone are none; `filled` says the
 * same without a lower bound in the complaint about too much.
 */
export function text(limits: { min?: number; max: number; filled?: boolean }): Field {
  return (value, at, faults) => {
    if (typeof value !== 'string') {
      if (typeof value === 'number') return;
      faults.add(at, 'STRING_TYPE_CONVERT', `Could not interpret "${value}" as string.`);
      return;
    }
    const min = limits.min ?? 0;
    if ((min > 0 || limits.filled) && value.trim() === '') {
      faults.add(at, 'BASE_TYPE_REQUIRED', 'This field is required');
      return;
    }
    length(characters(value), min, limits.max, at, faults);
  };
}

/** A whole number (or any number) within bounds, or one of `choices`. */
export function number(limits: {
  min?: number;
  max?: number;
  choices?: readonly number[];
  whole?: boolean;
}): Field {
  const { min = -Infinity, max = Infinity, choices, whole = true } = limits;
  const kind = whole ? 'int' : 'float';
  return (value, at, faults) => {
    const given = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof given !== 'number' || Number.isNaN(given) || (whole && !Number.isInteger(given))) {
      faults.add(at, 'NUMBER_TYPE_COERCE', `Value "${value}" is not ${kind}.`);
    } else if (choices && !choices.includes(given)) {
      faults.add(at, 'BASE_TYPE_CHOICES', `Value must be one of {${choices.join(', ')}}.`);
    } else if (given < min) {
      const message = `${kind} value should be greater than or equal to ${min}.`;
      faults.add(at, 'NUMBER_TYPE_MIN', message);
    } else if (given > max) {
      faults.add(at, 'NUMBER_TYPE_MAX', `${kind} value should be less than or equal to ${max}.`);
    }
  };
}

export const truth: Field = (value, at, faults) => {
  if (typeof value === 'boolean') return;
  faults.add(at, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
};

export const snowflake: Field = (value, at, faults) => {
  if (isSnowflake(value)) return;
  faults.add(at, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
};

export function word(choices: readonly string[]): Field {
  return (value, at, faults) => {
    if (choices.includes(String(value))) return;
    faults.add(at, 'BASE_TYPE_CHOICES', `Value must be one of {${choices.join(', ')}}.`);
  };
}

/** An address with one of `schemes`. */
export function url(schemes: readonly string[], max: number): Field {
  return (value, at, faults) => {
    const given = String(value);
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(given)?.[1]?.toLowerCase();
    if (characters(given) > max) length(characters(given), 0, max, at, faults);
    else if (!scheme || !URL.canParse(given)) {
      faults.add(at, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    } else if (!schemes.includes(scheme)) {
      const list = schemes.map((name) => `'${name}'`).join(', ');
      const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${list}).`;
      faults.add(at, 'URL_TYPE_INVALID_SCHEME', message);
    }
  };
}

export function list(of: Field, limits: { min?: number; max: number }): Field {
  return (value, at, faults) => {
    if (!Array.isArray(value)) {
      faults.add(at, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return;
    }
    length(value.length, limits.min ?? 0, limits.max, at, faults);
    value.forEach((item, index) => {
      of(item, [...at, index], faults);
    });
  };
}

export type Fields = Record<string, Field | { required: Field }>;

/** A dictionary; unknown keys are ignored, as Discord does, and null counts as left out. */
export function model(fields: Fields, more?: Field): Field {
  return (value, at, faults) => {
    if (!isObject(value)) {
      faults.add(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      return;
    }
    for (const [name, field] of Object.entries(fields)) {
      const given = value[name];
      const absent = given === undefined || given === null;
      if (typeof field === 'function') {
        if (!absent) field(given, [...at, name], faults);
      } else if (absent) {
        faults.add([...at, name], 'BASE_TYPE_REQUIRED', 'This field is required');
      } else field.required(given, [...at, name], faults);
    }
    more?.(value, at, faults);
  };
}

/** A dictionary whose `type` says which of `forms` it has. */
export function union(forms: Readonly<Record<number, Field>>): Field {
  const types = Object.keys(forms);
  const list = types.length === 1 ? `${types[0]},` : types.join(', ');
  return (value, at, faults) => {
    if (!isObject(value)) {
      faults.add(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      return;
    }
    const form = forms[Number(value.type)];
    if (form) form(value, at, faults);
    else {
      const message = `Value of field "type" must be one of (${list}).`;
      faults.add(at, 'UNION_TYPE_CHOICES', message);
    }
  };
}
