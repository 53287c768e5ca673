/** `npm run soak [-- MINUTES [SEED]]`: the bot in Slack and Discord while everything around it goes wrong. */
import { postgresGround, sqliteGround } from './ground.ts';
import { soak } from './run.ts';

const [minutes = '5', given] = process.argv.slice(2);
const seed = Number(given ?? Date.now() % 1_000_000);
if (!(Number(minutes) > 0) || !Number.isInteger(seed)) {
  process.stderr.write('npm run soak [-- MINUTES [SEED]]\n');
  process.exit(2);
}
process.stdout.write(`Node ${process.version}, ${minutes} minutes, seed ${seed}\n`);

let wrong = 0;
const grounds = [await sqliteGround(), await postgresGround()].filter((ground) => ground !== null);
for (const ground of grounds) {
  const { count, differences } = await soak(ground, (Number(minutes) * 60) / grounds.length, seed);
  await ground.remove();
  process.stdout.write(`\n${ground.name}\n${count.table}`);
  for (const one of differences.slice(0, 50)) process.stdout.write(`  WRONG: ${one}\n`);
  process.stdout.write(
    `  ${'discrepancies'.padEnd(40)}${String(differences.length).padStart(8)}\n`,
  );
  wrong += differences.length;
}
process.exit(wrong === 0 ? 0 : 1);
