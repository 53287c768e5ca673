import type { Conversation } from '../conversation/conversation.ts';
import type { Here } from '../conversation/share.ts';
import type { Action } from '../decision/action-rules.ts';
import { checklistFor } from '../decision/checklist.ts';
import { decide, judge, type Verdict } from '../decision/decide.ts';
import type { Note } from '../decision/notes.ts';
import type { Outcome } from '../decision/outcome.ts';
import { type Result, resultFor } from '../decision/result.ts';
import { type Facts, isScored } from '../facts.ts';
import { factsOf } from '../interview/questions.ts';
import { specialtyOf } from '../policy/policy.ts';
import type { Block } from '../screen.ts';
import { actionSentence, changeSentence, partOf } from './action.ts';
import { button, type Content, type Rendering, text } from './content.ts';
import { day } from './day.ts';
import { impactChart } from './impact.ts';
import { sharingButtons } from './share.ts';
import { whatIfLine } from './what-if.ts';

/** The notes that stand above the checklist, because the steps below depend on them. */
const urgent: readonly Note[] = ['must-release', 'talk-before-releasing'];

/** Every value that a template of the result may name. */
export type ResultParams = ReturnType<typeof resultParams>;

/** The result of a finished conversation, with what a changed answer did to it. */
export function resultScreen(
  rendering: Rendering,
  conversation: Conversation,
  here: Here,
): Content {
  const facts = factsOf(conversation.answers);
  const { title, body } = resultContent(rendering, facts, conversation.before);
  const emails = decide(rendering.policy, facts).scope !== null;
  return {
    name: 'result',
    title,
    body: [...body, ...keptUntil(rendering), rulesVersion(rendering)],
    actions: [
      // What is found out for somebody else is their plan to make.
      ...(conversation.about
        ? []
        : [{ ...button(rendering, 'plan'), main: emails }, button(rendering, 'drafts')]),
      ...sharingButtons(rendering, conversation, here),
      button(rendering, 'change'),
      button(rendering, 'path'),
      button(rendering, 'guide'),
      button(rendering, 'restart'),
      ...(rendering.keptUntil === null || conversation.about
        ? []
        : [button(rendering, 'download'), button(rendering, 'forget')]),
    ],
  };
}

/**
 * The recommendation in full, from the action to what would change it.
 *
 * @param before the recommendation before an answer was changed; null where none was
 */
export function resultContent(
  rendering: Rendering,
  facts: Facts,
  before: Outcome | null = null,
): { title: string; body: Block[] } {
  const { words, policy } = rendering;
  const result = resultFor(policy, facts);
  const verdict = judge(policy, facts);
  const params = resultParams(rendering, facts, result);
  const note = (id: Note): Block => ({ kind: 'text', text: words.text(`note/${id}`, params) });
  const later = result.notes.filter((id) => !urgent.includes(id));
  return {
    title: actionSentence(rendering, result, params),
    body: [
      ...(before ? [text(changeSentence(rendering, before, result))] : []),
      ...urgent
        .filter((id) => result.notes.includes(id))
        .map((id): Block => ({ kind: 'warning', text: words.text(`note/${id}`, params) })),
      ...whoGetsAnEmail(rendering, result, params),
      ...(result.effect
        ? [heading(rendering, 'effect'), text(words.text('effect', params, result.effect))]
        : []),
      heading(rendering, 'why'),
      { kind: 'list', style: 'bullets', items: whyItems(rendering, verdict, params) },
      ...impactChart(rendering, verdict.applicant.stage),
      ...checklist(rendering, facts, result.action, params),
      ...(result.scope ? [text(words.text('checklist', params, 'why-emails'))] : []),
      ...reading(rendering, result, params),
      ...(later.length > 0 ? [heading(rendering, 'notes'), ...later.map(note)] : []),
      ...(isScored(facts) ? whatElse(rendering, result, params) : []),
    ],
  };
}

/** Which rules decided: so that two results can be told to come of the same. */
function rulesVersion({ words, policy }: Rendering): Block {
  const hash = policy.hash.replace('sha256:', '').slice(0, 8);
  return text(words.text('kept', { hash }, 'rules'));
}

