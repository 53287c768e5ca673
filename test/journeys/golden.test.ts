import { expect, test } from 'vitest';
import { walk, walkInDiscord, walkInSlack } from '../support/golden.ts';
import type { Steps } from '../support/steps.ts';

/** Ways through a check, and what they must leave behind: the same on every platform. */
const scripts: readonly [string, Steps, object][] = [
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
