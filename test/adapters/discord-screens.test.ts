import { ComponentType, MessageFlags, ModalBuilder } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { modalOf } from '../../adapters/discord/form-view.ts';
import { limits, longestCustomId } from '../../adapters/discord/limits.ts';
import { escaped } from '../../adapters/discord/markdown.ts';
import { fileNameOf, viewOf } from '../../adapters/discord/screen-view.ts';
import { laidOut } from '../../src/layout.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { turnOf } from '../../src/pure-turn.ts';
import { loadWords } from '../../src/render/words.ts';
import type { Screen } from '../../src/screen.ts';
import { Faults } from '../emulators/discord/form/faults.ts';
import { checkMessage } from '../emulators/discord/form/message.ts';
import { checkModal } from '../emulators/discord/form/modal.ts';
import { everyHostileProgramScreen } from '../support/every-hostile-screen.ts';
import { everyScreen, someScreens } from '../support/every-screen.ts';
import { copiesOf, everyPageOf, formsOf, typedForms } from '../support/pages.ts';
import { policy } from '../support/policy.ts';

const words = loadWords();
const rendering = { words, policy, today: '2026-11-22', keptUntil: '2027-03-22' };
const hostile = '@everyone <@1> **b** [x](https://z.org) ||s|| `c` :tada: <t:1> # h';
const notices = Array.from({ length: 40 }, () => ({
  kind: 'unknown-word' as const,
  word: `${hostile} ${'*'.repeat(60)}`,
}));
/** As long as the tokens of real conversations, after many turns. */
const token = `${'f'.repeat(20)}.99999`;

/** What Discord would say of a screen as a message. */
function refusalOf(screen: Screen): string | null {
  return refusalOfPage(laidOut(words, { ...screen, token }, limits));
}

/** The same of one page of a screen that is laid out. */
function refusalOfPage(page: Screen): string | null {
  const { components, pictures } = viewOf(words, page, { ck: '1234567890' });
  const uploads = pictures.map(({ name }, index) => ({
    index,
    filename: fileNameOf(name),
    contentType: 'image/png',
    data: Buffer.alloc(0),
  }));
  const attachments = pictures.map(({ alt }, index) => ({ id: String(index), description: alt }));
  const flags = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
  try {
    checkMessage({ components, attachments, flags }, { flags, uploads, emojis: new Set() });
    return null;
  } catch (refusal) {
    return `${page.name}: ${JSON.stringify(refusal)}`;
  }
}

const textOf = (screen: Screen) =>
  viewOf(words, laidOut(words, screen, limits))
    .components.flatMap((one) => (one.type === ComponentType.Container ? one.components : []))
    .flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : []))
    .join('\n');

/** The names of the screens of which this does not hold. (To expect something of each by itself takes twice as long.) */
const wrong = (screens: Iterable<Screen>, holds: (screen: Screen) => boolean) =>
  [...screens].filter((screen) => !holds(screen)).map(({ name }) => name);

describe('every screen in Discord', () => {
  const screens = [...everyScreen(rendering)];

  test('is a message that Discord takes', () => {
    expect(screens.length).toBeGreaterThan(1000);
    const refusals = screens
      .flatMap((screen) => everyPageOf(words, { ...screen, token }, limits))
      .flatMap((page) => refusalOfPage(page) ?? []);
    expect(refusals).toEqual([]);
  });

  test('is one still where it repeats what was typed', () => {
    const some = someScreens(rendering, notices);
    expect([...some].flatMap((screen) => refusalOf(screen) ?? [])).toEqual([]);
  });

  test('has room to spare: no text is cut for Discord', () => {
    const isWhole = (screen: Screen) =>
      !JSON.stringify(laidOut(words, screen, limits)).includes('(shortened)');
    expect(wrong(screens, isWhole)).toEqual([]);
    expect(wrong(screens, (screen) => textOf(screen).length < 3900)).toEqual([]);
  });

  test('has buttons that carry all that they need, and rows that are not too long', () => {
    let longest = 0;
    let fullest = 0;
    for (const screen of screens) {
      const { components } = viewOf(words, laidOut(words, { ...screen, token }, limits));
      for (const row of components) {
        if (row.type !== ComponentType.ActionRow) continue;
        fullest = Math.max(fullest, row.components.length);
        for (const one of row.components) {
          longest = Math.max(longest, 'custom_id' in one ? one.custom_id.length : 0);
        }
      }
    }
    expect(fullest).toBe(5);
    expect(longest).toBeGreaterThan(50);
    expect(longest).toBeLessThanOrEqual(longestCustomId);
  });

  test('has forms that Discord and its builders take, with what was typed before', () => {
    const forms = screens.flatMap((screen) => formsOf(laidOut(words, screen, limits)));
    expect(forms.length).toBeGreaterThan(100);
    for (const form of forms) {
      const modal = modalOf(form, token, { [form.name]: '190' });
      expect(faultsOf(modal), form.name).toEqual([]);
      const built = JSON.stringify(new ModalBuilder(modal).toJSON());
      if (form.inputs.some(({ name }) => name === form.name)) {
        expect(built).toContain('"value":"190"');
      }
    }
    expect(new Set(forms.map(({ name }) => name))).toEqual(new Set(typedForms));
  });
});

