import type { Limits } from '../../src/bot.ts';

/** Whatever Discord's Markdown gives a meaning: anywhere, in pairs, or where a line begins. */
export const marks =
  /[\\*_`<[\]@]|~(?=~)|\|(?=\|)|:(?=\/\/|\w+:)|(?<=^\s*)[-+#>](?=[\s#])|(?<=^\s*\d+)[.)](?=\s)/gm;

/** What fits into a Discord message or modal. Source: Discord's developer documentation, Components reference, 2026-11. */
export const limits: Limits = {
  /** Options of a select menu. */
  choices: 25,
  /** A list that is read before anything is chosen has room for so many in a message. */
  listed: { most: 10, text: 2000 },
  /** A button's label, less two characters that mark the answer that stands. */
  choiceLabel: 78,
  choiceHint: 100,
  buttonLabel: 80,
  title: 200,
  text: 1500,
  notices: 1700,
  /** All texts of a message together. */
  whole: 4000,
  marks,
  webLinksOnly: true,
  optionsOnly: true,
  form: { title: 45, submit: 80, label: 45, hint: 100 },
};

/** Buttons that stand in one row. Source: as above. */
export const buttonsPerRow = 5;

/** What a button can carry. Source: as above. */
export const longestCustomId = 100;

/** Suggestions for an option while it is typed. Source: as above. */
export const mostSuggestions = 25;

/** The description of a picture. Source: as above. */
export const longestDescription = 1024;
