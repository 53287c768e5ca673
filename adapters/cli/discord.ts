import { readConfig } from '../../src/config.ts';
import type { Words } from '../../src/oneshot.ts';
import type { CommandLine } from './options.ts';
import { refuse, say, type Terminal } from './terminal.ts';

/** Options of `step2 discord`. */
export const discordOptions = { register: 'boolean' } as const;

/** `step2 discord commands`: prints the commands as Discord registers them, or registers them. */
export async function discordCommands(
  terminal: Terminal,
  words: Words,
  line: CommandLine,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const fault = (part: string, params: object) => words.text('cli/fault', { ...params }, part);
  const [verb, ...more] = line.words;
  const stray = [...more, ...[...line.options.keys()].filter((name) => !(name in discordOptions))];
  if (verb !== 'commands' || stray.length > 0) {
    const params = { stray: stray.join(' ') || (verb ?? ''), missing: 'discord commands' };
    return refuse(terminal, fault('stray', params), words.text('cli/help'));
  }
  // Loaded only here: other commands need nothing of a conversation.
  const { languages, loadWords } = await import('../../src/bot.ts');
  const { commandsIn } = await import('../discord/commands.ts');
  const commands = commandsIn(new Map(languages().map((name) => [name, loadWords(name)])));
  if (!line.options.get('register')) {
    terminal.output.write(`${JSON.stringify(commands, null, 2)}\n`);
    return 0;
  }
  const read = readConfig(environment);
  const config = 'config' in read ? read.config.discord : null;
  if (!config) return refuse(terminal, fault('no-token', { variable: 'DISCORD_TOKEN' }));
  const { registerByHand } = await import('../discord/register.ts');
  try {
    await registerByHand(config, commands);
  } catch (error) {
    const reason = error instanceof Error && 'status' in error ? error.status : 'unknown';
    refuse(terminal, fault('not-registered', { reason }));
    return 1;
  }
  say(terminal, words.text('cli/discord', { guildId: config.guildId }));
  return 0;
}
