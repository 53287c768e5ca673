import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from './slack/people/person.ts';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, plain, refusal, section, times, x } from './slack/testing.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack();
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

describe('a modal', () => {
  test('has 250,000 bytes at most', async () => {
    const filled = (bytes: number): never => {
      const blocks = times(84, () => section(x(2900)));
      const little = JSON.stringify(modal({ blocks: [...blocks, section('')] })).length;
      return modal({ blocks: [...blocks, section(x(bytes - little))] });
    };
    expect((await refusal(open(filled(250_001)))).error).toBe('view_too_large');
    expect((await open(filled(250_000))).ok).toBe(true);
  });

  test('is opened by a trigger within three seconds', async () => {
    const late = trigger();
    slack.advance(3_001);
    expect((await refusal(open(modal(), late))).error).toBe('expired_trigger_id');
    const inTime = trigger();
    slack.advance(1_500);
    expect((await open(modal(), inTime)).ok).toBe(true);
  });

  test('is opened by a trigger once', async () => {
    const id = trigger();
    expect((await open(modal(), id)).ok).toBe(true);
    expect((await refusal(open(modal(), id))).error).toBe('exchanged_trigger_id');
    expect((await refusal(open(modal(), '1.none'))).error).toBe('invalid_trigger_id');
  });

  test('that is refused leaves the trigger good', async () => {
    const id = trigger();
    expect((await refusal(open(modal({ title: undefined }), id))).error).toBe('invalid_arguments');
    expect((await open(modal(), id)).ok).toBe(true);
  });

  test('is pushed on another, three deep at most, by a trigger from a modal', async () => {
    const { view } = await open(modal());
    const push = (trigger_id: string) => clientOf(slack).views.push({ trigger_id, view: modal() });
    expect((await refusal(push(trigger()))).error).toBe('invalid_trigger_id');
    const second = await push(trigger(view?.id));
    expect(second.view).toMatchObject({ root_view_id: view?.id, previous_view_id: view?.id });
    expect((await push(trigger(second.view?.id))).ok).toBe(true);
    expect((await refusal(push(trigger(view?.id)))).error).toBe('push_limit_reached');
  });

  test('is updated by its id, by its external_id, and only as long as it is open', async () => {
    const { view } = await open(modal({ external_id: 'mine' }));
    const update = (which: { view_id: string } | { external_id: string }) =>
      clientOf(slack).views.update({ ...which, view: modal({ external_id: 'mine' }) });
    expect((await update({ view_id: view?.id ?? '' })).ok).toBe(true);
    expect((await update({ external_id: 'mine' })).ok).toBe(true);
    expect((await refusal(update({ view_id: 'V000' }))).error).toBe('not_found');
    await ana().closeModal();
    expect((await refusal(update({ view_id: view?.id ?? '' }))).error).toBe('not_found');
  });

  test('is not updated over a change that the app has not seen', async () => {
    const { view } = await open(modal());
    const update = () =>
      clientOf(slack).views.update({
        view_id: view?.id ?? '',
        hash: view?.hash ?? '',
        view: modal(),
      });
    expect((await update()).ok).toBe(true);
    expect((await refusal(update())).error).toBe('hash_conflict');
  });

  test('has an external_id of its own', async () => {
    await open(modal({ external_id: 'one' }));
    const other = slack.workspace().person('Ben');
    const opening = clientOf(slack).views.open({
      trigger_id: slack.triggers.issue(other.id),
      view: modal({ external_id: 'one' }),
    });
    expect((await refusal(opening)).error).toBe('duplicate_external_id');
  });
});

describe('a Home', () => {
  test('is published for a person, over a state that the app knows', async () => {
    const first = await publish(home());
    expect(ana().home?.shown).toBe('a');
    const hash = first.view?.hash;
    expect((await publish(home({ blocks: [section('b')] }), { hash })).ok).toBe(true);
    expect((await refusal(publish(home(), { hash }))).error).toBe('hash_conflict');
    expect(ana().home?.shown).toBe('b');
    expect(
      (await refusal(clientOf(slack).views.publish({ user_id: 'U0', view: home() }))).error,
    ).toBe('invalid_arguments');
  });
});
