/** `npm run bench [-- GROUP …]`: measures and prints one table. Figures, not tests: a missed goal is no error. */
import { command } from './command.ts';
import { core } from './core.ts';
import { discord } from './discord.ts';
import { type Figure, stayOnOneCore } from './measure.ts';
import { memory } from './memory.ts';
import { plans } from './programs.ts';
import { proof } from './proof.ts';
import { slack } from './slack.ts';
import { store } from './store.ts';
import { web } from './web.ts';

const groups: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  core,
  programs: plans,
  proof,
  command,
  web,
  store,
  slack,
  discord,
  memory,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no group ${unknown.join(', ')}; the groups are ${Object.keys(groups).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  const where = stayOnOneCore() ? 'one core' : 'not kept on one core: this system cannot';
  process.stdout.write(`Node ${process.version}, ${where}\n\n`);
  for (const [name, measure] of Object.entries(groups)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const figure of await measure()) process.stdout.write(`${lineOf(figure)}\n`);
  }
}

function lineOf({ name, figure, unit, goal }: Figure): string {
  return [
    name.padEnd(34),
    readable(figure).padStart(12),
    unit.padEnd(26),
    goal === undefined ? '' : `${goalText(goal).padEnd(16)}${met(figure, goal) ? 'met' : 'MISSED'}`,
  ]
    .join('  ')
    .trimEnd();
}

/** Ratios and short times with one or two decimals, everything else whole. */
function readable(figure: number): string {
  const digits = figure < 10 ? 2 : figure < 100 ? 1 : 0;
  return figure.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function goalText(goal: NonNullable<Figure['goal']>): string {
  return 'atLeast' in goal
    ? `≥ ${goal.atLeast.toLocaleString('en')}`
    : `≤ ${goal.atMost.toLocaleString('en')}`;
}

function met(figure: number, goal: NonNullable<Figure['goal']>): boolean {
  return 'atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost;
}
