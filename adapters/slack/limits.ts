import type { Limits } from '../../src/bot.ts';

/** What fits into a Slack message or modal. Source: Slack's Block Kit reference, 2026-11. */
export const limits: Limits = {
  /** Options of a select menu. */
  choices: 100,
  /** A list that is read before anything is chosen: more does not fit a phone's screen. */
  listed: { most: 15, text: 5000 },
  /** Text of an option or a button, less two characters that mark the answer that stands. */
  choiceLabel: 73,
  choiceHint: 75,
  buttonLabel: 75,
  /** A header. */
  title: 150,
  text: 3000,
  notices: 3000,
  /** All blocks together have about 13,200; choices and buttons need some of them. */
  whole: 10_000,
  /** More is not promised by Slack. Source: as above, of the button that is a link. */
  link: 3000,
  form: { title: 24, submit: 24, label: 2000, hint: 2000 },
};

/** More answers than this do not stand side by side on a phone. */
export const mostButtons = 5;

/** Radio buttons in one group. Source: as above. */
export const mostRadioButtons = 10;

/** What a field of a modal can hold at first. Source: as above. */
export const longestInput = 3000;

/** The top-level text of a message. Source: `chat.postMessage`, which cuts longer ones. */
export const longestText = 40_000;
