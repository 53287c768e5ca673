/**
 * Loaded into a measured bot (`node --import`): tells the benchmark, whenever it asks, how much processor time the
 * process has taken so far, in microseconds and of all its threads. So the bot itself can be the program as it is.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
// Nobody asks any more once the bot is told to stop.
process.channel?.unref();
