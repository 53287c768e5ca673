import * as limits from '../limits/component.ts';
import { component } from '../vocabulary.ts';
import { customId, id } from './button.ts';
import type { Faults } from './faults.ts';
import {
  characters,
  type Field,
  isObject,
  list,
  model,
  number,
  text,
  truth,
  union,
} from './fields.ts';
import { countRules, inModal, ownValues, selects } from './select.ts';
import { uniqueness } from './tree.ts';

/** The lengths of a text input agree with each other and with what is filled in already. */
const lengths: Field = (value, at, faults) => {
  if (!isObject(value)) return;
  const min = Number(value.min_length ?? 0);
  const max = Number(value.max_length ?? limits.textInput.value);
  if (min > max) {
    const message = `int value should be less than or equal to ${max}.`;
    faults.add([...at, 'min_length'], 'NUMBER_TYPE_MAX', message);
  } else if (typeof value.value === 'string' && value.value !== '') {
    const count = characters(value.value);
    if (count >= min && count <= max) return;
    const message = `Must be between ${min} and ${max} in length.`;
    faults.add([...at, 'value'], 'BASE_TYPE_BAD_LENGTH', message);
  }
};

const input = {
  id,
  custom_id: { required: customId },
  style: { required: number({ choices: limits.textInput.styles }) },
  min_length: number({ min: 0, max: limits.textInput.value }),
  max_length: number({ min: 1, max: limits.textInput.value }),
  required: truth,
  value: text({ max: limits.textInput.value }),
  placeholder: text({ max: limits.textInput.placeholder }),
};

/** In a label the input has no label of its own. */
const unlabelled: Field = (value, at, faults) => {
  lengths(value, at, faults);
  if (!isObject(value) || value.label === undefined || value.label === null) return;
  const message = 'A text input in a label cannot have a label';
  faults.add([...at, 'label'], 'COMPONENT_LABEL_NOT_ALLOWED', message);
};

/** Options of radio and checkbox groups: `least` to `most` of them. */
const choices = ([least, most]: readonly [number, number]): Field =>
  list(
    model({
      label: { required: text({ min: 1, max: limits.choice.label }) },
      value: { required: text({ min: 1, max: limits.choice.value }) },
      description: text({ max: limits.choice.description }),
      default: truth,
    }),
    { min: least, max: most },
  );

/** A kind of files, or the ending of their names. */
const fileType: Field = (value, at, faults) => {
  if (/^(?:image|video|audio|\.[\w.+-]+)$/.test(String(value))) return;
  const message = 'Value must be image, video, audio or an extension that begins with a dot.';
  faults.add(at, 'BASE_TYPE_CHOICES', message);
};

const all =
  (...fields: Field[]): Field =>
  (value, at, faults) => {
    for (const field of fields) field(value, at, faults);
  };

const named = { id, custom_id: { required: customId }, required: truth };
const optionCount = (value: { options?: unknown }): number =>
  Array.isArray(value.options) ? value.options.length : 1;

const fields = {
  [component.textInput]: model(input, unlabelled),
  [component.fileUpload]: model(
    {
      ...named,
      min_values: number({ min: 0, max: limits.fileUpload.values }),
      max_values: number({ min: 1, max: limits.fileUpload.values }),
      file_types: list(fileType, { max: limits.fileUpload.types }),
    },
    all(
      countRules(() => 1),
      inModal,
    ),
  ),
  [component.radioGroup]: model(
    { ...named, options: { required: choices(limits.radioGroup.options) } },
    all(
      ownValues,
      countRules(() => 1),
    ),
  ),
  [component.checkboxGroup]: model(
    {
      ...named,
      options: { required: choices(limits.checkboxGroup.options) },
      min_values: number({ min: 0, max: limits.checkboxGroup.values }),
      max_values: number({ min: 1, max: limits.checkboxGroup.values }),
    },
    all(ownValues, countRules(optionCount), inModal),
  ),
  [component.checkbox]: model({ id, custom_id: { required: customId }, default: truth }),
};

const oldRow = model({
  id,
  components: {
    required: list(
      union({
        [component.textInput]: model(
          { ...input, label: { required: text({ min: 1, max: limits.textInput.label }) } },
          lengths,
        ),
      }),
      { min: 1, max: 1 },
    ),
  },
});

/** The `data` of a modal. */
export function checkModal(value: unknown, emojis: ReadonlySet<string>, faults: Faults): void {
  const label = model({
    id,
    label: { required: text({ min: 1, max: limits.label.label }) },
    description: text({ max: limits.label.description }),
    component: { required: union({ ...fields, ...selects('modal', emojis) }) },
  });
  const words = model({
    id,
    content: { required: text({ min: 1, max: limits.textDisplay.content }) },
  });
  const parts = union({
    [component.actionRow]: oldRow,
    [component.textDisplay]: words,
    [component.label]: label,
  });
  model({
    custom_id: { required: customId },
    title: { required: text({ min: 1, max: limits.modal.title }) },
    components: { required: list(parts, { min: 1, max: limits.modal.components }) },
  })(value ?? {}, [], faults);
  if (isObject(value)) uniqueness(value.components, ['components'], faults);
}
