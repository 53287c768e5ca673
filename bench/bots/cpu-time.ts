/**
 * Loaded into a measured bot (`node --import`): tells the benchmark, whenever it asks, how much processor time the
 * process has taken so far, in microseconds and of all its threads, or how much memory it holds once the garbage is
 * collected. So the bot itself can be the program as it is.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

process.on('message', (asked) => {
  if (asked === 'memory') {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // What the first leaves to finalizers the second takes.
    collect();
    collect();
    process.send?.(process.memoryUsage());
    return;
  }
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
// Nobody asks any more once the bot is told to stop.
process.channel?.unref();
