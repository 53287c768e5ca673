import { describe, expect, test } from 'vitest';
import { modalOf } from '../../adapters/slack/form-view.ts';
import { limits } from '../../adapters/slack/limits.ts';
import { placeOf } from '../../adapters/slack/place.ts';
import { homeOf, messageOf } from '../../adapters/slack/screen-view.ts';
import { laidOut } from '../../src/layout.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { turnOf } from '../../src/pure-turn.ts';
import { loadWords } from '../../src/render/words.ts';
import type { Screen } from '../../src/screen.ts';
import { lettersIn, readContent } from '../emulators/slack/blocks/message.ts';
import { readView } from '../emulators/slack/blocks/view.ts';
import { everyHostileProgramScreen } from '../support/every-hostile-screen.ts';
import { everyScreen, someScreens } from '../support/every-screen.ts';
import { copiesOf, everyPageOf, formsOf, typedForms } from '../support/pages.ts';
import { policy } from '../support/policy.ts';

const words = loadWords();
const rendering = { words, policy, today: '2026-11-22', keptUntil: '2027-03-22' };
const hostile = '<!channel> <@U123> <https://example.org|here> & *bold* `code` :tada: @everyone';
/** The longest that a command can bring: forty words that are not understood. */
const notices = Array.from({ length: 40 }, () => ({
  kind: 'unknown-word' as const,
  word: `${hostile} ${'x'.repeat(60)}`,
}));

describe('every screen in Slack', () => {
  const screens = [...everyScreen(rendering)].flatMap((screen) =>
    everyPageOf(words, screen, limits),
  );

  test('is a message and a Home that Slack takes', () => {
    expect(screens.length).toBeGreaterThan(1000);
    // To expect something of each by itself takes twice as long.
    const refused = screens.filter((screen) => {
      const message = messageOf(words, screen);
      return (
        'error' in readContent({ ...message }) ||
        !('view' in readView(homeOf(words, screen), 'home')) ||
        !message.text.includes(screen.title)
      );
    });
    expect(refused).toEqual([]);
  });

  test('has room to spare: no text is cut for Slack', () => {
    const cut = screens.filter((screen) => JSON.stringify(screen).includes('(shortened)'));
    expect(cut).toEqual([]);
    const longest = Math.max(
      ...screens.map((screen) => lettersIn(messageOf(words, screen).blocks)),
    );
    expect(longest).toBeLessThan(9000);
  });

  test('has forms that Slack takes, with what was typed before', () => {
    const forms = screens.flatMap(formsOf);
    expect(forms.some(({ inputs }) => inputs[0]?.value !== null)).toBe(true);
    const place = placeOf('U123', { channel: 'C123', responseUrl: `https://x/${'y'.repeat(200)}` });
    for (const form of forms) {
      const view = modalOf(words, form, { form: form.name, on: `${'i'.repeat(36)}.12`, place });
      expect(readView(view, 'modal'), form.name).toHaveProperty('view');
    }
    expect(new Set(forms.map(({ name }) => name))).toEqual(new Set(typedForms));
  });
});

describe('programs and emails with hostile names, as long as forms take them', () => {
  const screens = [...everyHostileProgramScreen(rendering)];

  test('are screens and forms that Slack takes, and nothing that is to be copied is cut', () => {
    const place = placeOf('U123', { channel: 'C123', responseUrl: `https://x/${'y'.repeat(200)}` });
    for (const screen of screens) {
      const pages = everyPageOf(words, screen, limits);
      expect(pages.flatMap(({ choices }) => choices)).toHaveLength(screen.choices.length);
      for (const page of pages) {
        const message = messageOf(words, page);
        expect(readContent({ ...message }), screen.name).not.toHaveProperty('error');
        expect(readView(homeOf(words, page), 'home'), screen.name).toHaveProperty('view');
        expect(copiesOf(page)).toEqual(copiesOf(screen));
        expect(message.text).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
      }
      for (const form of formsOf(pages[0] as Screen)) {
        const carried = { form: form.name, on: `${'i'.repeat(36)}.12`, place };
        expect(readView(modalOf(words, form, carried), 'modal')).toHaveProperty('view');
      }
    }
  });
});

describe('what somebody typed', () => {
  test('comes out as text, and a screen that repeats it is still one that Slack takes', () => {
    for (const screen of someScreens(rendering, notices)) {
      const message = messageOf(words, laidOut(words, screen, limits));
      expect(readContent({ ...message }), screen.name).not.toHaveProperty('error');
      expect(message.text).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
      // Nothing in the blocks is parsed by Slack: not Markdown, and no mention or link but those of the screen itself.
      const meant = screen.body.reduce((left, block) => {
        if (block.kind === 'link') {
          return left.replace(
            JSON.stringify({ type: 'link', url: block.url, text: block.text }),
            '',
          );
        }
        if (block.kind !== 'person') return left;
        return left
          .replace(JSON.stringify({ type: 'user', user_id: block.person }), '')
          .replace(JSON.stringify({ type: 'usergroup', usergroup_id: block.mention }), '');
      }, JSON.stringify(message.blocks));
      expect(meant).not.toMatch(
        /"type":"(mrkdwn|markdown|user|usergroup|broadcast|channel|link)"|"emoji":true/,
      );
    }
  });

  test('says what it said', () => {
    const { screen } = turnOf(rendering, null, { type: 'start', id: 'x', words: hostile });
    const { text, blocks } = messageOf(words, laidOut(words, screen, limits));
    expect(text).toContain('"&lt;!channel&gt;"');
    expect(JSON.stringify(blocks)).toContain('\\"<!channel>\\"');
  });
});

test('names of specialties that are too long for Slack are cut, and their ids still work', () => {
  const name = `Interdisciplinary ${'Very Long '.repeat(12)}Medicine`;
  const loaded = loadPolicy(`specialties: { dermatology: { name: '${name}' } }`);
  if (!('policy' in loaded)) throw new Error(JSON.stringify(loaded));
  const long = { ...rendering, policy: loaded.policy };
  const { screen } = turnOf(long, null, {
    type: 'start',
    id: 'x',
    words: 'result:passed stage:review 251 pass',
  });
  const message = messageOf(words, laidOut(words, screen, limits));
  expect(readContent({ ...message })).not.toHaveProperty('error');
  expect(JSON.stringify(message.blocks)).toContain('\\"value\\":\\"dermatology\\"');
});
