import type { OpenStore } from '../../src/store/installations.ts';
import { startDiscord } from '../emulators/discord/index.ts';
import { startSlack } from '../emulators/slack/slack.ts';
import { botInDiscord } from './discord.ts';
import { botInSlack, workspaceOf } from './slack.ts';
import type { Steps } from './steps.ts';

/** Somebody who walks through a conversation on one platform, by what they read there. */
export interface Walker {
  /** Presses a button or chooses an option, by its label. */
  press(label: string): Promise<void>;
  /** Opens the form of the question and types a number. */
  type(typed: string): Promise<void>;
  /** Opens the form of this button and fills it in, by the labels of its inputs. */
  fill(button: string, values: Filled): Promise<void>;
  /** The conversation as it is saved. */
  saved(): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** What is typed or picked, by the labels of a form's inputs. */
type Filled = Readonly<Record<string, string | string[]>>;

/** A step of a walk: a button's label, a number to type, or a form to fill in. */
export type WalkSteps = readonly (
  | Steps[number]
  | { readonly form: string; readonly values: Filled }
)[];

/** What the button of a form may be called. */
const formButtons = [
  'Enter score',
  '✓ Enter score',
  'Enter three-digit score',
  '✓ Enter three-digit score',
];

async function savedState(store: OpenStore, tenant: string, person: string) {
  const [held] = await store.holdings({ tenant, person });
  // Everything but what every conversation has for itself.
  const { id: _, ...state } = (held?.state ?? {}) as Record<string, unknown>;
  return state;
}

export async function walkInSlack(): Promise<Walker> {
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const bot = await botInSlack(slack, [workspace], { mode: 'socket' });
  const channel = workspace.channel('advising');
  const ana = workspace.person('Ana');
  channel.add(ana);
  await ana.command(channel, '/step2 check');
  const screen = () => {
    const message = ana.messages(channel).at(-1);
    if (!message) throw new Error('Nothing is shown.');
    return message;
  };
  const changed = async (done: () => Promise<unknown>) => {
    const before = JSON.stringify(screen().blocks);
    await done();
    await ana.until('something else is shown', () => JSON.stringify(screen().blocks) !== before);
  };
  return {
    press: (label) =>
      changed(() =>
        screen().buttons.includes(label) ? ana.click(screen(), label) : ana.choose(screen(), label),
      ),
    async type(typed) {
      const button = formButtons.find((label) => screen().buttons.includes(label)) ?? '';
      await ana.click(screen(), button);
      await ana.until('the form is open', () => ana.modal);
      await changed(() => ana.submit({ 'Your score': typed }));
    },
    async fill(button, values) {
      await ana.click(screen(), button);
      await ana.until('the form is open', () => ana.modal);
      await changed(() => ana.submit(values));
    },
    saved: () => savedState(bot.store, `slack:${workspace.id}`, ana.id),
    async stop() {
      await bot.stop();
      await slack.close();
    },
  };
}

export async function walkInDiscord(): Promise<Walker> {
  const discord = await startDiscord();
  const bot = await botInDiscord(discord);
  const server = discord.server('Advising');
  const channel = server.channel('advising');
  const ana = server.person('Ana');
  await ana.command(channel, 'step2 check');
  const screen = () => {
    const message = ana.messages(channel).at(-1);
    if (!message) throw new Error('Nothing is shown.');
    return message;
  };
  const labels = () => screen().buttons.map(({ label }) => label);
  return {
    async press(label) {
      if (labels().includes(label)) await ana.click(screen(), label);
      else await ana.choose(screen(), label);
    },
    async type(typed) {
      await ana.click(screen(), formButtons.find((label) => labels().includes(label)) ?? '');
      await ana.submit({ 'Your score': typed });
    },
    async fill(button, values) {
      await ana.click(screen(), button);
      await ana.submit(values);
    },
    saved: () => savedState(bot.store, `discord:${server.id}`, ana.id),
    async stop() {
      await bot.stop();
      await discord.close();
    },
  };
}

/** Takes the steps one after the other. */
export async function walk(walker: Walker, steps: WalkSteps): Promise<void> {
  for (const step of steps) {
    if (typeof step === 'object') await walker.fill(step.form, step.values);
    else if (typeof step === 'number') await walker.type(String(step));
    else await walker.press(step);
  }
}
