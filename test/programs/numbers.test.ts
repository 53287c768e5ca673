import { describe, expect, test } from 'vitest';
import { specialtyOf } from '../../src/policy/policy.ts';
import { isCoordinatorOnly } from '../../src/programs/contact.ts';
import { triage } from '../../src/programs/triage.ts';
import { factsOf } from '../support/facts.ts';
import { policy } from '../support/policy.ts';
import { program } from '../support/programs.ts';

const programs = (count: number) =>
  Array.from({ length: count }, (_, at) => program(`Program ${at}`, 'home'));

describe("triage by the policy's own numbers", () => {
  test('the few are five', () => {
    const plan = triage(policy, factsOf(246, 'pass', 'dermatology'), programs(9));
    expect(plan.emailed).toHaveLength(5);
  });

  test('more than fifteen emails are a mass mailing, those that were sent included', () => {
    const notesOn = (count: number, sent: number) =>
      triage(policy, factsOf(251, 'pass', 'dermatology'), [
        ...programs(count),
        ...programs(sent).map((one) => ({ ...one, lastUpdate: '2026-10-20' })),
      ]).notes;
    expect(notesOn(15, 0)).toEqual([]);
    expect(notesOn(16, 0)).toEqual(['mass-mailing']);
    expect(notesOn(10, 5)).toEqual([]);
    expect(notesOn(10, 6)).toEqual(['mass-mailing']);
  });

  test('after an interview in Plastic Surgery only the coordinator is written to', () => {
    const only = (specialty: string, ...flags: ('interviewed' | 'waitlisted')[]) =>
      isCoordinatorOnly(specialtyOf(policy, specialty), program('x', ...flags));
    expect(only('plastic-surgery', 'interviewed', 'waitlisted')).toBe(true);
    expect(only('plastic-surgery', 'waitlisted')).toBe(false);
    expect(only('otolaryngology', 'interviewed')).toBe(false);
  });
});
