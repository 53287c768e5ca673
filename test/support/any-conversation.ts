import fc from 'fast-check';
import type { Conversation } from '../../src/conversation/conversation.ts';
import { type Click, type Event, readClick } from '../../src/conversation/event.ts';
import { formNames } from '../../src/conversation/forms.ts';
import type { Moment } from '../../src/conversation/moment.ts';
import { step } from '../../src/conversation/step.ts';
import { fields, stages } from '../../src/facts.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { flags } from '../../src/programs/program.ts';
import { hostileJson, hostileText, mangled } from './hostile.ts';

const here: fc.Arbitrary<Moment['here']> = fc.constantFrom(
  null,
  { kind: 'direct' as const },
  { kind: 'link' as const },
  { kind: 'channel' as const, channel: 'C1', name: '#season' },
  { kind: 'thread' as const, channel: 'C1', thread: 'T1', name: null },
);

export const anyMoment: fc.Arbitrary<Moment> = fc.record({
  today: fc.constantFrom('2026-11-22', '1970-01-01', '2030-02-28'),
  instant: fc.constantFrom(0, 1, 1e12, 2e12),
  here,
  person: hostileText,
});

const score = fc.oneof(fc.integer({ min: 1, max: 300 }).map(String), hostileText);
const answer = fc.oneof(
  fc.constantFrom<string | boolean>('passed', 'passed-on-retake', 'failed', true, false, 'pass'),
  fc.constantFrom('dermatology', 'psychiatry', 'other', ...stages),
  hostileText,
);
const number = fc.integer({ min: 1, max: 5 });
const kinds = ['share', 'ask'] as const;

/** Clicks that a button may carry; readClick lets nothing else through. */
const anyClick: fc.Arbitrary<Click> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('answer'),
        field: fc.constantFrom(...fields),
        value: answer,
      }),
    },
    fc.record({ type: fc.constant('change'), field: fc.constantFrom(...fields) }),
    fc.record({ type: fc.constant('open'), form: fc.constantFrom(...formNames) }),
    fc.record({ type: fc.constant('share'), kind: fc.constantFrom(...kinds) }),
    fc.record({
      type: fc.constant('level'),
      level: fc.constantFrom('plain', 'reasons', 'numbers'),
    }),
    fc.record({ type: fc.constant('post'), to: hostileText }),
    fc.record({ type: fc.constant('shared'), share: hostileText }),
    fc.record({ type: fc.constantFrom('program', 'draft'), program: number }),
    fc.record({ type: fc.constant('page'), page: fc.integer({ min: 0, max: 1000 }) }),
    {
      weight: 8,
      arbitrary: fc
        .constantFrom(
          ...['back', 'keep', 'change', 'path', 'guide', 'post', 'finish', 'shares', 'remove'],
          ...['plan', 'drafts', 'sent', 'drop', 'export', 'subject', 'anyway', 'redraft'],
          ...['mail-file', 'resume', 'restart', 'cancel', 'cancel-now', 'download', 'forget'],
          'forget-now',
        )
        .map((type) => ({ type })),
    },
  )
  .map((carried) => readClick(carried))
  .filter((click) => click !== null);

const typed = fc.oneof(
  fc.record({ ck: score, step1: score }),
  fc.record(
    {
      name: hostileText,
      flags: fc.subarray([...flags]).map((some) => some.join(' ')),
      interviewDate: fc.constantFrom('2026-12-08', '2026-02-30', ''),
      pdEmail: fc.constantFrom('pd@x.example', 'no address', ''),
    },
    { requiredKeys: ['name'] },
  ),
  fc.record({ file: fc.constantFrom('name\nA\nB', 'name,flags\n"A,x\n', 'x') }),
  fc.record({ subject: hostileText, body: hostileText, reason: hostileText, name: hostileText }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 5 }),
);

