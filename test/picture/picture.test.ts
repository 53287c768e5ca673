import { describe, expect, test } from 'vitest';
import { drawn } from '../../src/picture/picture.ts';

const chart = drawn({
  kind: 'chart',
  title: 'How much <weight> a helpful update still has',
  alt: 'Bars & what they say',
  bars: [
    { label: 'Before', percent: 90, here: null },
    { label: 'Early', percent: 80, here: 'you are here' },
  ],
});
const path = drawn({ kind: 'path', title: 'The path', alt: 'Rules', sections: [], steps: [] });

const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

describe('pictures', () => {
  test('on one page share no id, and each is named by its own title and description', () => {
    const ids = [...idsOf(chart.svg), ...idsOf(path.svg)];
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    expect(chart.svg).toContain('aria-labelledby="timing-title timing-description"');
  });

  test('show texts as they are, not as markup', () => {
    expect(chart.svg).toContain('How much &#60;weight&#62;');
    expect(chart.svg).toContain('Bars &#38; what they say');
  });

  test('say in words where the person is, and set it off', () => {
    expect(chart.svg).toMatch(/class="chosen"[^>]*>Early ← you are here</);
    expect(chart.svg).toMatch(/class="faint"[^>]*>Before</);
  });
});
