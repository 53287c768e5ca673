import { describe, expect, test } from 'vitest';
import { viewOf } from '../../adapters/discord/screen-view.ts';
import { messageOf } from '../../adapters/slack/screen-view.ts';
import { loadAssets } from '../../adapters/web/assets.ts';
import { screenPage } from '../../adapters/web/screen-view.ts';
import type { Conversation } from '../../src/conversation/conversation.ts';
import { noWork } from '../../src/conversation/listed.ts';
import type { Moment } from '../../src/conversation/moment.ts';
import { step } from '../../src/conversation/step.ts';
import { renderScreen } from '../../src/render/render.ts';
import { loadWords } from '../../src/render/words.ts';
import type { Screen } from '../../src/screen.ts';
import { policy } from '../support/policy.ts';

const words = loadWords();
const rendering = { words, policy, today: '2026-11-22', keptUntil: '2027-03-22' };
const here = { kind: 'channel', channel: 'C1', name: '#applicants' } as const;
const moment: Moment = { today: '2026-11-22', instant: 0, here, person: 'U1' };

/** The screen of somebody who has given these answers and stands there. */
function screenAt(given: string, more: Partial<Conversation> = {}): Screen {
  const { conversation } = step(policy, null, { type: 'start', id: 'one', words: given }, moment);
  return renderScreen(
    rendering,
    { conversation: { ...conversation, ...more }, notices: [] },
    moment,
  );
}

const emails = '251 238 derm result:passed stage:review img:no';
const none = '221 240 derm result:passed stage:review img:no required:no';
const work = {
  ...noWork,
  programs: [
    { id: 1, name: 'Mercy', flags: ['signaled'] },
    { id: 2, name: 'City', flags: ['rejected'] },
  ],
} as const;

const screens: [string, Screen, string | null][] = [
  ['a result that some programs should hear of', screenAt(emails), 'Plan my programs'],
  ['a result that nobody should hear of', screenAt(none), null],
  ['a question', screenAt('result:passed'), null],
  [
    'a card before it is posted',
    screenAt(emails, { at: { page: 'share', kind: 'share', level: 'plain' } }),
    'Post it',
  ],
  [
    'a program that gets an email',
    screenAt(emails, { work, at: { page: 'program', program: 1 } }),
    'Draft',
  ],
  [
    'a program that gets none',
    screenAt(emails, { work, at: { page: 'program', program: 2 } }),
    null,
  ],
];

describe.each(screens)('%s', (_, screen, main) => {
  const labels = main === null ? [] : [main];

  test('has one thing at most that stands out', () => {
    expect(screen.actions.filter((one) => one.main).map(({ label }) => label)).toEqual(labels);
  });

  test('shows it so in Slack', () => {
    const actions = messageOf(words, screen).blocks.find(({ type }) => type === 'actions');
    const { elements } = actions as { elements: { text: { text: string }; style?: string }[] };
    const bright = elements.filter(({ style }) => style === 'primary');
    expect(bright.map(({ text }) => text.text)).toEqual(labels);
  });

  test('shows it so in Discord', () => {
    const own = screen.actions.map(({ label }) => label);
    const found = JSON.stringify(viewOf(words, screen).components).matchAll(
      /"style":1,"label":"([^"]*)"/g,
    );
    expect(
      [...found].map(([, label = '']) => label).filter((label) => own.includes(label)),
    ).toEqual(labels);
  });

  test('shows it so on the page', async () => {
    const frame = { words, assets: loadAssets() };
    const page = String(await screenPage(frame, 'token', { screen, refused: null }));
    const own = screen.actions.map(({ label }) => label);
    const bright = [...page.matchAll(/<button[^>]* class=""[^>]*>([^<]*)</g)];
    expect(bright.map(([, label = '']) => label).filter((label) => own.includes(label))).toEqual(
      labels,
    );
  });
});
