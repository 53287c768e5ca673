/**
 * The neutral reply: everything that an adapter must be able to show. Texts of the body are a small subset of Markdown
 * (`**strong**` and `*emphasis*`); notices, titles, labels and hints are plain text, for they may repeat what was typed.
 */
import type { Click } from './conversation/event.ts';
import type { FormName } from './conversation/forms.ts';

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
  /**
   * The choices are what the screen is about: they are to be read before anything is chosen. Once the screen is laid out:
   * the text holds them already.
   */
  readonly listed?: boolean;
  /** What else can be done here. */
  readonly actions: readonly Button[];
}

export interface Notice {
  /** `fault`: something given was not accepted. */
  readonly tone: 'fault' | 'note';
  readonly text: string;
  /** The name of the form's input that it is about; absent where it is about none of them. */
  readonly input?: string;
}

export type Block =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** It speaks of the link before it, and goes where that goes. */
      readonly ofLink?: true;
    }
  /** Something that must not be overlooked. */
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly style: 'bullets' | 'steps';
      readonly items: readonly string[];
    }
  /** A text to copy as it stands; nothing in it is Markdown. */
  | { readonly kind: 'copy'; readonly text: string }
  /** A link; both its text and its address are plain. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Somebody, by the platform's id, and what they did; `mention` is a group that is to hear of it, once. */
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly text: string;
      readonly mention: string | null;
      /** The same without anybody's id. */
      readonly plain: string;
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

/** A button: what it says, and the event that a click on it makes, or the form that it opens. */
export type Button = {
  readonly label: string;
  /** What most people do next from here: it stands out. At most one of a screen. */
  readonly main?: boolean;
} & ({ readonly click: Click } | { readonly form: Form });

/** One answer to choose: given at once, or by a form that opens. */
export type Choice = ChoiceWords & ({ readonly click: Click } | { readonly form: Form });

interface ChoiceWords {
  readonly label: string;
  readonly hint: string | null;
  /** This is the answer that stands now. */
  readonly current: boolean;
  /** What it has in common with its neighbours, where choices are divided. */
  readonly group?: string;
}

/** A form; what is typed goes back as text under the inputs' names. No platform has room for more than five of them. */
export interface Form {
  readonly name: FormName;
  readonly title: string;
  readonly submit: string;
  readonly inputs: readonly Input[];
}

export type Input = NumberInput | TextInput | DayInput | PickInput | FileInput;

interface AnyInput {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  /** It may be left empty. */
  readonly optional: boolean;
  /** What stands in it already, as text. */
  readonly value: string | null;
}

export interface NumberInput extends AnyInput {
  readonly kind: 'number';
  readonly lowest: number;
  readonly highest: number;
}

export interface TextInput extends AnyInput {
  readonly kind: 'text';
  /** Whether it has more than one line. */
  readonly long: boolean;
  /** In characters. */
  readonly longest: number;
}

/** A day, typed or picked, as YYYY-MM-DD. */
export interface DayInput extends AnyInput {
  readonly kind: 'day';
}

/** Options to pick; their values hold no spaces, by which several are separated. */
export interface PickInput extends AnyInput {
  readonly kind: 'pick';
  /** Whether several may be picked. */
  readonly several: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A text file; its content is what is typed. */
export interface FileInput extends AnyInput {
  readonly kind: 'file';
  /** Endings of its name, such as `csv`. */
  readonly endings: readonly string[];
}
