import { describe, expect, test } from 'vitest';
import { type Conversation, replay, screenToken } from '../../src/conversation/conversation.ts';
import type { Click } from '../../src/conversation/event.ts';
import { standingMove } from '../../src/conversation/standing.ts';
import { step } from '../../src/conversation/step.ts';
import { policy } from '../support/policy.ts';

/** A click, what is typed after `/step2 check`, or a score typed into the form that is open. */
type Happening = Click | string | { readonly score: string };

const passed: Click = { type: 'answer', field: 'result', value: 'passed' };
const pending: Click = { type: 'answer', field: 'result', value: 'pending' };
const review: Click = { type: 'answer', field: 'stage', value: 'after-download' };
const over: Click = { type: 'answer', field: 'stage', value: 'after-rank-lists' };
const whole = 'result:passed stage:review 251 pass derm img:no';
const wait = [{ standing: 'result/wait', by: 1 }];

/** Everything that happens to one person, turn after turn as a database gives it back; what the last turn moved. */
function lastMove(happenings: readonly Happening[]) {
  let before: Conversation | null = null;
  let moved: ReturnType<typeof standingMove> = [];
  for (const happening of happenings) {
    const on = before === null ? '' : screenToken(before);
    const event =
      typeof happening === 'string'
        ? ({ type: 'start', id: 'x', words: happening } as const)
        : 'score' in happening
          ? ({ type: 'submit', form: 'ck', values: { ck: happening.score }, on } as const)
          : { ...happening, on };
    const after: Conversation = step(policy, before, event).conversation;
    moved = standingMove(policy, before, after);
    before = after === before ? before : replay(policy, JSON.parse(JSON.stringify(after)));
  }
  return moved;
}

const from = (standing: string) => ({ standing, by: -1 });
const to = (standing: string) => ({ standing, by: 1 });

describe('a check', () => {
  test.each<[string, readonly Happening[], readonly object[]]>([
    ['is not counted before its first answer', [''], []],
    ['is counted at the second question', ['', passed], [to('question/stage')]],
    ['is counted at once with answers up front', ['251 pass'], [to('question/result')]],
    ['is counted at its result at once, if all is given', [whole], [to('result/email-priority')]],
    [
      'moves to the next question',
      ['', passed, review],
      [from('question/stage'), to('question/ck')],
    ],
    ['moves to its result', ['', passed, over], [from('question/stage'), to('result/too-late')]],
    [
      'moves to another result with a changed answer',
      [whole, { type: 'change', field: 'result' }, pending],
      [from('result/email-priority'), to('result/wait')],
    ],
    [
      'moves back to a question that a changed answer makes necessary',
      ['result:pending', { type: 'change', field: 'result' }, passed],
      [from('result/wait'), to('question/stage')],
    ],
    ['stays where it is with the same answer again', ['', passed, { type: 'back' }, passed], []],
    ['stays where it is while it is looked at', ['', passed, { type: 'guide' }], []],
    ['stays where it is when an answer is opened again', ['', passed, { type: 'back' }], []],
    ['stays where it is with an answer that is refused', ['', passed, review, { score: '12' }], []],
    ['stays where it was cancelled', ['', passed, { type: 'cancel' }, { type: 'cancel-now' }], []],
    ['stays where it was started over', [whole, { type: 'restart' }], []],
    ['stays while another one is offered', [whole, 'result:pending'], []],
    ['stays when the other one is not wanted', [whole, 'result:pending', { type: 'resume' }], []],
    [
      'stays where it was when another one begins',
      [whole, 'result:pending', { type: 'restart' }],
      wait,
    ],
    [
      'is counted beside one that ended at the same result',
      ['result:pending', 'result:pending', { type: 'restart' }],
      wait,
    ],
    [
      'is counted anew after one that was cancelled',
      ['', passed, { type: 'cancel' }, { type: 'cancel-now' }, { type: 'restart' }, pending],
      wait,
    ],
    [
      'is counted anew after one that was started over',
      [whole, { type: 'restart' }, pending],
      wait,
    ],
  ])('%s', (_, happenings, moved) => {
    expect(lastMove(happenings)).toEqual(moved);
  });
});
