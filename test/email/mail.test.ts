import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mailtoOf } from '../../src/email/mailto.ts';
import { emlOf } from '../../src/eml.ts';
import { emailTemplates } from '../../src/programs/template.ts';
import { applicant, drafted, program } from '../support/emails.ts';

const josé = { ...applicant, name: 'José Müller 🩺 & Co? #1 100%' };
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

/** What a mail program makes of the link. */
function opened(href: string) {
  const { protocol, pathname, search } = new URL(href);
  // A mail program decodes the fields as RFC 6068 says: a plus is a plus.
  const fields = new Map(
    search
      .slice(1)
      .split('&')
      .map((field) => field.split('=').map(decodeURIComponent) as [string, string]),
  );
  return { protocol, to: decodeURIComponent(pathname), fields };
}

describe('the link that opens a mail program', () => {
  test.each(emailTemplates)('%s brings recipients, subject and body over unchanged', (template) => {
    const draft = drafted(template, { applicant: josé });
    const { protocol, to, fields } = opened(mailtoOf(draft).href);
    expect(protocol).toBe('mailto:');
    expect(to.split(',')).toEqual(draft.to.map(({ address }) => address));
    expect(fields.get('cc')).toBe(draft.cc[0]?.address);
    expect(fields.get('subject')).toBe(draft.subjects[0]);
    expect(fields.get('body')).toBe(crlf(draft.body));
  });

  test('brings over what the applicant edited, line breaks of every kind', () => {
    const edited = { subject: 'A + B\r\nBcc: x@example.org', body: 'one\ntwo\r\nthree\rfour' };
    const { href } = mailtoOf(drafted('strong'), edited);
    expect(href).toContain('body=one%0D%0Atwo%0D%0Athree%0D%0Afour');
    expect(opened(href).fields.get('subject')).toBe('A + B Bcc: x@example.org');
    expect([...opened(href).fields.keys()]).toEqual(['cc', 'subject', 'body']);
  });

  test('leaves unknown addresses out', () => {
    const { href } = mailtoOf(drafted('strong', { program: { name: 'X', flags: [] } }));
    expect(href).toMatch(/^mailto:\?subject=/);
  });

  test('encodes what is special in an address', () => {
    const odd = { ...program, pdEmail: 'a+b&c?d%e#f@lakeside.example' };
    const { href } = mailtoOf(drafted('strong', { program: odd }));
    expect(href).toMatch(/^mailto:a%2Bb%26c%3Fd%25e%23f@lakeside\.example\?cc=/);
  });

  test('says where it is too long to open everywhere', () => {
    const draft = drafted('strong');
    const short = mailtoOf(draft, { subject: '', body: '' }).href.length;
    const lengthened = (by: number) => mailtoOf(draft, { subject: '', body: 'x'.repeat(by) });
    expect(lengthened(1900 - short)).toMatchObject({ long: false });
    expect(lengthened(1901 - short)).toMatchObject({ long: true });
  });

  test.each(emailTemplates)('%s, filled in as usual, opens everywhere', (template) => {
    expect(mailtoOf(drafted(template)).long).toBe(false);
  });
});

describe('the file that a mail program opens as a draft', () => {
  const parsed = async (...given: Parameters<typeof emlOf>) =>
    new PostalMime().parse(await emlOf(...given));

  test.each(emailTemplates)('%s is read back unchanged', async (template) => {
    const draft = drafted(template, { applicant: josé });
    const email = await parsed(draft);
    expect(email.subject).toBe(draft.subjects[0]);
    expect(email.to?.map(({ address }) => address)).toEqual(draft.to.map((to) => to.address));
    expect(email.cc?.map(({ address }) => address) ?? []).toEqual(draft.cc.map((cc) => cc.address));
    expect(email.text?.trimEnd().replaceAll('\r\n', '\n')).toBe(draft.body);
    expect(email.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1');
    expect(email.attachments).toEqual([]);
  });

  test('has lines that end as mail wants it, and none too long', async () => {
    const text = await emlOf(drafted('strong'), {
      subject: 'é'.repeat(300),
      body: 'x'.repeat(5000),
    });
    const lines = text.split('\r\n');
    expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  test('names nobody whose address is not known', async () => {
    const email = await parsed(drafted('strong', { program: { name: 'X', flags: [] } }));
    expect(email.to ?? email.cc ?? []).toEqual([]);
  });

  test('takes no header from anything that was typed', async () => {
    const typed = fc.oneof(
      fc.constantFrom(
        'x\r\nBcc: e@example.org',
        'x\nTo: e@example.org',
        '\r\n\r\nbody',
        'x\rCc: a',
      ),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    await fc.assert(
      fc.asyncProperty(typed, typed, async (name, text) => {
        const draft = drafted('strong', {
          applicant: { name, id: text, school: name },
          program: { ...program, name: text, pdLastName: name, coordinatorEmail: text },
        });
        for (const email of [draft.subjects[0], text].map((subject) => ({ subject, body: text }))) {
          const { headers } = await parsed(draft, email);
          const keys = headers.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys).toEqual(expect.arrayContaining(['to', 'x-unsent']));
          expect(keys).not.toContain('bcc');
          expect(keys.includes('cc')).toBe(draft.cc.some(({ address }) => address));
        }
      }),
    );
  });
});
