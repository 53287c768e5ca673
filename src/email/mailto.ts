import type { Draft, Email } from './draft.ts';
import { wellFormed } from './text.ts';

/**
 * Windows takes no link of more than 2,083 characters (`INTERNET_MAX_URL_LENGTH` in its wininet.h); this leaves room for
 * what browsers and mail programs put around it.
 */
const openEverywhere = 1900;

/** A link that opens the email in a mail program. `long`: it will not open everywhere, so copying is safer. */
export interface MailLink {
  readonly href: string;
  readonly long: boolean;
}

/**
 * The `mailto:` link of a draft (RFC 6068). Unknown addresses are left out.
 *
 * @param email the subject and body as the applicant left them
 */
export function mailtoOf(
  { to, cc, subjects, body }: Draft,
  email: Email = { subject: subjects[0], body },
): MailLink {
  const addresses = (recipients: Draft['to']) =>
    recipients.flatMap(({ address }) => (address ? [encodedAddress(address)] : [])).join(',');
  const copies = addresses(cc);
  const fields = [
    ...(copies ? [`cc=${copies}`] : []),
    `subject=${encoded(email.subject.replace(/[\r\n]+/g, ' '))}`,
    `body=${encoded(email.body.replace(/\r\n|\r|\n/g, '\r\n'))}`,
  ];
  const href = `mailto:${addresses(to)}?${fields.join('&')}`;
  return { href, long: href.length > openEverywhere };
}

function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** The `@` stays readable: RFC 6068 allows it, and some mail programs want it. */
function encodedAddress(address: string): string {
  return encoded(address).replaceAll('%40', '@');
}
