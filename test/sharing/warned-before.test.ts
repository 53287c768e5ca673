import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Level, ShareKind } from '../../src/conversation/share.ts';
import { step } from '../../src/conversation/step.ts';
import { renderScreen } from '../../src/render/render.ts';
import { loadWords } from '../../src/render/words.ts';
import { policiesWith } from '../support/advising.ts';

const policy = policiesWith({ channel: 'advising', mention: 'advisors' }).of('');
const rendering = { words: loadWords(), policy, today: '2026-11-22', keptUntil: '2027-03-22' };
const here = { kind: 'channel', channel: 'C1', name: '#applicants' } as const;
const moment = { today: '2026-11-22', instant: 0, here, person: 'U1' };

function preview(words: string, kind: ShareKind, level: Level, forSomebody = false) {
  const about = { kind: 'message', channel: 'C1', message: '1.1', name: null } as const;
  const start = { type: 'start', id: 'one', words, ...(forSomebody ? { about } : {}) } as const;
  const { conversation } = step(policy, null, start, moment);
  const shown: Conversation = { ...conversation, at: { page: 'share', kind, level } };
  const { name, body } = renderScreen(rendering, { conversation: shown, notices: [] }, moment);
  expect(name).toBe('share');
  return body;
}

/** What the preview of a card warns of; null where it does not. */
function warning(words: string, kind: ShareKind, level: Level = 'plain', forSomebody = false) {
  const [first] = preview(words, kind, level, forSomebody);
  return first?.kind === 'warning' ? first.text : null;
}

const helps = '251 238 derm result:passed stage:review img:no';
const noHelp = '221 240 derm result:passed stage:review img:no required:no';
const neutral = '238 238 derm result:passed stage:review img:no required:no';
const retake = helps.replace('passed', 'passed-on-retake');
const lateRetake = retake.replace('review', 'late-interviews');
const failed = 'result:failed';

describe('the preview of a card', () => {
  test.each([
    ['a score that helps', helps, null],
    ['a score that is no help, of which a plain card does not tell', noHelp, null],
    ['a fail', failed, 'you did not pass.'],
    ['a retake, of which a plain card tells in an interview season', lateRetake, 'first try'],
  ])('of %s warns before everybody reads it', (_, words, text) => {
    const warned = warning(words, 'share');
    if (text === null) expect(warned).toBeNull();
    else expect(warned).toContain(text);
  });

  test.each(['reasons', 'numbers'] as const)('warns of what else its %s tell', (level) => {
    expect(warning(retake, 'share', level)).toContain('first try');
    expect(warning(noHelp, 'share', level)).toContain('your score is no help');
    expect(warning(neutral, 'share', level)).toBeNull();
    expect(warning(helps, 'share', level)).toBeNull();
  });

  test('looks the same for a plain card, whether the score is no help or good', () => {
    const early = (score: string) =>
      `${score} derm result:passed stage:before-download img:no required:no`;
    const shown = ['221 240', '252 240'].map((score) => preview(early(score), 'share', 'plain'));
    expect(shown[0]).toEqual(shown[1]);
  });

  test('tells advisors of a fail, and nothing of a score that is no help, which is why they are asked', () => {
    expect(warning(failed, 'ask')).toContain('The advisors will see');
    expect(warning(noHelp, 'ask', 'reasons')).toBeNull();
  });

  test('speaks of whoever asked where it is somebody else', () => {
    expect(warning(noHelp, 'share', 'reasons', true)).toContain('the score of whoever asked');
    expect(warning(helps, 'share', 'reasons', true)).toBeNull();
  });
});
