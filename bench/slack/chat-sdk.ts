/** The same with the package `chat`: every click is answered with one and the same card, in place of the message. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cardToBlockKit, cardToFallbackText, createSlackAdapter } from '@chat-adapter/slack';
import { createMemoryState } from '@chat-adapter/state-memory';
import { getRequestListener } from '@hono/node-server';
import { Actions, type Adapter, Button, Card, CardText, Chat } from 'chat';
import { botToken, signingSecret, slackHooks } from './names.ts';

const { SLACK_API_URL: apiUrl = '', HOOKS = '', BYTES = '0' } = process.env;

const slack = createSlackAdapter({
  botToken,
  signingSecret,
  apiUrl,
  // It trusts no response URL but Slack's own, so their way is bent here.
  fetch: (url, init) => fetch(String(url).replace(slackHooks, HOOKS), init),
});
const bot = new Chat({
  userName: 'step2',
  // Its types leave out that an optional property may be undefined.
  adapters: { slack: slack as Adapter },
  state: createMemoryState(),
  logger: 'silent',
});
const card = cardOf(Number(BYTES));
bot.onAction(async ({ threadId, messageId }) => {
  await slack.editMessage(threadId, messageId, card);
});
await bot.initialize();

const listener = getRequestListener((request) => bot.webhooks.slack(request));
const server = createServer((request, response) => void listener(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ address: `http://127.0.0.1:${port}/` })}\n`);
});
process.on('SIGTERM', () => process.exit());

/** A card that is that many bytes on the wire: paragraphs and a row of buttons, as our messages have. */
function cardOf(bytes: number) {
  const paragraph =
    'Programs that screened by score may look again, but only if somebody tells them. ';
  const made = (length: number) => {
    const text = paragraph.repeat(Math.ceil(length / paragraph.length)).slice(0, length);
    const texts = text.match(/.{1,240}/g) ?? [];
    return Card({
      title: 'What is your Step 2 CK result?',
      children: [
        ...texts.map((one) => CardText(one)),
        Actions(
          [1, 2, 3, 4].map((at) =>
            Button({ id: `click/choice/${at}`, label: `Choice ${at}`, value: `{"choice":${at}}` }),
          ),
        ),
      ],
    });
  };
  const size = (length: number) => {
    const shown = made(length);
    return JSON.stringify({ text: cardToFallbackText(shown), blocks: cardToBlockKit(shown) })
      .length;
  };
  let length = 1;
  while (size(length) < bytes) length += 1;
  return made(length);
}
