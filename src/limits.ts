/** What a platform can show, as data. Lengths are in characters; a limit that is absent does not exist there. */
export interface Limits {
  /** Answers to choose from on one screen. */
  readonly choices?: number;
  /** Of those, what there is room for where they are to be read in the text as well; absent: they are read where they are chosen. */
  readonly listed?: ListedLimits;
  readonly choiceLabel?: number;
  readonly choiceHint?: number;
  readonly buttonLabel?: number;
  readonly title?: number;
  /** One text, one item of a list. */
  readonly text?: number;
  /** All notices together. */
  readonly notices?: number;
  /** All texts of the body together. */
  readonly body?: number;
  /** All texts above the answers and the buttons together. */
  readonly whole?: number;
  /** Characters that are written with another before them, so that they show as they are; all of a text's are found. */
  readonly marks?: RegExp;
  /** The address of a link. */
  readonly link?: number;
  readonly form?: FormLimits;
  /** Links to addresses other than of the web do nothing there. */
  readonly webLinksOnly?: boolean;
  /** Commands take options by name there, not words in any order. */
  readonly optionsOnly?: boolean;
}

/** One page of a list that is read before anything is chosen. */
export interface ListedLimits {
  readonly most: number;
  /** All its texts together. */
  readonly text: number;
}

/** A form's texts, where it opens by itself. */
export interface FormLimits {
  readonly title: number;
  readonly submit: number;
  readonly label: number;
  readonly hint: number;
}
