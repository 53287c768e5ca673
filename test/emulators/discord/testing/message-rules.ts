import { many, x } from './forms.ts';
import { atMost, fault, type Rule, rule } from './rules.ts';

const mentions = (allowed_mentions: object) => ({ content: 'hi', allowed_mentions });
const ids = (count: number) => many(count, (index) => String(1000 + index));
const exclusive = 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE';
const all = 'allowed_mentions';

export const contentRules: readonly Rule[] = [
  atMost('characters of content', 'content', fault.max, 2000, (n) => ({ content: x(n) })),
  atMost('emojis of content', 'content', fault.max, 2000, (n) => ({ content: '😀'.repeat(n) })),
  rule('content is text', 'content', 'STRING_TYPE_CONVERT', { content: 'a' }, { content: ['a'] }),
  rule(
    'tts is yes or no',
    'tts',
    fault.truth,
    { content: 'a', tts: true },
    { content: 'a', tts: 1 },
  ),
  atMost('characters of a nonce', 'nonce', 'NONCE_TYPE_TOO_LONG', 25, (n) => ({
    content: 'a',
    nonce: x(n),
  })),
  rule(
    'a nonce is text or a number',
    'nonce',
    'NONCE_TYPE_INVALID_TYPE',
    { content: 'a', nonce: 7 },
    { content: 'a', nonce: {} },
  ),
  rule(
    'a message that answers nothing cannot be ephemeral',
    'flags',
    'FLAG_TYPE_INVALID',
    { content: 'a', flags: 4 },
    { content: 'a', flags: 64 },
  ),
  rule(
    'what is answered is there',
    'message_reference',
    'REPLIES_UNKNOWN_MESSAGE',
    { content: 'a', message_reference: { message_id: '1', fail_if_not_exists: false } },
    { content: 'a', message_reference: { message_id: '1' } },
  ),
];

export const mentionRules: readonly Rule[] = [
  rule(
    'parse knows three words',
    `${all}.parse.0`,
    fault.choices,
    mentions({ parse: ['users'] }),
    mentions({ parse: ['people'] }),
  ),
  rule(
    'parse repeats nothing',
    `${all}.parse.1`,
    'SET_TYPE_ALREADY_CONTAINS_VALUE',
    mentions({ parse: ['users', 'roles'] }),
    mentions({ parse: ['users', 'users'] }),
  ),
  rule(
    'people are allowed all or one by one',
    all,
    exclusive,
    mentions({ parse: ['roles'], users: ['1'] }),
    mentions({ parse: ['users'], users: ['1'] }),
  ),
  rule(
    'roles are allowed all or one by one',
    all,
    exclusive,
    mentions({ parse: ['users'], roles: ['1'] }),
    mentions({ parse: ['roles'], roles: ['1'] }),
  ),
  atMost('people', `${all}.users`, fault.max, 100, (n) => mentions({ users: ids(n) })),
  atMost('roles', `${all}.roles`, fault.max, 100, (n) => mentions({ roles: ids(n) })),
  rule(
    'people are snowflakes',
    `${all}.users.0`,
    fault.number,
    mentions({ users: ['1'] }),
    mentions({ users: ['ana'] }),
  ),
];
