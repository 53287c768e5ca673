import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/decision/decide.ts';
import { highestScore } from '../../src/facts.ts';
import { type Flag, flags, type Program } from '../../src/programs/program.ts';
import { triage } from '../../src/programs/triage.ts';
import { kindsOfFacts } from '../support/every-screen.ts';
import { anyFacts, anyScored } from '../support/facts.ts';
import { plainTriage } from '../support/plain-triage.ts';
import { policy } from '../support/policy.ts';
import { anyPrograms } from '../support/programs.ts';

const runs = { numRuns: 2000 };
const programs = anyPrograms();

/** Every program with its place in the list, so that programs of one name stay apart. */
const numbered = (list: readonly Program[]) => list.map((program, at) => ({ ...program, at }));
const emailedOf = (facts: Parameters<typeof triage>[1], list: readonly Program[]) =>
  new Set(triage(policy, facts, numbered(list)).emailed.map(({ program }) => program.at));
const missing = (before: ReadonlySet<number>, after: ReadonlySet<number>) =>
  [...before].filter((at) => !after.has(at));

const without = (program: Program, gone: readonly Flag[]): Program => ({
  ...program,
  flags: program.flags.filter((flag) => !gone.includes(flag)),
});

describe('triage, whatever the applicant and the programs', () => {
  test('agrees with a second reading of the rules', () => {
    const facts = fc.oneof(anyFacts(policy), fc.constantFrom(...kindsOfFacts(policy)));
    fc.assert(
      fc.property(facts, programs, (facts, list) => {
        const plan = triage(policy, facts, numbered(list));
        const told = [...plan.emailed, ...plan.left].map(({ program, ...entry }) => {
          return { name: program.name, at: program.at, ...entry };
        });
        expect(told).toEqual(plainTriage(facts, decide(policy, facts), list, policy.fewPrograms));
      }),
      { numRuns: 5000 },
    );
  });

  test('places every program once', () => {
    fc.assert(
      fc.property(anyFacts(policy), programs, (facts, list) => {
        const plan = triage(policy, facts, numbered(list));
        const places = [...plan.emailed, ...plan.left].map(({ program }) => program.at);
        expect(places.sort((a, b) => a - b)).toEqual([...list.keys()]);
      }),
      runs,
    );
  });

  test('a higher score never takes a program out', () => {
    const score = fc.integer({ min: policy.passingScore, max: highestScore });
    fc.assert(
      fc.property(anyScored(policy), score, programs, (facts, ck, list) => {
        const [low, high] = [Math.min(facts.ck, ck), Math.max(facts.ck, ck)];
        const before = emailedOf({ ...facts, ck: low }, list);
        const after = emailedOf({ ...facts, ck: high }, list);
        expect(missing(before, after)).toEqual([]);
      }),
      runs,
    );
  });

  test('marking an email as sent never adds a program', () => {
    fc.assert(
      fc.property(anyScored(policy), programs, fc.nat(), (facts, list, any) => {
        const chosen = any % (list.length || 1);
        const sent = list.map((program, at) =>
          at === chosen
            ? { ...without(program, ['new-information']), lastUpdate: '2026-11-22' }
            : program,
        );
        const [before, after] = [emailedOf(facts, list), emailedOf(facts, sent)];
        expect(missing(after, before)).toEqual([]);
      }),
      runs,
    );
  });

  test('a further flag removes no program but by the doors, or by a better one among the few', () => {
    const closing: readonly Flag[] = ['no-contact', 'rejected', 'withdrawn'];
    const opening = flags.filter((flag) => !closing.includes(flag));
    fc.assert(
      fc.property(
        anyScored(policy),
        programs,
        fc.nat(),
        fc.constantFrom(...opening),
        (facts, list, any, flag) => {
          const chosen = any % (list.length || 1);
          const flagged = list.map((program, at) =>
            at === chosen && !program.flags.includes(flag)
              ? { ...program, flags: [...program.flags, flag] }
              : program,
          );
          const gone = missing(emailedOf(facts, list), emailedOf(facts, flagged));
          expect(gone).not.toContain(chosen);
          if (decide(policy, facts).scope !== 'top-choices') expect(gone).toEqual([]);
          else expect(gone.length).toBeLessThanOrEqual(1);
          for (const at of gone) {
            const [entry] = triage(policy, facts, numbered(flagged)).left.filter(
              ({ program }) => program.at === at,
            );
            expect(entry?.reason).toBe('beyond-the-few');
          }
        },
      ),
      runs,
    );
  });
});
