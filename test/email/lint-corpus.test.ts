import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/email/lint/finding.ts';
import { idsOf } from '../support/lint.ts';
import { harmless, objectionable, type Snippet } from './lint-corpus.ts';

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

  test('there are many of each kind', () => {
    expect(objectionable.length).toBeGreaterThanOrEqual(60);
    expect(harmless.length).toBeGreaterThanOrEqual(60);
    for (const id of findingIds.filter((id) => !ofWholeEmails.includes(id))) {
      const many = objectionable.filter((snippet) => snippet.expect.includes(id));
      expect(many.length, id).toBeGreaterThanOrEqual(5);
    }
  });
});
