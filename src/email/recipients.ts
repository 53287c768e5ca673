import type { Program } from '../programs/program.ts';
import type { EmailTemplate } from '../programs/template.ts';
import type { Words } from '../render/words.ts';
import { oneLine } from './text.ts';

/** Somebody who gets an email; `address` is null where it is not known, and `shown` is then a named blank. */
export interface Recipient {
  readonly role: 'program' | 'coordinator';
  readonly address: string | null;
  readonly shown: string;
}

/** To whom an email goes (decision §8): the program director, else the program; the coordinator as well. */
export function recipientsOf(
  words: Words,
  template: EmailTemplate,
  program: Program,
  coordinatorOnly: boolean,
): { to: Recipient[]; cc: Recipient[] } {
  const blank = (part: string) => words.text('email/blank', {}, part);
  const recipient = (role: Recipient['role'], typed: string[], part: string): Recipient => {
    const address = typed.find(isAddress) ?? null;
    return { role, address, shown: address ?? blank(part) };
  };
  const known = (address: string | undefined) => (address ? [oneLine(address)] : []);
  const coordinator = recipient(
    'coordinator',
    known(program.coordinatorEmail),
    'coordinator-email',
  );
  if (coordinatorOnly) return { to: [coordinator], cc: [] };
  const director = recipient(
    'program',
    [...known(program.pdEmail), ...known(program.programEmail)],
    'pd-email',
  );
  const same =
    director.address !== null &&
    director.address.toLowerCase() === coordinator.address?.toLowerCase();
  if (same) return { to: [director], cc: [] };
  return template === 'requested'
    ? { to: [coordinator, director], cc: [] }
    : { to: [director], cc: [coordinator] };
}

/** One mailbox and nothing beside it, so that it can stand in a header and in a link. */
function isAddress(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(text);
}
