import { expect, test } from 'vitest';
import { empty, none, post, type Row, sees, slackForFile } from './slack/refused.ts';
import { refusal, x } from './slack/testing.ts';

const slack = slackForFile();
const text = (words: string, more: object = {}) => ({ type: 'text', text: words, ...more });
const code = (elements: object[], more: object = {}) => ({
  type: 'rich_text_preformatted',
  elements,
  ...more,
});
const rich = (element: object) => ({ type: 'rich_text', elements: [element] });

const rows: Row[] = [
  {
    rule: 'is not empty',
    broken: code([]),
    allowed: code([text('\n')]),
    at: '/elements',
    says: none,
  },
  {
    rule: 'has no empty text',
    broken: code([text('')]),
    allowed: code([text(' ')]),
    at: '/elements/0/text',
    says: empty,
  },
  {
    rule: 'mentions nobody',
    broken: code([{ type: 'user', user_id: 'U1' }]),
    allowed: code([text('<@U1>')]),
    at: '/elements/0/type',
    says: 'unsupported type: user',
  },
  {
    rule: 'mentions no group',
    broken: code([{ type: 'usergroup', usergroup_id: 'S1' }]),
    allowed: code([text('<!subteam^S1>')]),
    at: '/elements/0/type',
    says: 'unsupported type: usergroup',
  },
  {
    rule: 'may hold links with an address',
    broken: code([{ type: 'link', text: 'a' }]),
    allowed: code([{ type: 'link', url: 'https://a.example' }]),
    at: '/elements/0',
    says: 'missing required field: url',
  },
  {
    rule: 'is not indented',
    broken: code([text('a')], { indent: 1 }),
    allowed: code([text('a')], { border: 1 }),
    at: '',
    says: 'invalid additional property: indent',
  },
  {
    rule: 'holds no sections',
    broken: code([{ type: 'rich_text_section', elements: [text('a')] }]),
    allowed: code([text('a'), text('b')]),
    at: '/elements/0/type',
    says: 'unsupported type: rich_text_section',
  },
];

test.each(rows)('preformatted text $rule', (row) => sees(slack(), row, '/elements/0', rich));

test('preformatted text counts among the 13,200 characters of all blocks', async () => {
  expect((await refusal(post(slack(), [rich(code([text(x(13_201))]))]))).error).toBe(
    'msg_blocks_too_long',
  );
  expect((await post(slack(), [rich(code([text(x(13_200))]))])).ok).toBe(true);
});

test('preformatted text is shown as it stands: nothing in it is parsed', async () => {
  const workspace = slack().workspace();
  const ana = workspace.person('Ana');
  const channel = workspace.channel('advising').add(ana);
  const letter = `Dear Dr. A,\n\n  <@${ana.id}> & *me* <!channel> \`a\` &lt;`;
  await post(slack(), [rich(code([text(letter)]))]);
  expect(ana.messages(channel).at(-1)?.shown).toBe(`\`\`\`\n${letter}\n\`\`\``);
  expect(ana.mentions).toEqual([]);
});