function faultsOf(modal: ReturnType<typeof modalOf>): unknown[] {
  const faults = new Faults();
  checkModal(modal, new Set(), faults);
  return faults.any ? [JSON.stringify(faults)] : [];
}

describe('programs and emails with hostile names, as long as forms take them', () => {
  const screens = [...everyHostileProgramScreen(rendering)];

  test('are messages and forms that Discord takes, and nothing that is to be copied is cut', () => {
    for (const screen of screens) {
      const pages = everyPageOf(words, { ...screen, token }, limits);
      expect(pages.flatMap(({ choices }) => choices)).toHaveLength(screen.choices.length);
      for (const page of pages) {
        expect(refusalOfPage(page), screen.name).toBeNull();
        expect(copiesOf(page)).toEqual(copiesOf(screen));
      }
      for (const form of formsOf(pages[0] as Screen)) {
        const modal = modalOf(form, token, {});
        expect(faultsOf(modal), form.name).toEqual([]);
        // What stands in a field stands there whole.
        for (const { value } of form.inputs) {
          if (value)
            expect(JSON.stringify(modal)).toContain(
              JSON.stringify(value.split(' ')[0]).slice(1, -1),
            );
        }
      }
    }
  });
});

describe('what somebody typed', () => {
  test('comes out as text', () => {
    const { screen } = turnOf(rendering, null, { type: 'start', id: 'x', words: hostile });
    const text = textOf(screen);
    for (const mark of [
      '@everyone',
      '<@1>',
      '**b**',
      '[x](',
      'https://',
      '||s||',
      '`c`',
      ':tada:',
    ]) {
      expect(text.replaceAll(/\\./g, '')).not.toContain(mark);
    }
    expect(text.replaceAll('\\', '')).toContain('"@everyone", "<@1>", "**b**"');
  });

  test.each([
    ['# big', '\\# big'],
    ['- a list', '\\- a list'],
    ['1. a list', '1\\. a list'],
    ['-# small', '\\-# small'],
    ['> said', '\\> said'],
    ['plain: 5-10, a/b (c) 50 %', 'plain: 5-10, a/b (c) 50 %'],
    ['\\*', '\\\\\\*'],
  ])('%s is shown as it is', (typed, shown) => {
    expect(escaped(typed)).toBe(shown);
  });
});

test('names of specialties that are too long for Discord are cut, and more than a menu holds turn pages', () => {
  const loaded = loadPolicy(`specialties: { dermatology: { name: '${'Very Long '.repeat(15)}' } }`);
  if (!('policy' in loaded)) throw new Error(JSON.stringify(loaded));
  const { screen } = turnOf({ ...rendering, policy: loaded.policy }, null, {
    type: 'start',
    id: 'x',
    words: 'result:passed stage:review 251 pass',
  });
  expect(refusalOf(screen)).toBeNull();
  const [first] = screen.choices;
  if (!first) throw new Error('There are no choices.');
  const crowded = {
    ...screen,
    choices: Array.from({ length: 60 }, (_, at) => ({
      ...first,
      label: `${at}`,
      click: { type: 'answer' as const, field: 'specialty' as const, value: `${at}` },
    })),
  };
  expect(refusalOf(crowded)).toBeNull();
  expect(laidOut(words, crowded, limits).actions.map(({ label }) => label)).toContain(
    'More answers',
  );
});
