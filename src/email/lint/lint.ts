import type { Policy } from '../../policy/policy.ts';
import { unfilled } from './blanks.ts';
import {
  type Edited,
  type Finding,
  type FindingId,
  findingIds,
  type Rule,
  type Span,
  severities,
} from './finding.ts';
import { namesIn } from './names.ts';
import { type Reading, read, type Token } from './reading.ts';
import { pointDifference, scoreNotNeeded, wrongScore } from './scores.ts';
import { capitals, exclamations } from './shouting.ts';
import { noId, tooLong, tooManyUpdates } from './whole.ts';
import { genericReason, phraseRule, rankPromise } from './wording.ts';

const rules: Record<FindingId, readonly Rule[]> = {
  unfilled: [unfilled],
  apology: [phraseRule('apology')],
  excuse: [phraseRule('excuse')],
  'point-difference': [pointDifference],
  attachment: [phraseRule('attachment')],
  'score-not-needed': [scoreNotNeeded],
  'wrong-score': [wrongScore],
  'too-long': [tooLong],
  'too-many-updates': [tooManyUpdates],
  'rank-promise': [rankPromise],
  'no-id': [noId],
  shouting: [capitals, exclamations],
  'generic-reason': [genericReason],
};

/** Everything there is to object to in an email, in the order of its text. */
export function lint(policy: Policy, email: Edited): Finding[] {
  const named = namesIn(email);
  return (['subject', 'body'] as const).flatMap((part) => {
    const reading = read(part, email[part], named);
    const found = findingIds
      .flatMap((id) => findingsOf(id, { policy, email, reading }))
      .sort((a, b) => a.at - b.at);
    // What is to be replaced need not be beautiful: "[YOUR REASON]" is a blank and no shouting.
    let blankEnd = 0;
    return found.filter(({ id, at, words }) => {
      if (id === 'unfilled') blankEnd = at + words.length;
      return id !== 'shouting' || at >= blankEnd;
    });
  });
}

function findingsOf(id: FindingId, about: Parameters<Rule>[0]): Finding[] {
  const { part, text } = about.reading;
  const spans = rules[id]
    .flatMap((rule) => rule(about))
    .filter((span) => id === 'no-id' || !isInName(about.reading, span))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  let end = -1;
  return spans.flatMap(({ from, to }) => {
    // Two rules may object to the same words.
    if (from < end) return [];
    end = to;
    const words = text.slice(from, to);
    return [{ id, severity: severities[id], part, words, at: from, advice: id }];
  });
}

const isKnown = (token?: Token) => token?.name === 'program' || token?.name === 'known';

/** Whether the words lie within a name that is known. */
function isInName({ tokens }: Reading, { from, to }: Span): boolean {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.to ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  let at = low;
  while (at < tokens.length && (tokens[at]?.from ?? to) < to && isKnown(tokens[at])) at++;
  return at > low && (tokens[at]?.from ?? to) >= to;
}
