import type { PolicyNotice } from '../conversation/finished.ts';
import type { Notice as Said } from '../conversation/move.ts';
import { mostShares } from '../conversation/sharing.ts';
import type { Notice } from '../screen.ts';
import { changeSentence } from './action.ts';
import type { Rendering } from './content.ts';
import { factFault, shown } from './fault.ts';
import { csvRefusal, programFault } from './program-fault.ts';
import { importNotices, movedNotices } from './programs-notice.ts';

/** So many words that mean nothing are named; whoever types more knows what was pasted. */
const mostWords = 5;

/** What there is to say about the last event, in words. */
export function noticesOf(rendering: Rendering, said: readonly Said[]): Notice[] {
  const { words } = rendering;
  const unknown = said.flatMap((one) => (one.kind === 'unknown-word' ? [one.word] : []));
  return [
    ...said.flatMap((one): Notice[] =>
      one.kind === 'policy' || one.kind === 'policy-asks'
        ? [{ tone: 'note', text: policyChanged(rendering, one) }]
        : [],
    ),
    ...(unknown.length === 0 ? [] : [unknownWords(rendering, unknown)]),
    ...said.flatMap((one): Notice[] =>
      one.kind === 'refused'
        ? [{ tone: 'fault', text: factFault(rendering, one.field, one.value) }]
        : [],
    ),
    ...said.flatMap((one) => workNotice(rendering, one)),
    ...(said.some(({ kind }) => kind === 'result-first')
      ? [{ tone: 'note', text: words.text('notice/result-first') } as const]
      : []),
    ...(said.some(({ kind }) => kind === 'stale')
      ? [{ tone: 'note', text: words.text('notice/stale') } as const]
      : []),
  ];
}

function policyChanged(rendering: Rendering, change: PolicyNotice): string {
  const { words } = rendering;
  if (change.kind === 'policy-asks') return words.text('notice/policy', {}, 'asks');
  const changed = changeSentence(rendering, change.before, change.after);
  return words.text('notice/policy', { changed });
}

/** What there is to say about a post, a program or an email. */
function workNotice({ words }: Rendering, notice: Said): Notice[] {
  const says = (part: string, params = {}) => words.text('share/refused', params, part);
  switch (notice.kind) {
    case 'not-posted':
    case 'not-removed': {
      const { refusal, where, kind } = notice;
      const place = ('name' in where && where.name) || says('the-place');
      const part = kind === 'not-removed' ? kind : refusal.why;
      return [{ tone: 'fault', text: says(part, { place, detail: refusal.detail }) }];
    }
    case 'no-place':
    case 'too-many-posts':
      return [{ tone: 'fault', text: says(notice.kind, { most: mostShares }) }];
    case 'wrong-program': {
      const { fault } = notice;
      const text = programFault(words, { row: null, line: null, ...fault });
      return [{ tone: 'fault', text, ...(fault.column ? { input: fault.column } : {}) }];
    }
    case 'csv-refused':
      return [{ tone: 'fault', text: csvRefusal(words, notice.refusal), input: 'file' }];
    case 'imported':
      return importNotices(words, notice);
    case 'plan-moved':
      return movedNotices(words, notice);
    case 'removed':
    case 'on-its-way':
      return [{ tone: 'note', text: says(notice.kind) }];
    default:
      return [];
  }
}

function unknownWords({ words }: Rendering, unknown: readonly string[]): Notice {
  const named = unknown.slice(0, mostWords).map(shown);
  const more = unknown.length - named.length;
  const text = words.text('notice/unknown-word', {
    words: named.join(', '),
    more,
    one: unknown.length === 1,
  });
  return { tone: 'fault', text };
}
