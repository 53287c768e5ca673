import type { Words } from '../../src/oneshot.ts';
import { manifestOf } from '../slack/manifest.ts';
import type { CommandLine } from './options.ts';
import { refuse, type Terminal } from './terminal.ts';

/** Options of `step2 slack`. */
export const slackOptions = { http: 'string' } as const;

/** `step2 slack manifest`: prints what an admin pastes at Slack to make the app. */
export function slackManifest(terminal: Terminal, words: Words, line: CommandLine): number {
  const fault = (part: string, params: object) => words.text('cli/fault', { ...params }, part);
  const [verb, ...more] = line.words;
  const stray = [...more, ...[...line.options.keys()].filter((name) => !(name in slackOptions))];
  if (verb !== 'manifest' || stray.length > 0) {
    return refuse(
      terminal,
      fault('stray', { stray: stray.join(' ') || (verb ?? ''), missing: 'slack manifest' }),
      words.text('cli/help'),
    );
  }
  const address = line.options.get('http');
  if (address !== undefined && !isHttps(address)) {
    return refuse(terminal, fault('address', { option: 'http', value: String(address ?? '') }));
  }
  const manifest = manifestOf(words, typeof address === 'string' ? address : null);
  terminal.output.write(`${JSON.stringify(manifest, null, 2)}\n`);
  return 0;
}

/** Slack sends events to nothing less. */
function isHttps(address: unknown): boolean {
  return typeof address === 'string' && URL.canParse(address) && address.startsWith('https://');
}
