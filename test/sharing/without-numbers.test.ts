import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Level } from '../../src/conversation/share.ts';
import { step } from '../../src/conversation/step.ts';
import { resultFor } from '../../src/decision/result.ts';
import { type Answers, type Facts, isScored } from '../../src/facts.ts';
import { specialtyOf } from '../../src/policy/policy.ts';
import { renderScreen } from '../../src/render/render.ts';
import { loadWords } from '../../src/render/words.ts';
import { policiesWith } from '../support/advising.ts';
import { kindsOfFacts } from '../support/every-screen.ts';
import { anyFacts } from '../support/facts.ts';
import {
  discordPayload,
  type Payload,
  type PayloadOf,
  slackPayload,
  webPayload,
} from '../support/payloads.ts';

const policy = policiesWith({ channel: 'advising', mention: 'advisors' }).of('');
const rendering = { words: loadWords(), policy, today: '2026-11-22', keptUntil: '2027-03-22' };
const everyKind = kindsOfFacts(policy);

/** What a card may be chosen by at each level; two results that agree in it must give equal posts. */
function keyOf(facts: Facts, level: Level): string {
  const { action, scope, effect, effectRule, actionRule, notes } = resultFor(policy, facts);
  const { service } = specialtyOf(policy, isScored(facts) ? facts.specialty : 'other');
  const stage = 'stage' in facts ? facts.stage : null;
  const plain = { action, scope, stage, service };
  const reasons = { effect, effectRule, actionRule, notes };
  return JSON.stringify(level === 'plain' ? plain : { ...plain, ...reasons });
}

/** Everything in a card that has digits without being anybody's number. */
const { fewPrograms, manyPrograms, impact } = policy;
const harmless = [
  /\bStep ?[12]\b/gi,
  /\bonce every 24 hours\b/g,
  new RegExp(`\\bat most ${fewPrograms} of your\\b|\\b${manyPrograms} at the very most\\b`, 'g'),
  new RegExp(`\\b(${Object.values(impact).join('|')})( %| percent\\b)`, 'g'),
  // The steps of the checklist; names of files.
  /^[1-4]\. /gm,
  /\bstep2[-_][a-z]+/g,
];
const digitsIn = (text: string) =>
  harmless.reduce((left, known) => left.replaceAll(known, ''), text).match(/.{0,20}\d.{0,20}/g);

const platforms: readonly [string, () => PayloadOf | Promise<PayloadOf>][] = [
  ['in Slack', () => slackPayload(rendering)],
  ['in Discord', () => discordPayload(rendering)],
  ['on a page', () => webPayload(rendering)],
];

describe.each(platforms)('a card %s', (_, open) => {
  let payload: PayloadOf;
  beforeAll(async () => {
    payload = await open();
  });

  describe.each(['plain', 'reasons'] as const)('at the level %s', (level) => {
    /** The first post of each key. */
    const posts = new Map<string, Payload>();

    async function isTheSame(facts: Facts): Promise<void> {
      const key = keyOf(facts, level);
      const made = await payload(facts, level);
      const first = posts.get(key);
      if (!first) {
        posts.set(key, made);
        expect(made.texts.flatMap((text) => digitsIn(text) ?? [])).toEqual([]);
      } else if (made.whole !== first.whole) {
        expect(JSON.parse(made.whole)).toEqual(JSON.parse(first.whole));
        throw new Error(`Another post for ${JSON.stringify(facts)}.`);
      }
    }

    test('is the same for all that agree in what it may tell, and holds no number', async () => {
      for (const facts of everyKind) await isTheSame(facts);
      expect(posts.size).toBeGreaterThan(level === 'plain' ? 20 : 200);
      expect(everyKind.length / posts.size).toBeGreaterThan(level === 'plain' ? 20 : 1.5);
    });

    test('is so for any facts at all', async () => {
      await fc.assert(fc.asyncProperty(anyFacts(policy), isTheSame), { numRuns: 300 });
    });
  });

  test('at the level numbers tells CK, Step 1 and gain, and no cut-off', async () => {
    for (const facts of everyKind.filter(isScored)) {
      const { texts } = await payload(facts, 'numbers');
      const { gain } = resultFor(policy, facts);
      const step1 = typeof facts.step1 === 'number' ? String(facts.step1) : '[a-zA-Z ]+';
      const signed = gain === null ? '' : ` · \\${gain > 0 ? '+' : ''}${gain} against Step 1`;
      const line = new RegExp(`Step 2 CK ${facts.ck} · Step 1: ${step1}${signed}`);
      expect(texts.some((text) => line.test(text))).toBe(true);
      const others = texts.map((text) => text.replace(line, ''));
      expect(others.flatMap((text) => digitsIn(text) ?? [])).toEqual([]);
    }
  });
});

test('an advisor is asked without numbers as well', async () => {
  for (const payload of [slackPayload(rendering), discordPayload(rendering)]) {
    const posts = new Map<string, string>();
    for (const facts of everyKind) {
      const key = keyOf(facts, 'plain');
      const { whole } = await payload(facts, 'plain', 'ask');
      expect(whole).toBe(posts.get(key) ?? whole);
      posts.set(key, whole);
    }
  }
});

test('a result for somebody else is never offered with numbers, and never taken so', () => {
  const about = { kind: 'thread', channel: 'place', thread: 'thread', name: null } as const;
  const moment = { today: '2026-11-22', instant: 0, here: about, person: 'advisor' };
  for (const facts of everyKind.filter(isScored)) {
    for (const level of ['plain', 'reasons'] as const) {
      const conversation: Conversation = {
        id: 'share',
        turn: 1,
        policy: policy.hash,
        answers: facts as Answers,
        at: { page: 'share', kind: 'share', level },
        before: null,
        about,
      };
      const { actions } = renderScreen(rendering, { conversation, notices: [] }, moment);
      const offered = actions.flatMap((one) =>
        'click' in one && one.click.type === 'level' ? [one.click.level] : [],
      );
      expect(offered).toEqual([level === 'plain' ? 'reasons' : 'plain']);
    }
  }
});

test('a forged click, or a place that was saved so, gets no numbers of somebody else', () => {
  const about = { kind: 'thread', channel: 'place', thread: 'thread', name: null } as const;
  const moment = { today: '2026-11-22', instant: 0, here: about, person: 'advisor' };
  const [facts] = everyKind.filter(isScored);
  const conversation: Conversation = {
    id: 'share',
    turn: 1,
    policy: policy.hash,
    answers: facts as Answers,
    at: { page: 'share', kind: 'share', level: 'plain' },
    before: null,
    about,
  };
  const forged = { type: 'level', level: 'numbers', on: 'share.1' } as const;
  const made = step(policy, conversation, forged, moment);
  expect(made.conversation).toBe(conversation);
  expect(made.notices).toEqual([{ kind: 'stale' }]);
  const saved = {
    ...conversation,
    at: { page: 'share', kind: 'share', level: 'numbers' },
  } as const;
  const posted = step(policy, saved, { type: 'post', on: 'share.1' }, moment);
  expect(posted.effects).toEqual([]);
  expect(posted.conversation.shares).toBeUndefined();
});
