import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/email/lint/finding.ts';
import { type EmailTemplate, emailTemplates } from '../../src/programs/template.ts';
import { root } from '../../src/root.ts';
import { idsOf } from '../support/lint.ts';
import { harmless, objectionable, type Snippet } from './lint-corpus.ts';

/** The sentences of lint-corpus.txt. */
const more = readFileSync(join(root, 'test/email/lint-corpus.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): Snippet => {
    const [, ids = '', template, part, text = ''] =
      /^([^|]*)\|([^|]*)\|([^|]*)\|(.*)$/.exec(line) ?? [];
    return {
      text,
      expect: findingIds.filter((id) => ids.split(',').includes(id)),
      template:
        emailTemplates.find((known): known is EmailTemplate => known === template) ?? 'strong',
      part: part === 'subject' ? 'subject' : 'body',
      program: 'Riverside General Hospital Internal Medicine',
    };
  });

/** Judged of whole emails, not of sentences. */
const ofWholeEmails = ['no-id', 'too-long', 'too-many-updates'];

const name = (snippets: readonly Snippet[]) =>
  snippets.map((snippet) => [snippet.text, snippet] as const);

describe('lint, judged on sentences that applicants write', () => {
  test.each(name(objectionable))('objects to: %s', (_text, snippet) => {
    expect(idsOf(snippet)).toEqual([...snippet.expect].sort());
  });

  test.each(name(harmless))('lets pass: %s', (_text, snippet) => {
    expect(idsOf(snippet)).toEqual([]);
  });

  test.each(name(more))('judges: %s', (_text, snippet) => {
    expect(idsOf(snippet)).toEqual([...snippet.expect].sort());
  });

  test('there are many of each kind', () => {
    expect(objectionable.length).toBeGreaterThanOrEqual(60);
    expect(harmless.length).toBeGreaterThanOrEqual(60);
    for (const id of findingIds.filter((id) => !ofWholeEmails.includes(id))) {
      const many = objectionable.filter((snippet) => snippet.expect.includes(id));
      expect(many.length, id).toBeGreaterThanOrEqual(5);
    }
  });
});
