import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Moment } from '../../src/conversation/moment.ts';
import type { Notice } from '../../src/conversation/move.ts';
import {
  type Here,
  levels,
  refusals,
  type Share,
  shareKinds,
  type Where,
} from '../../src/conversation/share.ts';
import { levelsFor, mostShares } from '../../src/conversation/sharing.ts';
import type { Answers, Facts } from '../../src/facts.ts';
import type { Rendering } from '../../src/render/content.ts';
import { plainScreen, renderScreen } from '../../src/render/render.ts';
import { postsList } from '../../src/render/shares.ts';
import type { Screen } from '../../src/screen.ts';
import { inWords, postOf } from '../../src/sharing.ts';

/** As long as names of channels get. */
const name = `#${'long-name-'.repeat(5)}`;
const thread = { kind: 'thread', channel: 'C1', thread: '1.1', name } as const;
const places: readonly Where[] = [
  thread,
  { kind: 'channel', channel: 'C1', name },
  { kind: 'channel', channel: 'C1', name: null },
  { kind: 'message', channel: 'C1', message: '1.1', name },
  { kind: 'link' },
];
const shareTo = Array.from({ length: 20 }, (_, at) => ({ id: `C${at}`, name: `${name}${at}` }));
const advising = { channel: 'C2', mention: 'S1', shareTo };
const posted = {
  channel: 'C1',
  message: '1.1',
  link: `https://discord.com/channels/${'1'.repeat(19)}/${'2'.repeat(19)}/${'3'.repeat(19)}`,
};
const owner = { tenant: 't', person: 'U1' };
const example = { result: 'passed', stage: 'after-rank-lists' } as const;
const finished: Answers = {
  result: 'passed',
  stage: 'after-download',
  ck: 251,
  step1: 238,
  specialty: 'dermatology',
  img: false,
};

/** The screens of sharing, one of each kind; of these results each preview. */
export function* everyShare(
  given: Rendering,
  results: readonly Facts[],
  notices: readonly Notice[] = [],
): Generator<Screen> {
  const policy = { ...given.policy, advising: { ...given.policy.advising, ...advising } };
  const rendering = { ...given, policy };
  const at = (
    place: Conversation['at'],
    answers: Answers,
    here: Here,
    more: Partial<Conversation> = {},
    said = notices,
    under: Rendering = rendering,
  ) => {
    const rest = { id: 'x', turn: 1, policy: policy.hash, answers, at: place, before: null };
    return renderScreen(
      under,
      { conversation: { ...rest, ...more }, notices: said },
      momentAt(here),
    );
  };

  for (const facts of results) {
    const answers = facts as Answers;
    const shares = [share({ kind: 'share' })];
    yield at({ page: 'interview' }, answers, thread, { shares });
    for (const about of [{}, { about: thread }]) {
      for (const level of levelsFor(about)) {
        yield at({ page: 'share', kind: 'share', level }, answers, thread, about);
      }
    }
    yield at({ page: 'share', kind: 'ask', level: 'reasons' }, answers, thread);
  }

  const preview = { page: 'share', kind: 'share', level: 'plain' } as const;
  for (const here of [null, { kind: 'direct' } as const, ...places]) {
    for (const kind of shareKinds) yield at({ ...preview, kind }, finished, here);
  }
  const nowhere = {
    ...rendering,
    policy: { ...policy, advising: { ...policy.advising, shareTo: [] } },
  };
  yield at(preview, finished, { kind: 'direct' }, {}, notices, nowhere);

  const shared = { page: 'shared', share: 'x.1' } as const;
  for (const where of places)
    for (const kind of shareKinds)
      for (const review of [null, { by: 'U1', day: '2026-11-23' }])
        for (const stands of standing(where)) {
          const shares = [share({ kind, where, review, posted: stands }), share({ id: 'x.2' })];
          yield at(shared, finished, thread, { shares });
        }
  for (const level of levels) {
    const shares = [
      share({ id: 'x.2', level, where: { kind: 'link' } }),
      share({ level, kind: 'ask' }),
    ];
    yield at({ page: 'shares' }, finished, thread, { shares });
  }
  const many = Array.from({ length: mostShares }, (_, turn) => share({ id: `x.${turn}` }));
  yield at({ page: 'shares' }, finished, thread, { shares: many });
  yield at({ page: 'shares' }, finished, thread);
  yield* listsOf(rendering, many);

  for (const where of places) {
    for (const why of refusals) {
      const refusal = { why, detail: 'ref12345' };
      yield at(preview, finished, thread, {}, [{ kind: 'not-posted', refusal, where }]);
      const said = [{ kind: 'not-removed', refusal, where } as const];
      yield at(
        shared,
        finished,
        thread,
        { shares: [share({ where, posted: standing(where)[1] ?? null })] },
        said,
      );
    }
  }
  for (const kind of ['removed', 'on-its-way', 'no-place', 'too-many-posts'] as const) {
    yield at(preview, finished, thread, {}, [{ kind }]);
  }
  for (const one of ['for-advisors', 'reviewed', 'not-reviewed'] as const) {
    yield plainScreen(rendering, one);
  }
}

/** The posts themselves, as everybody sees them. */
export function* everyPost(given: Rendering, results: readonly Facts[]): Generator<Screen> {
  for (const facts of results)
    for (const kind of shareKinds)
      for (const about of [{}, { about: thread }])
        for (const level of levelsFor(about))
          for (const review of [null, { by: 'U1', day: '2026-11-23' }]) {
            const begun = share({ kind, level, answers: facts as Answers, card: null });
            const conversation: Conversation = {
              ...{ id: 'x', turn: 1, policy: given.policy.hash, answers: facts as Answers },
              ...{ at: { page: 'interview' }, before: null, shares: [begun], ...about },
            };
            const effects = [{ type: 'post', share: begun.id, again: false }] as const;
            const made = { conversation, notices: [], effects, page: 0 };
            const [worded] = inWords(given, owner, made).conversation.shares ?? [];
            if (worded) yield postOf(given, owner, { ...worded, review }, {}).screen;
          }
}

/** A post that is on its way, and one that stands; without an address where a platform gave none. */
function standing({ kind }: Where): Share['posted'][] {
  if (kind === 'link') return [null, { ...posted, until: '2027-03-22' }];
  return [null, posted, { ...posted, link: null }];
}

function* listsOf(rendering: Rendering, shares: readonly Share[]): Generator<Screen> {
  const counted = { conversations: 1, one: true };
  for (const [page, about] of [
    ['forget', 'standing'],
    ['forgotten', 'left'],
  ] as const)
    for (const some of [shares.slice(0, 1), shares]) {
      const at = { page: 'forget' } as const;
      const rest = { id: 'x', turn: 1, policy: '', answers: example, at, before: null };
      const screen =
        page === 'forget'
          ? renderScreen(rendering, { conversation: rest, notices: [] })
          : plainScreen(rendering, page, counted);
      yield { ...screen, body: [...screen.body, ...postsList(rendering, some, about)] };
    }
}

function share(given: Partial<Share>): Share {
  return {
    ...{ id: 'x.1', kind: 'share', level: 'plain', answers: example, where: thread },
    ...{ day: '2026-11-22', tried: 0, posted, card: { title: '', body: [] }, review: null },
    ...given,
  };
}

function momentAt(here: Here): Moment {
  return { today: '2026-11-22', instant: 0, here, person: 'U1' };
}
