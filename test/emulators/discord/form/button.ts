import * as limits from '../limits/component.ts';
import { buttonStyle } from '../vocabulary.ts';
import { emoji } from './emoji.ts';
import { type Field, isObject, model, number, snowflake, text, truth, url } from './fields.ts';

export const id: Field = number({ min: 0, max: limits.common.id });
export const customId: Field = text({ min: 1, max: limits.common.customId });

const present = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Which fields a style needs and which it refuses. */
const byStyle: Readonly<Record<number, { needs: string; refuses: readonly string[] }>> = {
  [buttonStyle.primary]: { needs: 'custom_id', refuses: ['url', 'sku_id'] },
  [buttonStyle.secondary]: { needs: 'custom_id', refuses: ['url', 'sku_id'] },
  [buttonStyle.success]: { needs: 'custom_id', refuses: ['url', 'sku_id'] },
  [buttonStyle.danger]: { needs: 'custom_id', refuses: ['url', 'sku_id'] },
  [buttonStyle.link]: { needs: 'url', refuses: ['custom_id', 'sku_id'] },
  [buttonStyle.premium]: {
    needs: 'sku_id',
    refuses: ['custom_id', 'url', 'label', 'emoji'],
  },
};

const needs: Readonly<Record<string, readonly [string, string]>> = {
  custom_id: ['BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required'],
  url: ['BUTTON_COMPONENT_URL_REQUIRED', 'A url is required'],
  sku_id: ['BUTTON_COMPONENT_SKU_ID_REQUIRED', 'A sku id is required'],
};

const styleRules: Field = (value, at, faults) => {
  if (!isObject(value)) return;
  const rules = byStyle[Number(value.style)];
  if (!rules) return;
  const need = needs[rules.needs];
  if (need && !present(value[rules.needs])) faults.add([...at, rules.needs], need[0], need[1]);
  for (const name of rules.refuses) {
    if (!present(value[name])) continue;
    const both = name === 'url' || rules.needs === 'url';
    if (both && name !== 'sku_id') {
      const message = 'A custom id and url cannot both be specified';
      faults.add([...at, name], 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message);
    } else {
      const message = `Buttons of this style cannot have a ${name}`;
      faults.add([...at, name], 'BUTTON_COMPONENT_INVALID_FIELD', message);
    }
  }
  const labelled = present(value.label) || present(value.emoji);
  if (rules.needs !== 'sku_id' && !labelled) {
    faults.add([...at, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
};

export function button(emojis: ReadonlySet<string>): Field {
  return model(
    {
      id,
      style: { required: number({ choices: Object.values(buttonStyle) }) },
      label: text({ max: limits.button.label }),
      emoji: emoji(emojis),
      custom_id: customId,
      url: url(['http', 'https', 'discord'], limits.button.url),
      sku_id: snowflake,
      disabled: truth,
    },
    styleRules,
  );
}
