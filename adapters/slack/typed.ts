import { fetchedText, type Typed } from '../../src/bot.ts';

/** What one field of a modal sends back. */
interface ViewValue {
  readonly value?: string | null;
  readonly selected_date?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[];
  readonly files?: readonly { readonly url_private_download?: string }[];
}

/** What a modal sends back, by block and field. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, ViewValue>>>>;

/**
 * What was typed, picked and attached in a modal, by the names of its inputs.
 *
 * @param token the bot's, without which Slack hands no file over
 */
export async function typedValues(values: ViewValues, token: string | undefined): Promise<Typed> {
  const typed: Record<string, string> = {};
  for (const [blockId, fields] of Object.entries(values)) {
    const [field] = Object.values(fields);
    const name = blockId.slice(blockId.lastIndexOf('/') + 1);
    if (field) typed[name] = await textOf(field, token);
  }
  return typed;
}

async function textOf(field: ViewValue, token = ''): Promise<string> {
  const [file] = field.files ?? [];
  if (file?.url_private_download) {
    return fetchedText(file.url_private_download, { authorization: `Bearer ${token}` });
  }
  const picked = field.selected_options ?? (field.selected_option ? [field.selected_option] : []);
  if (picked.length > 0) return picked.map(({ value }) => value ?? '').join(' ');
  return field.value ?? field.selected_date ?? '';
}
