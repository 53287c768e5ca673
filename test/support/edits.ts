import type { Email } from '../../src/email/draft.ts';

/** Emails that lint objects to, each for something else, and one to which it does not. */
export const edits: readonly Email[] = [
  '[one specific thing about this program]',
  'I apologize for the delay.',
  'My score is late because of a family illness.',
  'It is an increase of 13 points from Step 1.',
  'Please find my score report attached.',
  'My USMLE Step 2 CK score is 261.',
  'word '.repeat(400),
  'I will rank you number one.',
  'THIS IS WONDERFUL AND IMPORTANT!!!',
  'I am interested because of your excellent program.',
  'My USMLE Step 2 CK score is 251.',
].map((sentence) => ({
  subject: 'USMLE Step 2 CK Score Update – Jane Q. Doe, AAMC ID 12345678',
  body: `Dear Dr. Okafor,\n\n${sentence}\n\nSincerely,\nJane Q. Doe\nAAMC ID: 12345678`,
}));
