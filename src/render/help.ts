import { type CommandName, commands } from '../commands.ts';
import { nearest } from '../nearest.ts';
import type { Block, Button } from '../screen.ts';
import { button, type Rendering } from './content.ts';
import { shown } from './fault.ts';

/** What help says. `fault` names a command that does not exist, with the one that was most likely meant. */
export interface Help {
  readonly title: string;
  readonly body: readonly Block[];
  readonly actions: readonly Button[];
  readonly fault: string | null;
}

/** The commands, each with what it does. */
export function helpContent(
  rendering: Rendering,
  unknown: string | null,
  optionsOnly: boolean,
): Help {
  const { words } = rendering;
  const partFor = (command: CommandName) =>
    optionsOnly && words.has('screen/help', `${command} options`) ? `${command} options` : command;
  const said = (part: string, params: object = {}) =>
    words.text('screen/help', { ...params }, part);
  return {
    title: words.text('screen/help'),
    body: [
      { kind: 'text', text: said('text') },
      { kind: 'list', style: 'bullets', items: commands.map((command) => said(partFor(command))) },
    ],
    actions: [button(rendering, 'restart', 'start')],
    fault: unknown === null ? null : unknownCommand(said, unknown),
  };
}

function unknownCommand(said: (part: string, params: object) => string, typed: string): string {
  const near = nearest(typed, commands);
  const command = shown(typed);
  return near === null ? said('unknown', { command }) : said('nearest', { command, near });
}
