/**
 * The neutral reply: everything that an adapter must be able to show. Texts of the body are a small subset of Markdown
 * (`**strong**` and `*emphasis*`); notices, titles, labels and hints are plain text, for they may repeat what was typed.
 */
import type { Click } from './conversation/event.ts';
import type { Field } from './facts.ts';

export interface Screen {
  /** The screen's name, such as `question/ck` or `result`. */
  readonly name: string;
  /** What a click on this screen must carry as `on`. */
  readonly token: string;
  /** What there is to say about the last event, above everything else. */
  readonly notices: readonly Notice[];
  /** Such as "Question 3 of at most 7". */
  readonly progress: string | null;
  readonly title: string;
  readonly body: readonly Block[];
  /** The answers to choose from; at most one is to be chosen. */
  readonly choices: readonly Choice[];
  /** What else can be done here. */
  readonly actions: readonly Button[];
}

export interface Notice {
  /** `fault`: something given was not accepted. */
  readonly tone: 'fault' | 'note';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Something that must not be overlooked. */
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly style: 'bullets' | 'steps';
      readonly items: readonly string[];
    }
  | Chart
  | PathBlock;

/** A bar chart; `alt` says in words what it shows. */
export interface Chart {
  readonly kind: 'chart';
  readonly title: string;
  readonly alt: string;
  readonly bars: readonly Bar[];
}

/** The decision path, with the way that was taken; `steps` is the same way as text. */
export interface PathBlock {
  readonly kind: 'path';
  readonly title: string;
  readonly alt: string;
  readonly sections: readonly PathSection[];
  readonly steps: readonly string[];
}

/** The rules of one part of the path, in the order in which they are asked. */
export interface PathSection {
  readonly title: string;
  readonly rows: readonly {
    readonly asks: string;
    readonly answer: string;
    /** `passed`: asked, and not so; `taken`: decided here; `open`: never asked. */
    readonly mark: 'passed' | 'taken' | 'open';
  }[];
}

/** One bar of a chart. */
export interface Bar {
  readonly label: string;
  /** 0 to 100. */
  readonly percent: number;
  /** Where the person is; the words say so too. */
  readonly here: string | null;
}

/** A button: what it says, and the event that a click on it makes. */
export interface Button {
  readonly label: string;
  readonly click: Click;
}

/** One answer to choose: given at once, or by a form that opens. */
export type Choice = ChoiceWords & ({ readonly click: Click } | { readonly form: Form });

interface ChoiceWords {
  readonly label: string;
  readonly hint: string | null;
  /** This is the answer that stands now. */
  readonly current: boolean;
}

/** A form; what is typed goes back as text under the fields' names. */
export interface Form {
  readonly field: Field;
  readonly title: string;
  readonly submit: string;
  readonly inputs: readonly NumberInput[];
}

export interface NumberInput {
  readonly kind: 'number';
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly lowest: number;
  readonly highest: number;
  /** What stands in it already, as text. */
  readonly value: string | null;
}
