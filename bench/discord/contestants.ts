import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ran } from '../bots/crowd.ts';
import type { Contestant as Measurable } from '../bots/measured.ts';
import { startProgram } from '../bots/program.ts';
import { readCallback } from './callback.ts';
import type { Run } from './fake-discord.ts';
import { applicationOf, type Component, type Message, text } from './names.ts';
import type { Walk } from './person.ts';

/** A bot that is measured, and how to click in it. */
export type Contestant = Measurable<Omit<Run, 'turns'>>;

/** Where the fake Discord is, and where profiles go; null for none. */
export interface Surroundings {
  readonly discord: string;
  readonly profile: string | null;
}

let applications = 0;

/** The program as its operators start it, over a SQLite file; the web page is served beside it. */
export async function ours(
  { discord, profile }: Surroundings,
  walk: Walk,
  dataDir: string,
): Promise<Contestant> {
  const to = applicationOf(++applications);
  const environment = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DISCORD_API_URL: `${discord}/api`,
    DISCORD_TOKEN: to.token,
  };
  const program = await startProgram('adapters/step2', ['start'], environment, profile);
  return { name: 'ours', program, run: { to, walk, first: null } };
}

/**
 * discord.js, which answers each click with the same message.
 *
 * @param like what our bot answered: of its messages, the one of about average size
 * @param folder where the picture of that message can be put
 * @param first the message on which everybody begins; null: the same
 */
export async function bare(
  { discord, profile }: Surroundings,
  walk: Walk,
  like: Ran,
  folder: string,
  first: Message | null = null,
): Promise<Contestant> {
  const to = applicationOf(++applications);
  const { message, picture } = constantMessage(like);
  const file = join(folder, 'picture.png');
  if (picture) writeFileSync(file, picture);
  const environment = {
    DISCORD_API_URL: `${discord}/api`,
    DISCORD_TOKEN: to.token,
    MESSAGE: JSON.stringify(message),
    ...(picture ? { PICTURE_FILE: file } : {}),
  };
  const program = await startProgram('bench/discord/bare', [], environment, profile);
  return { name: 'bare', program, run: { to, walk, first: first ?? message } };
}

/** The example, made longer or shorter by what it lacks to the average. */
function constantMessage({ example, bytes }: Ran): {
  message: Message;
  picture: Buffer | null;
} {
  const { callback, picture } = readCallback(example);
  const missing = Math.round(bytes) - example.length;
  const { components, attachments: [attachment] = [], ...others } = callback.data;
  return {
    message: {
      ...others,
      components: changedText(components, missing),
      ...(picture ? { picture: { ...attachment, name: picture.name } } : {}),
    },
    picture: picture?.bytes ?? null,
  };
}

/** With more or less in its first text. */
function changedText(components: readonly Component[], missing: number): Component[] {
  let left = missing;
  const changed = (one: Component): Component => {
    if (one.components) return { ...one, components: one.components.map(changed) };
    if (one.type !== text || left === 0) return one;
    const { content = '' } = one;
    const other = left < 0 ? content.slice(0, left) : content + '.'.repeat(left);
    left = 0;
    return { ...one, content: other };
  };
  return components.map(changed);
}
