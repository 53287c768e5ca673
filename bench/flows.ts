/** The ways through the interview that the benchmark walks, as events of the product and of the XState machine. */
import type { Event } from '../src/conversation/event.ts';
import type { ScoredFacts } from '../src/facts.ts';
import type { MachineEvent } from './interview-machine.ts';

/** Applicants who are asked all seven questions: their journey has eight screens, the last one a result. */
export const applicants: readonly ScoredFacts[] = [
  { stage: 'before-download', ck: 231, step1: 'pass', specialty: 'psychiatry' },
  { stage: 'after-download', ck: 229, step1: 228, specialty: 'internal-medicine' },
  { stage: 'early-interviews', ck: 238, step1: 'none', specialty: 'dermatology' },
  { stage: 'late-interviews', ck: 225, step1: 238, specialty: 'family-medicine' },
].map((facts) => ({ ...facts, result: 'passed', img: false, required: true }) as ScoredFacts);

/** An event without the token of the screen that it answers. */
type Intent =
  | { readonly type: 'submit'; readonly form: 'ck' | 'step1'; readonly values: Values }
  | { readonly type: 'answer'; readonly field: keyof ScoredFacts; readonly value: string | boolean }
  | { readonly type: 'back' };
type Values = Readonly<Record<string, string>>;

const order = ['result', 'stage', 'ck', 'step1', 'specialty', 'img', 'required'] as const;

function given(facts: ScoredFacts, field: (typeof order)[number]): Intent {
  const value = facts[field];
  return (field === 'ck' || field === 'step1') && typeof value === 'number'
    ? { type: 'submit', form: field, values: { [field]: String(value) } }
    : { type: 'answer', field, value: value as string | boolean };
}

/** Every question answered once. */
export function straight(facts: ScoredFacts): Intent[] {
  return order.map((field) => given(facts, field));
}

/** The same, but at the question on Step 1 the applicant goes back once and answers CK again. */
export function withBack(facts: ScoredFacts): Intent[] {
  const intents = straight(facts);
  return intents.toSpliced(3, 0, { type: 'back' }, given(facts, 'ck'));
}

/**
 * The intents as events on the screens of one new conversation. Every accepted event adds one to the turn, so that the
 * events can be made beforehand and the making is not measured.
 */
export function eventsOf(intents: readonly Intent[]): Event[] {
  return [
    start,
    ...intents.map((intent, turn): Event => ({ ...intent, on: `${start.id}.${turn}` })),
  ];
}

const start = { type: 'start', id: 'bench' } as const;

/** The same intent for the machine, which has no forms: there a score comes as a number. */
export function machineEvent(intent: Intent): MachineEvent {
  if (intent.type === 'back') return { type: 'back' };
  const value = intent.type === 'submit' ? Number(intent.values[intent.form]) : intent.value;
  return { type: 'answer', value };
}