/** Everything that the bot may be told: by people, and by itself. */
export const anyEvent = (on: string): fc.Arbitrary<Event> => {
  const screen = fc.oneof(
    { weight: 6, arbitrary: fc.constant(on) },
    fc.constant(null),
    hostileText,
  );
  const share = fc.oneof(fc.constantFrom('x.1', 'x.2', on), hostileText);
  const posted = fc.constant({ channel: 'C1', message: 'm1', link: null });
  const refusal = fc.record({
    why: fc.constantFrom('not-member', 'unclear', 'away', 'forbidden'),
    detail: fc.option(hostileText),
  });
  return fc.oneof(
    fc.record({ type: fc.constant('start'), id: fc.constant('x'), words: hostileText }),
    fc.constant({
      type: 'start',
      id: 'x',
      words: 'passed stage:review 251 238 derm img:no required:no',
    }),
    fc.constant({ type: 'look' }),
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('submit'),
        form: fc.constantFrom(...formNames),
        values: typed,
        on: fc.constant(on),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.tuple(anyClick, screen).map(([click, at]) => ({ ...click, on: at })),
    },
    fc.record({ type: fc.constant('posted'), share, posted }),
    fc.record({ type: fc.constantFrom('not-posted', 'not-removed'), share, refusal }),
    fc.record({ type: fc.constant('removed'), share }),
    fc.record({
      type: fc.constant('reviewed'),
      share,
      review: fc.record({ by: hostileText, day: fc.constant('2026-11-22') }),
    }),
  ) as fc.Arbitrary<Event>;
};

/** Conversations as they are saved, one of each kind. */
export function savedConversations(policy: Policy): Conversation[] {
  const words = 'result:passed stage:review 251 238 derm img:no required:no';
  const moment: Moment = {
    today: '2026-11-22',
    instant: 1e12,
    here: { kind: 'channel', channel: 'C1', name: '#x' },
    person: 'U1',
  };
  const all: Conversation[] = [];
  let now = step(policy, null, { type: 'start', id: 'x', words: 'passed' }, moment).conversation;
  all.push(now);
  now = step(policy, null, { type: 'start', id: 'x', words }, moment).conversation;
  const go = (event: Record<string, unknown>) => {
    now = step(policy, now, { on: `x.${now.turn}`, ...event } as Event, moment).conversation;
    all.push(now);
  };
  go({ type: 'change', field: 'ck' });
  go({ type: 'resume' });
  go({ type: 'plan' });
  go({
    type: 'submit',
    form: 'program',
    values: { name: 'Lakeside', flags: 'top-choice interviewed' },
  });
  go({ type: 'draft', program: 1 });
  go({
    type: 'submit',
    form: 'details',
    values: { reason: 'the clinic', interviewDate: '2026-12-08' },
  });
  go({ type: 'submit', form: 'applicant', values: { name: 'Jane Doe', id: '123' } });
  go({ type: 'submit', form: 'email', values: { subject: 'Update', body: 'Sorry!' } });
  go({ type: 'submit', form: 'contacts', values: { pdEmail: 'nonsense' } });
  go({ type: 'resume' });
  go({ type: 'share', kind: 'share' });
  go({ type: 'post' });
  const [share] = now.shares ?? [];
  const card = { title: 'A card', body: [{ kind: 'text', text: 'Words' }] } as const;
  now = {
    ...now,
    shares: [{ ...(share as NonNullable<typeof share>), card }],
    about: { kind: 'message', channel: 'C1', message: 'm', name: null },
  };
  all.push(now);
  const posted = { channel: 'C1', message: 'm1', link: null };
  const report = { type: 'posted', share: share?.id ?? '', posted } as const;
  now = step(policy, now, report, moment).conversation;
  all.push(now);
  go({ type: 'guide', topic: 'timing' });
  all.push(step(policy, now, { type: 'start', id: 'y', words: 'ck:240' }, moment).conversation);
  return all;
}

/** What a store may give back: what was saved, with something wrong in it, or anything else. */
export function anySaved(policy: Policy): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: mangled(savedConversations(policy)) },
    fc.constantFrom(...savedConversations(policy)),
    hostileJson,
  );
}
