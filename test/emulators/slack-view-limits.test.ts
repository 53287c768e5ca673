import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from './slack/people/person.ts';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, input, mrkdwn, plain, refusal, section, times, x } from './slack/testing.ts';
import { defaultScopes } from './slack/world/workspace.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack();
  slack.workspace().install({ scopes: [...defaultScopes, 'files:read'] });
});
afterAll(() => slack.close());

const ana = (): Person => slack.workspace().person('Ana');
const trigger = (viewId?: string) => slack.triggers.issue(ana().id, viewId);
const modal = (more: object = {}) =>
  ({ type: 'modal', title: plain('Title'), blocks: [section('a')], ...more }) as never;
const home = (more: object = {}) => ({ type: 'home', blocks: [section('a')], ...more }) as never;
const open = (view: never, trigger_id = trigger()) =>
  clientOf(slack).views.open({ trigger_id, view });
const publish = (view: never, more: object = {}) =>
  clientOf(slack).views.publish({ user_id: ana().id, view, ...more });

type Row = { rule: string; broken: never; allowed: never; at: string; says: string };

const tooLong = (max: number) => `must be less than ${max + 1} characters`;
const typed = input({ type: 'plain_text_input' });

const modals: Row[] = [
  {
    rule: 'has a title',
    broken: modal({ title: undefined }),
    allowed: modal(),
    at: '',
    says: 'missing required field: title',
  },
  {
    rule: 'has a title of 24 characters at most',
    broken: modal({ title: plain(x(25)) }),
    allowed: modal({ title: plain(x(24)) }),
    at: '/title/text',
    says: tooLong(24),
  },
  {
    rule: 'has a title in plain text',
    broken: modal({ title: mrkdwn('a') }),
    allowed: modal(),
    at: '/title/type',
    says: 'must be one of: plain_text',
  },
  {
    rule: 'has a submit button of 24 characters at most',
    broken: modal({ submit: plain(x(25)) }),
    allowed: modal({ submit: plain(x(24)) }),
    at: '/submit/text',
    says: tooLong(24),
  },
  {
    rule: 'has a close button of 24 characters at most',
    broken: modal({ close: plain(x(25)) }),
    allowed: modal({ close: plain(x(24)) }),
    at: '/close/text',
    says: tooLong(24),
  },
  {
    rule: 'has 3000 characters of private_metadata at most',
    broken: modal({ private_metadata: x(3001) }),
    allowed: modal({ private_metadata: x(3000) }),
    at: '/private_metadata',
    says: tooLong(3000),
  },
  {
    rule: 'has a callback_id of 255 characters at most',
    broken: modal({ callback_id: x(256) }),
    allowed: modal({ callback_id: x(255) }),
    at: '/callback_id',
    says: tooLong(255),
  },
  {
    rule: 'has an external_id of 255 characters at most',
    broken: modal({ external_id: x(256) }),
    allowed: modal({ external_id: x(255) }),
    at: '/external_id',
    says: tooLong(255),
  },
  {
    rule: 'with an input has a submit button',
    broken: modal({ blocks: [typed] }),
    allowed: modal({ blocks: [typed], submit: plain('Save') }),
    at: '/submit',
    says: 'must define `submit` to use an `input` block in modals',
  },
  {
    rule: 'has 100 blocks at most',
    broken: modal({ blocks: times(101, () => ({ type: 'divider' })) }),
    allowed: modal({ blocks: times(100, () => ({ type: 'divider' })) }),
    at: '/blocks',
    says: 'no more than 100 items allowed',
  },
  {
    rule: 'takes 10 files at most',
    broken: modal({ blocks: [input({ type: 'file_input', max_files: 11 })], submit: plain('a') }),
    allowed: modal({ blocks: [input({ type: 'file_input', max_files: 10 })], submit: plain('a') }),
    at: '/blocks/0/element/max_files',
    says: 'must be at most 10',
  },
  {
    rule: 'takes one file at least',
    broken: modal({ blocks: [input({ type: 'file_input', max_files: 0 })], submit: plain('a') }),
    allowed: modal({ blocks: [input({ type: 'file_input', max_files: 1 })], submit: plain('a') }),
    at: '/blocks/0/element/max_files',
    says: 'must be at least 1',
  },
  {
    rule: 'has no markdown block',
    broken: modal({ blocks: [{ type: 'markdown', text: 'a' }] }),
    allowed: modal({ blocks: [section('a')] }),
    at: '/blocks/0/type',
    says: 'unsupported type: markdown',
  },
  {
    rule: 'has block ids of their own',
    broken: modal({ blocks: times(2, () => ({ type: 'divider', block_id: 'a' })) }),
    allowed: modal({ blocks: times(2, (index) => ({ type: 'divider', block_id: `${index}` })) }),
    at: '/blocks/1/block_id',
    says: '`block_id` "a" already exists',
  },
  {
    rule: 'has no further properties',
    broken: modal({ submit_disabled: true }),
    allowed: modal({ clear_on_close: true, notify_on_close: true }),
    at: '',
    says: 'invalid additional property: submit_disabled',
  },
  {
    rule: 'is no Home',
    broken: home(),
    allowed: modal(),
    at: '/type',
    says: 'must be one of: modal',
  },
];

const homes: Row[] = [
  {
    rule: 'has no title',
    broken: home({ title: plain('a') }),
    allowed: home(),
    at: '',
    says: 'invalid additional property: title',
  },
  {
    rule: 'has 100 blocks at most',
    broken: home({ blocks: times(101, () => ({ type: 'divider' })) }),
    allowed: home({ blocks: times(100, () => ({ type: 'divider' })) }),
    at: '/blocks',
    says: 'no more than 100 items allowed',
  },
  {
    rule: 'can have an input without a submit button',
    broken: home({ blocks: [typed], submit: plain('a') }),
    allowed: home({ blocks: [typed] }),
    at: '',
    says: 'invalid additional property: submit',
  },
  {
    rule: 'is no modal',
    broken: modal(),
    allowed: home(),
    at: '/type',
    says: 'must be one of: home',
  },
];

const wrong = (says: string, at: string) => ({
  error: 'invalid_arguments',
  messages: [`[ERROR] ${says} [json-pointer:/view${at}]`],
});

test.each(modals)('a modal $rule', async ({ broken, allowed, at, says }) => {
  expect(await refusal(open(broken))).toEqual(wrong(says, at));
  expect((await open(allowed)).ok).toBe(true);
  await ana()
    .closeModal({ all: true })
    .catch(() => undefined);
});

test.each(homes)('a Home $rule', async ({ broken, allowed, at, says }) => {
  expect(await refusal(publish(broken))).toEqual(wrong(says, at));
  expect((await publish(allowed)).ok).toBe(true);
});
