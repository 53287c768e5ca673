import type { Specialty } from '../policy/policy.ts';
import type { Program } from './program.ts';

/**
 * Whether an email to this program goes to its coordinator alone and may not say "top choice": some specialties let
 * nobody write to faculty after an interview.
 */
export function isCoordinatorOnly({ contact }: Specialty, { flags }: Program): boolean {
  return contact === 'coordinator-after-interview' && flags.includes('interviewed');
}
