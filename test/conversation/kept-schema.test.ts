import { describe, expect, test } from 'vitest';
import { replay } from '../../src/conversation/conversation.ts';
import { savedConversations } from '../support/any-conversation.ts';
import { policy } from '../support/policy.ts';

const all = savedConversations(policy);
const last = all.at(-1);
const [share] = last?.shares ?? [];
const [program] = last?.work?.programs ?? [];

describe('a saved conversation', () => {
  test('comes back with all that it held, and with what a later version may have added', () => {
    for (const conversation of all) {
      const { work, shares } = conversation;
      const later = { ...conversation, ...(work ? { work: { ...work, later: 1 } } : {}) };
      expect(replay(policy, later)).toMatchObject({ ...(shares ? { shares } : {}) });
      expect(replay(policy, later).work).toEqual(later.work);
    }
  });

  test.each([
    ['work', {}],
    ['work', []],
    ['work', { ...last?.work, programs: [{ ...program, flags: null }] }],
    ['work', { ...last?.work, writings: { 1: null } }],
    ['shares', [null]],
    ['shares', [{ ...share, where: { kind: 'moon' } }]],
    ['shares', [{ ...share, card: { title: 'x', body: [{ kind: 'list', items: 'x' }] } }]],
    ['about', null],
    ['about', { kind: 'thread' }],
    ['outcome', {}],
    ['outcome', { action: 'fly', scope: null }],
    ['before', { action: 'wait' }],
  ])('whose %s is %j is refused at once, and not half a turn later', (name, value) => {
    expect(() => replay(policy, { ...last, [name]: value })).toThrow('"path"');
  });
});
