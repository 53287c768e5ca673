import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { limits as discordLimits } from '../../adapters/discord/limits.ts';
import { limits as slackLimits } from '../../adapters/slack/limits.ts';
import { type Conversation, replay, screenToken } from '../../src/conversation/conversation.ts';
import { readClick } from '../../src/conversation/event.ts';
import { laidOut } from '../../src/layout.ts';
import { turnOf } from '../../src/pure-turn.ts';
import { loadWords } from '../../src/render/words.ts';
import { inWords } from '../../src/sharing.ts';
import { policiesWith } from '../support/advising.ts';
import { anyEvent, anyMoment, anySaved, savedConversations } from '../support/any-conversation.ts';
import { hostileJson, runs } from '../support/hostile.ts';

const words = loadWords();
const policy = policiesWith({
  channel: 'C2',
  shareTo: [{ id: 'C1', name: '#season' }],
}).of('slack:T1');
const rendering = { words, policy, today: '2026-11-22', keptUntil: '2027-03-22' };
const who = { tenant: 'slack:T1', person: 'U1' };

/** What is saved; null where it is refused, which only the schema may do. */
function replayed(saved: unknown): Conversation | null {
  try {
    return replay(policy, saved);
  } catch (error) {
    expect(error).toBeInstanceOf(ZodError);
    return null;
  }
}

/** What is saved can be replayed, and comes back as it was. */
function readBack(made: Conversation): Conversation {
  const read = replay(policy, JSON.parse(JSON.stringify(made)));
  expect(read).toEqual(made);
  return read;
}

describe('whatever was saved', () => {
  test('is refused by its schema, or shown and gone on with', () => {
    let accepted = 0;
    const cases = fc.tuple(anySaved(policy), anyMoment).chain(([saved, moment]) => {
      const conversation = replayed(saved);
      const on = conversation ? screenToken(conversation) : '';
      return fc.tuple(fc.constant(conversation), anyEvent(on), fc.constant(moment));
    });
    fc.assert(
      fc.property(cases, ([conversation, event, moment]) => {
        if (!conversation) return;
        accepted++;
        for (const happened of [{ type: 'look' } as const, event]) {
          const { step, screen } = turnOf(rendering, conversation, happened, moment);
          for (const limits of [{}, slackLimits, discordLimits])
            laidOut(words, screen, limits, step.page);
          readBack(inWords(rendering, who, step).conversation);
        }
      }),
      runs(700),
    );
    expect(accepted).toBeGreaterThan(100);
  });
});

describe('whatever happens in a conversation', () => {
  test('is answered with a screen that fits, event after event', () => {
    const begun = savedConversations(policy);
    fc.assert(
      fc.property(
        fc.constantFrom(...begun),
        fc.array(fc.tuple(anyEvent('(here)'), anyMoment), { maxLength: 12 }),
        (first, events) => {
          let conversation = first;
          for (const [given, moment] of events) {
            const event =
              'on' in given && given.on === '(here)'
                ? { ...given, on: screenToken(conversation) }
                : given;
            const { step, screen } = turnOf(rendering, conversation, event, moment);
            laidOut(words, screen, slackLimits, step.page);
            conversation = readBack(inWords(rendering, who, step).conversation);
          }
        },
      ),
      runs(200),
    );
  });

  test('a click is one of ours or none', () => {
    fc.assert(
      fc.property(hostileJson, (carried) => {
        expect(() => readClick(carried)).not.toThrow();
      }),
      runs(1000),
    );
  });
});
