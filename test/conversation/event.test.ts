import { describe, expect, test } from 'vitest';
import { clickOf } from '../../src/choice.ts';
import { clickIn } from '../../src/clicks.ts';
import { readClick } from '../../src/conversation/event.ts';
import { turnOf } from '../../src/pure-turn.ts';
import { renderScreen } from '../../src/render/render.ts';
import { loadWords } from '../../src/render/words.ts';
import { policy } from '../support/policy.ts';

const rendering = { words: loadWords(), policy, today: '2026-11-22', keptUntil: '2027-03-22' };

describe('the click that a button carries', () => {
  test('comes back as it was, for every button of a screen', () => {
    const words = 'result:passed stage:review 251 pass derm img:no';
    const { screen } = turnOf(rendering, null, { type: 'start', id: 'x', words });
    expect(screen.actions.length).toBeGreaterThan(3);
    for (const action of screen.actions) {
      const click = clickOf(action);
      // The second time it is remembered.
      for (const _ of [1, 2]) expect(clickIn(JSON.stringify(click))).toEqual(click);
    }
    const first = turnOf(rendering, null, { type: 'start', id: 'x' });
    for (const choice of renderScreen(rendering, first.step).choices) {
      expect('click' in choice && readClick(choice.click)).toEqual(
        'click' in choice && choice.click,
      );
    }
  });

  test.each([
    null,
    'back',
    {},
    { type: 'explode' },
    { type: 'answer', field: 'ck' },
    { type: 'answer', field: 'name', value: 'x' },
    { type: 'back', extra: 1 },
    { type: 'page', page: -1 },
    { type: 'page', page: 1e9 },
    [{ type: 'back' }],
  ])('is none of ours: %j', (carried) => {
    expect(readClick(carried)).toBeNull();
    for (const _ of [1, 2]) expect(clickIn(JSON.stringify(carried))).toBeNull();
  });
});
