import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../src/facts.ts';
import { readWords } from '../../src/interview/prefill.ts';
import { policy } from '../support/policy.ts';

describe('words after the command', () => {
  test.each<[string, Answers]>([
    ['', {}],
    ['251 pass derm', { ck: 251, step1: 'pass', specialty: 'dermatology' }],
    ['ck: 251 pass derm', { ck: 251, step1: 'pass', specialty: 'dermatology' }],
    ['CK 251 step 1 240 derm', { ck: 251, step1: 240, specialty: 'dermatology' }],
    ['Step 2 CK: 251 Step 1: pass', { ck: 251, step1: 'pass' }],
    ['240 ck:251', { ck: 251, step1: 240 }],
    ['result:did not pass', { result: 'failed' }],
    [
      'ck:251 step1:pass specialty:derm stage:early',
      { ck: 251, step1: 'pass', specialty: 'dermatology', stage: 'early-interviews' },
    ],
    ['251 231 neuro', { ck: 251, step1: 231, specialty: 'neurology' }],
    ['derm 251', { ck: 251, specialty: 'dermatology' }],
    ['CK:251, STEP1=PASS; Derm', { ck: 251, step1: 'pass', specialty: 'dermatology' }],
    [
      '251 pass obstetrics and gynecology',
      { ck: 251, step1: 'pass', specialty: 'obstetrics-gynecology' },
    ],
    ['specialty:internal medicine 240', { ck: 240, specialty: 'internal-medicine' }],
    [
      'stage:under review img:no required:yes',
      { stage: 'after-download', img: false, required: true },
    ],
    ['stage:rank-deadline', { stage: 'rank-deadline' }],
    ['result:retake 230', { result: 'passed-on-retake', ck: 230 }],
    ['result:pending', { result: 'pending' }],
    ['step1:none em', { step1: 'none', specialty: 'emergency-medicine' }],
    ['step1:231 251', { ck: 251, step1: 231 }],
    ['img 240', { ck: 240, img: true }],
  ])('"%s" means %j', (words, answers) => {
    expect(readWords(policy, words)).toEqual({ answers, unknown: [], refused: [] });
  });

  test.each([
    ['derm', 'dermatology'],
    ['ortho', 'orthopaedic-surgery'],
    ['ENT', 'otolaryngology'],
    ['EM', 'emergency-medicine'],
    ['anes', 'anesthesiology'],
    ['IM', 'internal-medicine'],
    ['peds', 'pediatrics'],
    ['OB', 'obstetrics-gynecology'],
    ['ob/gyn', 'obstetrics-gynecology'],
    ['psych', 'psychiatry'],
    ['FM', 'family-medicine'],
    ['neuro', 'neurology'],
    ['NSGY', 'neurosurgery'],
    ['rads', 'radiology'],
    ['uro', 'urology'],
    ['plastics', 'plastic-surgery'],
    ['gen surg', 'general-surgery'],
    ['Neurological Surgery', 'neurosurgery'],
    ['other', 'other'],
    ['general-surgery', 'general-surgery'],
  ])('"%s" is understood as %s', (word, specialty) => {
    expect(readWords(policy, word).answers).toEqual({ specialty });
  });

  test('that mean nothing are named, and the others count', () => {
    const { answers, unknown } = readWords(
      policy,
      '251 hello derm foo:bar <!channel> constructor __proto__',
    );
    expect(answers).toEqual({ ck: 251, specialty: 'dermatology' });
    expect(unknown).toEqual(['hello', 'foo:bar', '<!channel>', 'constructor', '__proto__']);
  });

  test.each([
    ['251 pass derm no img', { ck: 251, step1: 'pass', specialty: 'dermatology' }, ['no', 'img']],
    ['251 not required', { ck: 251 }, ['not', 'required']],
    ['251 not submitted', { ck: 251 }, ['not', 'submitted']],
    ['my late score 251', { ck: 251 }, ['my', 'late', 'score']],
    ['vascular surgery', {}, ['vascular', 'surgery']],
    ['nuclear medicine', {}, ['nuclear', 'medicine']],
    ['physical medicine and rehabilitation', {}, ['physical', 'medicine', 'and', 'rehabilitation']],
  ])('"%s" is not taken for what it does not say', (words, answers, unknown) => {
    expect(readWords(policy, words)).toEqual({ answers, unknown, refused: [] });
  });

  test('that repeat an answer, or a third number, are named', () => {
    expect(readWords(policy, '251 231 244 derm ortho').unknown).toEqual(['244', 'ortho']);
  });

  test('with a value that the field does not take are refused, and the others count', () => {
    expect(readWords(policy, '210 derm stage:tomorrow step1:400')).toEqual({
      answers: { specialty: 'dermatology' },
      unknown: [],
      refused: [
        { field: 'stage', value: 'tomorrow' },
        { field: 'step1', value: 400 },
        { field: 'ck', value: 210 },
      ],
    });
  });

  test('never say that the score was passed at the first try', () => {
    expect(readWords(policy, '251 pass derm').answers.result).toBeUndefined();
    expect(readWords(policy, 'passed').unknown).toEqual(['passed']);
  });

  test('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { unknown, refused } = readWords(policy, text);
        expect(unknown.length + refused.length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});
