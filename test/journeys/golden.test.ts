import { expect, test } from 'vitest';
import { type WalkSteps, walk, walkInDiscord, walkInSlack } from '../support/golden.ts';

/** Ways through a check, and what they must leave behind: the same on every platform. */
const scripts: readonly [string, WalkSteps, object][] = [
  [
    'to a result',
    ['Passed', 'Under review, few interviews yet', 251, 238, 'Dermatology', 'No'],
    {
      turn: 6,
      answers: {
        result: 'passed',
        stage: 'after-download',
        ck: 251,
        step1: 238,
        specialty: 'dermatology',
        img: false,
      },
      at: { page: 'interview' },
    },
  ],
  [
    'past all seven questions',
    ['Passed', 'Under review, few interviews yet', 236, 238, 'Internal Medicine', 'No', 'Yes'],
    { answers: { ck: 236, specialty: 'internal-medicine', img: false, required: true } },
  ],
  [
    'back and on again',
    ['Passed', 'Late interviews', 'Back', 'Back', 'Keep my answer', 230],
    { answers: { result: 'passed', stage: 'late-interviews', ck: 230 } },
  ],
  [
    'with an answer changed on the result',
    [
      ...['Failed before, passed now', 'Under review, few interviews yet'],
      ...[251, 238, 'Urology', 'Yes', 'Change an answer', 'Step 2 CK', 219],
    ],
    {
      answers: { result: 'passed-on-retake', ck: 219, specialty: 'urology', img: true },
      before: { action: expect.any(String) },
    },
  ],
  [
    'through the path and the guide',
    [
      ...["My score hasn't posted yet", 'Show the path', 'Back to my result', 'Guide'],
      ...['If you did not pass', 'All topics', 'When a score counts'],
    ],
    { at: { page: 'guide', topic: 'timing' }, answers: { result: 'pending' } },
  ],
  [
    'too late',
    ['Passed', 'Rank list deadline has passed', 'Forget me', 'Keep them'],
    { answers: { result: 'passed', stage: 'after-rank-lists' }, at: { page: 'interview' } },
  ],
  [
    'cancelled and begun anew',
    ['Did not pass', 'Start over', 'Passed', 'Cancel', 'Go on', 'Cancel', 'Stop and forget'],
    { answers: {}, at: { page: 'closed' } },
  ],
  [
    'through a plan to an email that is sent',
    [
      ...['Passed', 'Under review, few interviews yet', 251, 238, 'Dermatology', 'No'],
      'Plan my programs',
      {
        form: 'Add a program',
        values: {
          'Name of the program': 'Mercy, "North"',
          'What holds for this program': ['It interviewed me', 'My home program'],
          'Day of the interview': '2026-11-18',
        },
      },
      { form: 'Contacts', values: { 'Last name of the program director': 'Okafor' } },
      ...['All my programs', '1. Mercy, "North"', 'Draft'],
      {
        form: 'My name and ID',
        values: {
          'Your full name': 'Jane Doe',
          'Your AAMC ID': '12345678',
          'Your medical school': 'State',
        },
      },
      {
        form: 'What to say',
        values: {
          'One specific reason for this program': 'the clinic on Main',
          'May it say "one of my top choices"?': 'Yes',
        },
      },
      { form: 'Edit text', values: { Text: 'Dear all,\n\nAn update.' } },
      ...['Use it anyway', 'Start from the template again', 'Use the other subject'],
      ...['Mark as sent', 'All my programs', 'Mercy, "North"', 'Write anyway'],
    ],
    {
      at: { page: 'draft', program: 1 },
      work: {
        programs: [
          {
            id: 1,
            name: 'Mercy, "North"',
            pdLastName: 'Okafor',
            interviewDate: '2026-11-18',
            lastUpdate: '2026-11-22',
            flags: ['interviewed', 'home'],
          },
        ],
        applicant: { name: 'Jane Doe', id: '12345678', school: 'State' },
        writings: { 1: { details: { reason: 'the clinic on Main', oneOfMyTop: true } } },
        planned: [],
      },
    },
  ],
];

test.each(scripts)(
  'a walk %s ends the same in Slack and in Discord',
  async (_, steps, expected) => {
    const walkers = [await walkInSlack(), await walkInDiscord()];
    const [inSlack, inDiscord] = await Promise.all(
      walkers.map(async (walker) => {
        await walk(walker, steps);
        return walker.saved();
      }),
    );
    expect(inSlack).toMatchObject(expected);
    expect(inDiscord).toEqual(inSlack);
    for (const walker of walkers) await walker.stop();
  },
);
