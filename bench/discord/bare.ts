/** What discord.js costs by itself: every click is answered with one and the same message, nothing more. */
import { readFileSync } from 'node:fs';
import { Client, Events, GatewayIntentBits } from 'discord.js';

const { DISCORD_API_URL: api = '', DISCORD_TOKEN: token = '' } = process.env;
const { MESSAGE = '{}', PICTURE_FILE: file } = process.env;
const { components, flags, picture } = JSON.parse(MESSAGE);
const files = file ? [{ ...picture, attachment: readFileSync(file) }] : [];

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  allowedMentions: { parse: [] },
  rest: { api },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isMessageComponent()) return;
  interaction.update({ components, flags, files, attachments: [] }).catch(failed);
});
client.once(Events.ClientReady, () => {
  process.stdout.write(`${JSON.stringify({ address: '' })}\n`);
});
await client.login(token);

function failed(error: unknown): never {
  throw error;
}
process.on('SIGTERM', () => process.exit());
