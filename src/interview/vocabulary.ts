import type { Field } from '../facts.ts';

/** What people type for a field before a colon, lower case, beside the field's own name. */
export const keyWords: Readonly<Record<string, Field>> = {
  result: 'result',
  stage: 'stage',
  season: 'stage',
  ck: 'ck',
  step2: 'ck',
  step2ck: 'ck',
  score: 'ck',
  step1: 'step1',
  specialty: 'specialty',
  spec: 'specialty',
  img: 'img',
  required: 'required',
  req: 'required',
};

/** What people type for an answer, lower case, beside the answer's own id. */
export const answerWords: Readonly<
  Partial<Record<Field, Readonly<Record<string, string | boolean>>>>
> = {
  result: {
    passed: 'passed',
    pass: 'passed',
    retake: 'passed-on-retake',
    'passed-on-retake': 'passed-on-retake',
    'failed before': 'passed-on-retake',
    'did not pass': 'failed',
    failed: 'failed',
    fail: 'failed',
    pending: 'pending',
    waiting: 'pending',
  },
  stage: {
    draft: 'before-submission',
    'not submitted': 'before-submission',
    unsubmitted: 'before-submission',
    submitted: 'before-download',
    'before review': 'before-download',
    review: 'after-download',
    reviewing: 'after-download',
    'under review': 'after-download',
    early: 'early-interviews',
    'early interviews': 'early-interviews',
    late: 'late-interviews',
    'late interviews': 'late-interviews',
    rank: 'rank-deadline',
    ranking: 'rank-deadline',
    'rank lists': 'rank-deadline',
    rol: 'rank-deadline',
    'after rank lists': 'after-rank-lists',
    'too late': 'after-rank-lists',
    over: 'after-rank-lists',
  },
  step1: { pass: 'pass', p: 'pass', 'p/f': 'pass', none: 'none', comlex: 'none' },
  img: { yes: true, y: true, true: true, no: false, n: false, false: false },
  required: { yes: true, y: true, true: true, no: false, n: false, false: false },
};

/** Keys that stand apart from their value. A bare `pass` after one of them is its value. */
export const spokenKeys: Readonly<Record<string, Field>> = Object.fromEntries([
  ...Object.entries(keyWords).map(([key, field]) => [`${key}:`, field]),
  ...(['ck', 'step2', 'step 2', 'step 2 ck', 'step2 ck'] as const).map((key) => [key, 'ck']),
  ...(['step 2:', 'step 2 ck:', 'step2 ck:'] as const).map((key) => [key, 'ck']),
  ...(['step1', 'step 1', 'step 1:'] as const).map((key) => [key, 'step1']),
]);

/**
 * Bare words that can mean only one thing. `pass` means Step 1; the result is asked, so that no retake is overlooked. A
 * stage is too easily meant otherwise ("my late score"), so it takes its key.
 */
export const bareWords: Readonly<Record<string, readonly [Field, string | boolean]>> = {
  pass: ['step1', 'pass'],
  'p/f': ['step1', 'pass'],
  comlex: ['step1', 'none'],
  img: ['img', true],
  'non-img': ['img', false],
  required: ['required', true],
};