/** When the answers are removed by themselves, where they are kept at all. */
function keptUntil({ words, keptUntil }: Rendering): Block[] {
  return keptUntil === null ? [] : [text(words.text('kept', { until: day(keptUntil) }))];
}

/** Which programs the action means, where it means any. */
function whoGetsAnEmail({ words }: Rendering, outcome: Outcome, params: ResultParams): Block[] {
  const file = `action/${outcome.action}`;
  const part = partOf(words, file, outcome, 'who');
  return words.has(file, part) ? [text(words.text(file, params, part))] : [];
}

function whyItems({ words, policy }: Rendering, verdict: Verdict, params: ResultParams): string[] {
  const { effect, action, applicant } = verdict;
  const because = (file: string, source: string | undefined) =>
    words.text('why', { sentence: words.text(file, params), source });
  const cited = (effect?.citing ?? [])
    .map(
      (name) =>
        policy.sources.get(name) ??
        policy.sources.get(`specialties.${applicant.specialty?.id}.${name}`),
    )
    .filter((source) => source !== undefined);
  // Without a ballpark the sentence speaks of the pass-only cut-off instead.
  if (effect && cited.length === 0)
    cited.push(...[policy.sources.get('passOnlyStrong')].filter((source) => source !== undefined));
  const titles = [...new Set(cited.map(({ title }) => title))].join('; ');
  return [
    ...(effect ? [because(`why/effect/${effect.id}`, titles)] : []),
    because(`why/action/${action.id}`, policy.sourceTitles[action.citing]),
  ];
}

function checklist(
  rendering: Rendering,
  facts: Facts,
  action: Action,
  params: ResultParams,
): Block[] {
  const { words, policy } = rendering;
  const { steps, later } = checklistFor(policy, facts);
  const ofAction = words.has('checklist', `for ${action}`) ? `for ${action}` : '';
  const heading = later ? 'later' : ofAction;
  return [
    { kind: 'heading', text: words.text('checklist', params, heading) },
    {
      kind: 'list',
      style: 'steps',
      items: steps.map((step) => words.text('checklist', params, step)),
    },
  ];
}

/** How programs will read the score, by what it does; some rules are read unlike others of the same effect. */
function reading(rendering: Rendering, result: Result, params: ResultParams): Block[] {
  const { words } = rendering;
  const part = [result.effectRule, result.effect, result.action].find(
    (name) => name !== null && words.has('reading', name),
  );
  return part ? [heading(rendering, 'reading'), text(words.text('reading', params, part))] : [];
}

/** Never empty: the rank list deadline is still to come for everybody with a score to tell. */
function whatElse(rendering: Rendering, result: Result, params: ResultParams): Block[] {
  const items = result.whatIf.map((line) => whatIfLine(rendering, line, params));
  return [heading(rendering, 'what-if'), { kind: 'list', style: 'bullets', items }];
}

function heading({ words }: Rendering, part: string): Block {
  return { kind: 'heading', text: words.text('headings', {}, part) };
}

/** The user's own numbers, the policy's, and what follows from the specialty. */
export function resultParams({ words, policy }: Rendering, facts: Facts, { gain }: Result) {
  const scored = isScored(facts) ? facts : null;
  const specialty = specialtyOf(policy, scored?.specialty ?? 'other');
  return {
    ck: scored?.ck ?? null,
    /** Only where it is a score: sentences compare with it. */
    step1: scored && typeof scored.step1 === 'number' ? scored.step1 : null,
    gain,
    points: gain === null ? null : Math.abs(gain),
    img: scored?.img ?? false,
    waiting: scored !== null && (scored.img || scored.required),
    specialty:
      specialty.id === 'other' ? words.text('question/specialty', {}, 'unnamed') : specialty.name,
    service: specialty.service,
    good: specialty.good,
    strong: specialty.strong,
    step1Words:
      scored && typeof scored.step1 !== 'number' ? words.text('step1', {}, scored.step1) : null,
    // At the end: V8 takes thirty times as long over a big copy that then grows.
    ...policy,
  };
}
