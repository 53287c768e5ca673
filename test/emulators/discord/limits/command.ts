/** What an application command may hold (application commands, 2026). */
export const command = {
  name: 32,
  /** Names of what people type; with no letter that has a lower case. */
  pattern: /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u,
  description: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  stringLength: 6000,
  /** Names, descriptions and values of one command together. */
  total: 8000,
  /** Commands of each type, globally and again in each server. */
  perType: { 1: 100, 2: 15, 3: 15 } as Readonly<Record<number, number>>,
} as const;

export const autocomplete = { choices: 25, name: 100, value: 100 } as const;

/** The languages of Discord's client. */
export const locales: readonly string[] =
  'id en-US en-GB bg zh-CN zh-TW hr cs da nl fi fr de el hi hu it ja ko lt no pl pt-BR ro ru es-ES es-419 sv-SE th tr uk vi'.split(
    ' ',
  );
