import type { Details } from '../../src/email/details.ts';
import { type Applicant, type Draft, type DraftOf, draftOf } from '../../src/email/draft.ts';
import type { Program } from '../../src/programs/program.ts';
import type { EmailTemplate } from '../../src/programs/template.ts';
import { loadWords, type Words } from '../../src/render/words.ts';
import { scored } from './facts.ts';
import { policy } from './policy.ts';

const english = loadWords();

export const applicant: Applicant = {
  name: 'Jane Q. Doe',
  id: '12345678',
  school: 'State University College of Medicine',
  visa: null,
};

export const program: Program = {
  name: 'Lakeside Medical Center',
  pdLastName: 'Okafor',
  pdEmail: 'okafor@lakeside.example',
  coordinatorName: 'Ms. Rivera',
  coordinatorEmail: 'rivera@lakeside.example',
  programEmail: 'residency@lakeside.example',
  interviewDate: '2026-12-08',
  lastUpdate: '2026-11-02',
  flags: ['requires', 'interviewed'],
};

/** Every detail that any template asks for. */
export const details: Details = {
  reason: 'the street medicine clinic that residents run on Tuesdays',
  change: 'I reviewed every question block with a tutor and took a full practice exam each week',
  news: 'my paper on sepsis bundles was accepted by Critical Care Explorations',
};

export const facts = scored({ ck: 251, step1: 238, specialty: 'dermatology' });

export type Variant = Partial<Omit<DraftOf, 'template' | 'contact'>> & {
  readonly coordinatorOnly?: boolean;
};

/** A draft with everything filled in, but for what the variant says. */
export function drafted(
  template: EmailTemplate,
  variant: Variant = {},
  words: Words = english,
): Draft {
  const { coordinatorOnly = false, ...others } = variant;
  return draftOf(
    { policy, words },
    { template, facts, program, applicant, details, contact: { coordinatorOnly }, ...others },
  );
}

/** What a mail program would show of the draft. */
export function shownOf(draft: Draft): string {
  return [...draft.to, ...draft.cc, ...draft.subjects, draft.body]
    .map((part) => (typeof part === 'string' ? part : part.shown))
    .join('\n');
}
