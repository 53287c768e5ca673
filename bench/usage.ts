/**
 * Loaded into a measured process (`node --import`): at its end it writes to descriptor 3 its peak memory in kilobytes and
 * the seconds of processor time that it took.
 */
import { readFileSync, writeSync } from 'node:fs';
import { processorSeconds } from './measure.ts';

process.on('exit', () => {
  writeSync(3, `${peak()} ${processorSeconds(process.cpuUsage())}`);
});

function peak(): number {
  try {
    // The kernel hands `maxRSS` on from the process that started this one; `VmHWM` is this program's own.
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes) return Number(kilobytes);
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS;
}
