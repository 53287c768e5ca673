import type { Place } from '../../src/conversation/conversation.ts';
import type { Listed, Work } from '../../src/conversation/listed.ts';
import type { Notice } from '../../src/conversation/move.ts';
import { longestBody, longestSubject } from '../../src/conversation/writing-step.ts';
import { mostPrograms } from '../../src/programs/faults.ts';
import type { Flag, Program } from '../../src/programs/program.ts';
import type { Rendering } from '../../src/render/content.ts';
import type { Screen } from '../../src/screen.ts';
import {
  applicants,
  filledIn,
  imported,
  manyPrograms,
  numbered,
  shown,
} from './every-program-screen.ts';

/** Names that try to be something else than a name. */
export const hostileNames: readonly string[] = [
  'Mercy, "North"; \'South\'',
  '<!channel> <@U123> <https://example.org|here>',
  '@everyone <@1> <@&2>',
  '**stars** *more* _under_ `code` ~~gone~~ ||hidden|| # head',
  '{{handlebars}} {{{raw}}}',
  '=HYPERLINK("https://example.org","x")',
  'מרכז רפואי שער',
  '🏥🩺 City 👩‍⚕️ :tada:',
  '1. First - of > all',
  '```',
  '\\* \\_ \\\\',
  '[x](https://example.org) https://example.org',
];

/** As long as a name may be: 120 characters, of whatever kind is longest on a platform. */
const longestNames = ['🏥', '*', '<', '&', '"', 'W', '_ '].map((one) =>
  one
    .repeat(120)
    .slice(0, one === '🏥' ? 240 : 120)
    .trim(),
);
/** Such that every character of it is written with another before it. */
const stars = '*'.repeat(120);

/** The same screens with names and texts as hostile and as long as the forms allow. */
export function* everyHostileProgramScreen(rendering: Rendering): Generator<Screen> {
  const moved: Notice = {
    kind: 'plan-moved',
    gained: longestNames,
    lost: hostileNames.map((name) => name.padEnd(120, '*')),
  };
  for (const answers of applicants) {
    for (const names of [hostileNames, longestNames]) {
      const nameAt = (at: number) => names[at % names.length] as string;
      const programs = numbered(manyPrograms(mostPrograms, nameAt).map(withLongContacts));
      for (const notices of [[], [moved, importedBadly]]) {
        yield shown(rendering, { answers, at: { page: 'plan' }, work: { programs }, notices });
        yield shown(rendering, { answers, at: { page: 'drafts' }, work: { programs }, notices });
      }
      for (const { id } of programs.slice(0, 30)) {
        const work = longest(programs, id);
        const places: Place[] = [
          { page: 'program', program: id },
          { page: 'draft', program: id },
        ];
        for (const at of places) {
          yield shown(rendering, { answers, at, work });
          yield shown(rendering, {
            answers,
            at,
            work: { ...work, ...editedAtLength(id) },
            notices: [moved, importedBadly],
          });
          yield shown(rendering, { answers, at, work: { ...work, ...editedAtLength(id, true) } });
        }
      }
    }
  }
}

const importedBadly: Notice = {
  ...imported({ count: 7, updated: 3 }),
  unknownColumns: hostileNames,
} as Notice;

function withLongContacts(one: Program): Program {
  const address = (role: string) => `${role}_${'x_'.repeat(24)}@${'y-y.'.repeat(13)}example.edu`;
  return {
    ...one,
    pdLastName: stars,
    pdEmail: address('pd'),
    coordinatorName: stars,
    coordinatorEmail: address('co'),
    programEmail: address('im'),
    interviewDate: '2026-12-08',
    flags: [...new Set<Flag>([...one.flags, 'mentioned'])],
  };
}

function longest(programs: readonly Listed[], id: number): Partial<Work> {
  const long = '*'.repeat(300);
  const work = filledIn(programs, id, { reason: long, change: long, news: long, specialty: long });
  return { ...work, applicant: { name: stars, id: stars, school: stars, visa: true } };
}

/** An email with as much in it as its form takes. */
function editedAtLength(id: number, stars = false): Pick<Work, 'writings'> {
  const bad = `I APOLOGIZE!!! [a blank] Attached is my 261. I am sorry, 13 points. `;
  const body = stars ? '*'.repeat(longestBody) : `${bad.repeat(60).slice(0, longestBody - 1)}.`;
  const edited = { subject: '_'.repeat(longestSubject), body };
  return { writings: { [id]: { details: {}, edited } } };
}
