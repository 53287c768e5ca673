import type { Conversation, Place } from '../../src/conversation/conversation.ts';
import { type Listed, noWork, type Work, type Writing } from '../../src/conversation/listed.ts';
import type { Notice, Wrong } from '../../src/conversation/move.ts';
import type { Details } from '../../src/email/details.ts';
import type { Email } from '../../src/email/draft.ts';
import type { Answers } from '../../src/facts.ts';
import { checkProgram, mostPrograms } from '../../src/programs/faults.ts';
import { flags, type Program } from '../../src/programs/program.ts';
import type { Rendering } from '../../src/render/content.ts';
import { renderScreen } from '../../src/render/render.ts';
import type { Screen } from '../../src/screen.ts';
import { edits } from './edits.ts';
import { applicant, details, program as known } from './emails.ts';
import { program } from './programs.ts';

/** Applicants whose plans differ: each scope, and each action under which nobody is written to. */
export const applicants: readonly Answers[] = [
  { result: 'pending' },
  { result: 'failed' },
  { result: 'passed', stage: 'after-rank-lists' },
  scored('before-download', 251, 238, 'dermatology'),
  scored('before-submission', 236, 238, 'internal-medicine'),
  scored('after-download', 251, 'pass', 'dermatology'),
  scored('after-download', 236, 238, 'internal-medicine'),
  scored('after-download', 242, 231, 'psychiatry', { img: true }),
  scored('late-interviews', 255, 'pass', 'plastic-surgery'),
  scored('rank-deadline', 251, 'pass', 'other'),
  scored('early-interviews', 250, 219, 'urology', { result: 'passed-on-retake' }),
  scored('after-download', 250, 231, 'dermatology', { required: true }),
];

function scored(
  stage:
    | 'before-submission'
    | 'before-download'
    | 'after-download'
    | 'early-interviews'
    | 'late-interviews'
    | 'rank-deadline',
  ck: number,
  step1: number | 'pass',
  specialty: string,
  more: Answers = {},
): Answers {
  return { result: 'passed', stage, ck, step1, specialty, img: false, required: false, ...more };
}

/** One with all its people, that has not heard of the score. */
const { lastUpdate: _, ...untold } = known;

/** Programs of every kind that the plan and the emails tell apart. */
export const kindsOfPrograms: readonly Program[] = [
  ...flags.map((flag) => program(`Of ${flag}`, flag)),
  { ...untold, name: 'Ranked later', flags: ['requires-to-rank', 'interviewed'] },
  { ...program('Met in December', 'interviewed', 'top-choice'), interviewDate: '2026-12-08' },
  program('Silent', 'requires', 'no-contact'),
  { ...program('Told', 'home'), lastUpdate: '2026-10-20' },
  { ...program('Told again', 'home', 'new-information'), lastUpdate: '2026-10-20' },
  { ...untold, name: 'Late deadline', flags: ['strict-deadline'] },
  program('Plain'),
];

/** So many programs, of all kinds. */
export function manyPrograms(count: number, name = (at: number) => `Program ${at + 1}`): Program[] {
  return Array.from({ length: count }, (_, at) => {
    const kind = kindsOfPrograms[at % kindsOfPrograms.length] as Program;
    return { ...kind, name: name(at) };
  });
}

/** As they are listed. */
export const numbered = (programs: readonly Program[]): Listed[] =>
  programs.map((one, at) => ({ ...one, id: at + 1 }));

/** Where somebody stands with their programs. */
export interface Standing {
  readonly answers: Answers;
  readonly at: Place;
  readonly work?: Partial<Work>;
  readonly notices?: readonly Notice[];
  readonly typed?: Conversation['typed'];
}

/** The screen that shows it. */
export function shown(
  rendering: Rendering,
  { answers, at, work, notices = [], typed }: Standing,
): Screen {
  const conversation: Conversation = {
    id: 'x',
    turn: 1,
    policy: rendering.policy.hash,
    answers,
    at,
    before: null,
    ...(work ? { work: { ...noWork, ...work } } : {}),
    ...(typed ? { typed } : {}),
  };
  return renderScreen(rendering, { conversation, notices });
}

