/** Loaded into a measured process (`node --import`): at its end it writes its peak memory, in kilobytes, to descriptor 3. */
import { readFileSync, writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(peak())));

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
