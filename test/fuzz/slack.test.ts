import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bodyOf, type Outgoing } from '../emulators/slack/delivery/outgoing.ts';
import type { Person } from '../emulators/slack/people/person.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Channel } from '../emulators/slack/world/channel.ts';
import { heardOf, mangledText, runs, secretWords } from '../support/hostile.ts';
import { type BotInSlack, botInSlack, type Mode, modes, workspaceOf } from '../support/slack.ts';

/** A bot, and everything that Slack has sent it while Ana used all of it. */
interface Scene {
  readonly slack: Slack;
  readonly bot: BotInSlack;
  readonly channel: Channel;
  readonly recorded: readonly Outgoing[];
  person(name: string): Person;
  close(): Promise<void>;
}

async function scene(mode: Mode): Promise<Scene> {
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const bot = await botInSlack(slack, [workspace], { mode });
  const channel = workspace.channel('advising', { bot: true });
  const person = (name: string) => {
    const one = workspace.person(name);
    channel.add(one);
    return one;
  };
  const recorded: Outgoing[] = [];
  const deliver = slack.deliver.bind(slack);
  slack.deliver = (outgoing, retry) => {
    recorded.push(structuredClone(outgoing));
    return deliver(outgoing, retry);
  };
  await everything(person('Ana'), channel);
  slack.deliver = deliver;
  return {
    slack,
    bot,
    channel,
    recorded,
    person,
    async close() {
      await bot.stop();
      await slack.close();
    },
  };
}

const last = (person: Person, channel: Channel) => person.messages(channel).at(-1);
const shows = (person: Person, channel: Channel, text: string) =>
  person.until(`"${text}" is shown`, () => last(person, channel)?.shown.includes(text));

/** One of each thing that people do. */
async function everything(ana: Person, channel: Channel): Promise<void> {
  await ana.command(channel, `/step2 check result:passed ${secretWords}`);
  await shows(ana, channel, 'Where is the season');
  await ana.choose(last(ana, channel), 'Under review, few interviews yet');
  await shows(ana, channel, 'Step 2 CK score?');
  await ana.click(last(ana, channel), 'Enter score');
  await ana.until('the form is open', () => ana.modal);
  await ana.submit({ 'Your score': secretWords });
  await ana.submit({ 'Your score': '287' });
  await shows(ana, channel, 'transcript for Step 1');
  await ana.mention(channel, 'check ck:251');
  await ana.openHome();
  const said = ana.says(channel, 'When do I tell them?');
  await ana.shortcut('step2-check', said);
  await shows(ana, channel, 'open already');
}

/** Somebody who knows of nothing begins a check, and is asked the first two questions. */
async function honest({ person, channel }: Scene, name: string): Promise<void> {
  const ben = person(name);
  await ben.command(channel, '/step2 check');
  await shows(ben, channel, 'What is your Step 2 CK result?');
  await ben.click(last(ben, channel), 'Passed');
  await shows(ben, channel, 'Where is the season');
}

/** The bodies of HTTP requests like the recorded ones, mangled. */
function bodies(recorded: readonly Outgoing[]) {
  const of = (kind: Outgoing['kind']) => recorded.filter((one) => one.kind === kind);
  const payloads = (kind: Outgoing['kind']) => of(kind).map(({ payload }) => payload);
  const form = 'application/x-www-form-urlencoded';
  const interactive = mangledText(payloads('interactive')).map((text) => ({
    type: form,
    body: `payload=${encodeURIComponent(text)}`,
  }));
  const event = mangledText(payloads('events_api')).map((body) => ({
    type: 'application/json',
    body,
  }));
  const command = mangledText(payloads('slash_commands'), 1000).map((text) => {
    const fields = Object.entries((JSON.parse(text) as object) ?? {}).map(
      ([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
      ],
    );
    return { type: form, body: new URLSearchParams(fields).toString() };
  });
  // Of a whole body some bytes are others.
  const broken = fc
    .tuple(
      fc.constantFrom(...recorded.map(bodyOf)),
      fc.nat({ max: 4000 }),
      fc.constantFrom('', '\0', '%', '&', '{', '"', '%00', '%ff'),
    )
    .map(([{ type, body }, at, by]) => ({
      type,
      body: body.slice(0, at % body.length) + by + body.slice((at % body.length) + 1),
    }));
  return fc.oneof(interactive, event, command, broken);
}

let here: Scene | null = null;
afterEach(() => here?.close());

/** What the operator was told, as it is written into the log. */
function operatorHeard({ bot }: Scene): string {
  return heardOf(bot.faults) + JSON.stringify(bot.warnings);
}

describe.each(modes)('Slack payloads that Slack never sends, by %s', (mode) => {
  test('are answered or dropped, change nothing for others, and are not logged', async () => {
    const console = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(globalThis.console, name),
    );
    here = await scene(mode);
    const { slack, bot, recorded } = here;
    expect(new Set(recorded.map(({ kind }) => kind)).size).toBe(3);

    let sent = 0;
    if (mode === 'http') {
      const times = runs(150);
      const all = fc.sample(bodies(recorded), times);
      for (let from = 0; from < all.length; from += 50) {
        await Promise.allSettled(
          all.slice(from, from + 50).map(async ({ type, body }) => {
            const time = String(Math.floor(Date.now() / 1000));
            const signed = createHmac('sha256', slack.signingSecret)
              .update(`v0:${time}:`)
              .update(body);
            const answer = await fetch(`${bot.address}/slack/events`, {
              method: 'POST',
              headers: {
                'content-type': type,
                'x-slack-request-timestamp': time,
                'x-slack-signature': `v0=${signed.digest('hex')}`,
              },
              body,
              signal: AbortSignal.timeout(1_000),
            });
            await answer.text();
          }),
        );
        await honest(here, `Ben ${sent++}`);
      }
    } else {
      const envelopes = recorded.map(({ kind, payload, answers }) => ({
        envelope_id: 'e1',
        type: kind,
        payload,
        accepts_response_payload: answers,
      }));
      const frames = fc.oneof(
        { weight: 5, arbitrary: mangledText(envelopes) },
        fc.constantFrom('', 'null', '{', '[]', '{"type":"hello"}', 'x'.repeat(100_000)),
      );
      for (const [at, frame] of fc.sample(frames, runs(150)).entries()) {
        slack.sockets.sendRaw(frame);
        if (at % 50 === 49) {
          await here.person('Cem').until('the bot is connected', () => slack.sockets.count > 0);
          await honest(here, `Ben ${sent++}`);
        }
      }
    }
    expect(sent).toBeGreaterThan(2);
    const heard = operatorHeard(here);
    for (const leak of [secretWords, '287', slack.signingSecret, slack.appToken]) {
      expect(heard).not.toContain(leak);
    }
    for (const spy of console) expect(spy.mock.calls).toEqual([]);
  });
});
