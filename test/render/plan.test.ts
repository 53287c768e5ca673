import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/facts.ts';
import type { Program } from '../../src/programs/program.ts';
import { triage } from '../../src/programs/triage.ts';
import { planBlocks } from '../../src/render/plan.ts';
import { loadWords } from '../../src/render/words.ts';
import { factsOf } from '../support/facts.ts';
import { policy } from '../support/policy.ts';
import { program } from '../support/programs.ts';

const words = loadWords();
const blocksOf = (facts: Facts, programs: readonly Program[]) =>
  planBlocks({ words, policy }, facts, triage(policy, facts, programs));
const itemsOf = (facts: Facts, programs: readonly Program[]) =>
  blocksOf(facts, programs).flatMap((block) => (block.kind === 'list' ? block.items : []));

const few = factsOf(246, 'pass', 'dermatology');
const many = factsOf(251, 'pass', 'dermatology');

describe('a plan in words', () => {
  test('says who gets an email and why, then who gets none and why', () => {
    expect(blocksOf(few, [program('Valley'), program('Mercy', 'home', 'asked')])).toEqual([
      { kind: 'heading', text: 'Who gets an email, in this order' },
      {
        kind: 'list',
        style: 'steps',
        items: [
          '**Mercy**: a short note that the score has posted, because it asked to hear when the score posts.',
        ],
      },
      { kind: 'heading', text: 'Who gets none' },
      {
        kind: 'list',
        style: 'bullets',
        items: ['**Valley**: nothing that you marked makes an email worth it now.'],
      },
    ]);
  });

  test('says so where nobody gets an email, and why the action wants none', () => {
    const [, nobody] = blocksOf({ result: 'pending' }, [program('Mercy', 'asked')]);
    expect(nobody).toEqual({ kind: 'text', text: 'Nobody on your list.' });
    const whyNot = (facts: Facts) => itemsOf(facts, [program('Mercy', 'home')])[0];
    expect(whyNot({ result: 'pending' })).toContain('has not posted');
    expect(whyNot({ result: 'failed' })).toContain('no passing score');
    expect(whyNot({ result: 'passed', stage: 'after-rank-lists' })).toContain('closed');
    expect(whyNot(factsOf(262, 'pass', 'urology', { stage: 'before-submission' }))).toContain(
      'goes in with the application',
    );
  });

  test.each(['**x**', '*', 'a_b_', '\\', '{{ck}}', '<!channel>', '@everyone', '=1+1'])(
    'leaves the name %s as typed',
    (name) => {
      const [item] = itemsOf(many, [program(name, 'home')]);
      const escaped = name.replace(/[\\*]/g, '\\$&');
      expect(item?.startsWith(`**${escaped}**: `)).toBe(true);
    },
  );

  test('warns of a mass mailing, with how many hear of the score', () => {
    const sixteen = Array.from({ length: 16 }, (_, at) => program(`P ${at}`, 'home'));
    const [, warning] = blocksOf(many, sixteen);
    expect(warning?.kind).toBe('warning');
    expect(JSON.stringify(warning)).toContain('16 programs');
    expect(JSON.stringify(warning)).toContain('Beyond 15');
  });

  test('warns where a request contradicts an answer', () => {
    const facts = factsOf(236, 238, 'internal-medicine');
    expect(JSON.stringify(blocksOf(facts, [program('Mercy', 'asked')])[1])).toContain(
      'none requires it',
    );
  });

  test('says whom to ask first, and whom alone to write to', () => {
    const [shy] = itemsOf(many, [program('Mercy', 'requires', 'no-contact')]);
    expect(shy).toContain('ask the coordinator first');
    const after = factsOf(255, 'pass', 'plastic-surgery');
    expect(itemsOf(after, [program('Mercy', 'interviewed')])[0]).toContain(
      'In Plastic Surgery (integrated) nobody writes to faculty after an interview',
    );
    expect(itemsOf(after, [program('Mercy', 'home')])[0]).not.toContain('faculty');
  });
});
