import type { Card, Level, ShareKind } from '../conversation/share.ts';
import { checklistFor } from '../decision/checklist.ts';
import { resultFor } from '../decision/result.ts';
import { type Facts, isScored } from '../facts.ts';
import { specialtyOf } from '../policy/policy.ts';
import type { Block } from '../screen.ts';
import { actionSentence, partOf } from './action.ts';
import { type Rendering, text } from './content.ts';
import { impactChart } from './impact.ts';
import type { Params } from './words.ts';

/** Whose card it is, and for whom. */
export interface Sharing {
  readonly kind: ShareKind;
  readonly level: Level;
  /** The person who shares, as their platform knows them; null where nobody is named. */
  readonly person: string | null;
  /** The group that is asked, once. */
  readonly mention: string | null;
  /** Whether it answers somebody else's question. */
  readonly forSomebody: boolean;
}

/**
 * The card that is shared of a result. What it says without numbers follows from nothing but the action, the scope, the
 * stage and the service; with the reasons also from the rules, the effect and the notes: no other value of the facts is at
 * hand where those words are chosen.
 */
export function cardOf(rendering: Rendering, facts: Facts, sharing: Sharing): Card {
  const { words, policy } = rendering;
  const result = resultFor(policy, facts);
  const scored = isScored(facts) ? facts : null;
  const { service } = specialtyOf(policy, scored?.specialty ?? 'other');
  const { fewPrograms, manyPrograms } = policy;
  // Those words of the result that every applicant with this action and scope may read.
  const said: Params = { service, fewPrograms, manyPrograms, img: false };
  const file = `action/${result.action}`;
  const who = partOf(words, file, result, 'who');
  return {
    title: actionSentence(rendering, result, said),
    body: [
      byline(rendering, sharing),
      ...(sharing.level === 'numbers' && scored ? [numbers(rendering, scored, result.gain)] : []),
      ...(words.has(file, who) ? [text(words.text(file, said, who))] : []),
      ...(sharing.level === 'plain' ? [] : reasons(rendering, result, said)),
      ...impactChart(rendering, 'stage' in facts ? facts.stage : null),
      ...checklist(rendering, facts, result.action, said),
    ],
  };
}

function byline({ words }: Rendering, sharing: Sharing): Block {
  const { kind, person, mention, forSomebody } = sharing;
  const said = (part: string) => words.text('share/card', {}, part);
  const part = kind === 'ask' ? 'asked' : forSomebody ? 'shared-for' : 'shared';
  const plain = `${said('somebody')} ${said(part)}`;
  return person === null
    ? text(plain)
    : { kind: 'person', person, text: said(part), mention, plain };
}

function numbers(
  { words }: Rendering,
  { ck, step1 }: { ck: number; step1: number | string },
  gain: number | null,
): Block {
  const params = {
    ck,
    step1: typeof step1 === 'number' ? step1 : words.text('step1', {}, `short ${step1}`),
    gain: gain === null ? null : `${gain > 0 ? '+' : ''}${gain}`,
  };
  return text(`**${words.text('share/card', params, 'numbers')}**`);
}

/** The effect, both rules, how programs will read it, and the notes, all without a number. */
function reasons(
  { words }: Rendering,
  result: ReturnType<typeof resultFor>,
  said: Params,
): Block[] {
  const heading = (part: string): Block => ({
    kind: 'heading',
    text: words.text('headings', {}, part),
  });
  const shared = (file: string) =>
    words.text(file, said, words.has(file, 'shared') ? 'shared' : '');
  const { effect, effectRule, actionRule, notes } = result;
  const why = [
    ...(effectRule ? [shared(`why/effect/${effectRule}`)] : []),
    shared(`why/action/${actionRule}`),
  ];
  const reading = [effectRule, effect, result.action].find(
    (name) => name !== null && words.has('reading', name),
  );
  return [
    ...(effect ? [heading('effect'), text(words.text('effect', said, effect))] : []),
    heading('why'),
    { kind: 'list', style: 'bullets', items: why },
    ...(reading ? [heading('reading'), text(words.text('reading', said, reading))] : []),
    ...(notes.length > 0
      ? [
          heading('notes'),
          {
            kind: 'list',
            style: 'bullets',
            items: notes.map((note) => shared(`note/${note}`)),
          } as const,
        ]
      : []),
  ];
}

/** The steps of the service, for IMGs and others alike. */
function checklist(
  { words, policy }: Rendering,
  facts: Facts,
  action: string,
  said: Params,
): Block[] {
  const { steps, later } = checklistFor(policy, facts);
  const ofAction = words.has('checklist', `for ${action}`) ? `for ${action}` : '';
  const neutral = steps.map((step) =>
    step === 'release-from-nbme' || step === 'release-from-ecfmg' ? 'release-from-portal' : step,
  );
  return [
    { kind: 'heading', text: words.text('checklist', said, later ? 'later' : ofAction) },
    {
      kind: 'list',
      style: 'steps',
      items: neutral.map((step) => words.text('checklist', said, step)),
    },
  ];
}