/** Every screen of the plan, its programs and their emails that people of ordinary words can reach. */
export function* everyProgramScreen(
  rendering: Rendering,
  notices: readonly Notice[] = [],
): Generator<Screen> {
  const at = (standing: Standing) => shown(rendering, { notices, ...standing });
  for (const answers of applicants) {
    for (const programs of [[], [program('Plain')], kindsOfPrograms, manyPrograms(40)].map(
      numbered,
    )) {
      yield at({ answers, at: { page: 'plan' }, work: { programs } });
      yield at({ answers, at: { page: 'drafts' }, work: { programs } });
    }
    const programs = numbered(kindsOfPrograms);
    for (const { id } of programs) {
      for (const work of [{ programs }, filledIn(programs, id)]) {
        yield at({ answers, at: { page: 'program', program: id }, work });
        yield at({ answers, at: { page: 'draft', program: id }, work });
      }
    }
  }
  const [answers] = applicants.slice(5);
  if (!answers) return;
  yield at({
    answers,
    at: { page: 'plan' },
    work: { programs: numbered(manyPrograms(mostPrograms)) },
  });
  for (const email of edits) yield at(editedTo(answers, email));
  yield at({ ...editedTo(answers, edits[0] as Email, { anyway: true }) });
  for (const said of programNotices) {
    const programs = numbered(manyPrograms(40));
    yield at({ answers, at: { page: 'plan' }, work: { programs }, notices: [said] });
  }
}

/** The person, and all that their emails ask for. */
export function filledIn(
  programs: readonly Listed[],
  id: number,
  given: Details = details,
): Partial<Work> {
  const details: Details = {
    ...given,
    specialty: 'Pediatric Neurology',
    interviewDate: '2026-12-08',
    context: 'confirms',
    oneOfMyTop: true,
    fit: true,
  };
  const writings = { [id]: { details, otherSubject: id % 2 === 0 } };
  return { programs, applicant: { ...applicant, visa: true }, writings };
}

function editedTo(answers: Answers, edited: Email, more: Partial<Writing> = {}): Standing {
  const programs = numbered(kindsOfPrograms);
  const id = programs.find(({ name }) => name === 'Of top-choice')?.id ?? 1;
  const writings = { [id]: { details: {}, edited, ...more } };
  return { answers, at: { page: 'draft', program: id }, work: { programs, applicant, writings } };
}

/** What is wrong with what somebody typed. */
export const wrongPrograms: readonly Wrong[] = [
  ...['', 'x'.repeat(121), '\u0007'].map((name) => ({ name, flags: [] })),
  { name: 'Mercy', flags: [], pdEmail: 'nobody', lastUpdate: 'yesterday' },
  { name: 'Mercy', flags: ['homm', ...'qwertyuiop'] },
].flatMap((typed) => {
  const checked = checkProgram(typed);
  return 'faults' in checked ? checked.faults : [];
});

/** Everything there is to say once of programs. */
export const programNotices: readonly Notice[] = [
  ...wrongPrograms.map((fault): Notice => ({ kind: 'wrong-program', fault })),
  { kind: 'wrong-program', fault: { column: null, kind: 'too-many', value: 301 } },
  { kind: 'result-first' },
  { kind: 'csv-refused', refusal: { kind: 'no-text', value: 7 } },
  imported({ count: 0, updated: 0 }),
  imported({ count: 1, updated: 0, faults: [] }),
  imported({ count: 40, updated: 12 }),
  { kind: 'plan-moved', gained: ['Mercy'], lost: [] },
  { kind: 'plan-moved', gained: [], lost: Array.from({ length: 9 }, (_, at) => `Program ${at}`) },
];

export function imported(about: Partial<Extract<Notice, { kind: 'imported' }>>): Notice {
  const faults = wrongPrograms.map((fault, row) => ({ row, line: row + 2, ...fault }));
  const none = { count: 0, updated: 0, examples: 0 };
  return { kind: 'imported', ...none, faults, unknownColumns: ['city'], ...about };
}
