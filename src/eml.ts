import MimeNode from 'nodemailer/lib/mime-node';
import type { Draft, Email } from './email/draft.ts';
import { oneLine, wellFormed } from './email/text.ts';

/**
 * The draft as a file that mail programs open: `X-Unsent` makes Outlook open it as something still to be sent. Unknown
 * addresses are left out. Not in `email/`, since the composer needs Node.
 *
 * @param email the subject and body as the applicant left them
 */
export async function emlOf(
  { to, cc, subjects, body }: Draft,
  email: Email = { subject: subjects[0], body },
): Promise<string> {
  const addresses = (recipients: Draft['to']) =>
    // As objects: a text would be read as a list of addresses.
    recipients.flatMap(({ address }) => (address ? [{ name: '', address }] : []));
  const message = new MimeNode('text/plain; charset=utf-8', { newline: 'win' });
  message.setHeader({ 'X-Unsent': '1', subject: oneLine(email.subject) });
  for (const [field, found] of Object.entries({ to: addresses(to), cc: addresses(cc) })) {
    if (found.length > 0) message.setHeader(field, found);
  }
  message.setContent(wellFormed(email.body));
  return (await message.build()).toString();
}
