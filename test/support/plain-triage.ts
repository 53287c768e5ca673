/** A second reading of decision §7 and of the table of emails in §8, in straight code: slow, and independent of src/. */
import type { Decision } from '../../src/decision/decide.ts';
import type { Facts } from '../../src/facts.ts';
import type { Program } from '../../src/programs/program.ts';

interface Told {
  name: string;
  at: number;
  email: boolean;
  template: string | null;
  reason: string;
  order: number | null;
  notes: string[];
}

export function plainTriage(
  facts: Facts,
  { action, scope, actionRule }: Pick<Decision, 'action' | 'scope' | 'actionRule'>,
  programs: readonly Program[],
  fewPrograms: number,
): Told[] {
  const isImg = 'img' in facts && facts.img;
  const f = (p: Program, ...names: string[]) => p.flags.some((flag) => names.includes(flag));
  const explicit = (p: Program) => f(p, 'requires', 'requires-to-rank', 'asked', 'strict-deadline');
  const img = (p: Program) =>
    isImg &&
    (f(p, 'sponsors-visa') ||
      (f(p, 'img-friendly') &&
        f(p, 'top-choice', 'home', 'rotated', 'region', 'signaled', 'dream')));
  const priority = (p: Program) =>
    f(p, 'mentioned', 'top-choice', 'interviewed', 'waitlisted', 'home', 'rotated') ||
    f(p, 'region', 'signaled', 'dream');

  const bestReason = (p: Program): [number, string] => {
    if (f(p, 'requires-to-rank')) return [1, 'requires-to-rank'];
    if (f(p, 'requires')) return [2, 'requires'];
    if (f(p, 'asked')) return [3, 'asked'];
    if (f(p, 'strict-deadline')) return [4, 'strict-deadline'];
    if (img(p)) return [5, 'img-program'];
    if (f(p, 'top-choice')) return [6, 'top-choice'];
    if (f(p, 'dream') && actionRule === 'jump-before-download') return [6.5, 'dream'];
    if (f(p, 'waitlisted')) return [7, 'waitlisted'];
    if (f(p, 'interviewed')) return [8, 'interviewed'];
    if (f(p, 'mentioned')) return [9, 'mentioned'];
    if (f(p, 'home')) return [10, 'home'];
    if (f(p, 'rotated')) return [11, 'rotated'];
    if (f(p, 'signaled')) return [12, 'signaled'];
    if (f(p, 'region')) return [13, 'region'];
    if (f(p, 'dream')) return [14, 'dream'];
    return [99, 'none'];
  };
  const better = (a: number, b: number): boolean => {
    const [p, q] = [programs[a] as Program, programs[b] as Program];
    if (bestReason(p)[0] !== bestReason(q)[0]) return bestReason(p)[0] < bestReason(q)[0];
    const [left, right] = [p.name.toLowerCase(), q.name.toLowerCase()];
    return left === right ? a < b : left < right;
  };
  const isClosed = (p: Program) => f(p, 'rejected', 'withdrawn');
  const shut = (p: Program) => f(p, 'no-contact') && !explicit(p);
  const competes = (p: Program) =>
    priority(p) && !explicit(p) && !img(p) && !isClosed(p) && !shut(p);

  const isSelected = (p: Program, at: number): boolean => {
    if (scope === null) {
      if (action === 'eras-only') return explicit(p);
      return action === 'include' && f(p, 'strict-deadline');
    }
    if (explicit(p) || img(p)) return true;
    if (scope === 'priority') return priority(p);
    if (scope === 'waiting-or-relationship')
      return f(p, 'interviewed', 'waitlisted', 'home', 'rotated', 'region', 'signaled');
    if (scope === 'active-contact') return f(p, 'interviewed', 'waitlisted');
    if (scope === 'top-choices' && competes(p)) {
      let ahead = 0;
      for (const [other, q] of programs.entries()) if (competes(q) && better(other, at)) ahead++;
      return ahead < fewPrograms;
    }
    return false;
  };
  const whyNot = (p: Program, at: number): string | null => {
    if (action === 'too-late' || action === 'wait' || action === 'retake') return 'action';
    if (action === 'include' && !f(p, 'strict-deadline')) return 'action';
    if (isClosed(p)) return 'closed';
    if (shut(p)) return 'no-contact';
    if (p.lastUpdate && !f(p, 'invites-updates') && !f(p, 'new-information'))
      return 'already-updated';
    if (isSelected(p, at)) return null;
    return scope === 'top-choices' && priority(p) ? 'beyond-the-few' : 'not-a-priority';
  };
  const template = (p: Program): string => {
    if (p.lastUpdate) return 'follow-up';
    if (facts.result === 'passed-on-retake' && action === 'email-few') return 'retake';
    if (f(p, 'requires-to-rank') && f(p, 'interviewed')) return 'needed-to-rank';
    if (f(p, 'asked')) return 'was-pending';
    if (action === 'required-only' || action === 'eras-only' || action === 'include')
      return 'requested';
    return f(p, 'interviewed') ? 'strong-after-interview' : 'strong';
  };

  const emailed = programs.flatMap((p, at) => (whyNot(p, at) === null ? [at] : []));
  emailed.sort((a, b) => (better(a, b) ? -1 : 1));
  const told = (
    at: number,
    more: Pick<Told, 'email' | 'template' | 'reason' | 'order' | 'notes'>,
  ) => ({
    name: (programs[at] as Program).name,
    at,
    ...more,
  });
  return [
    ...emailed.map((at, place) => {
      const p = programs[at] as Program;
      const notes = f(p, 'no-contact') ? ['confirm-with-coordinator'] : [];
      const [, reason] = bestReason(p);
      return told(at, { email: true, template: template(p), reason, order: place + 1, notes });
    }),
    ...programs.flatMap((p, at) => {
      const reason = whyNot(p, at);
      return reason === null
        ? []
        : [told(at, { email: false, template: null, reason, order: null, notes: [] })];
    }),
  ];
}
