import { webApi } from '@slack/bolt';
import { withFault } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Screen } from '../../src/screen.ts';
import { patiently, Refused } from './patience.ts';
import type { Place } from './place.ts';
import { postTo } from './response-url.ts';
import { homeOf, messageOf } from './screen-view.ts';

type Client = webApi.WebClient;

/** One way of showing a screen to a person. */
type Way = (client: Client, place: Place, screen: Screen) => Promise<unknown>;

/** Shows a person a screen where they are, or where they can be reached. */
export type Deliver = (client: Client, place: Place, screen: Screen) => Promise<void>;

/** What Slack answers where a private message in a channel is not possible; then another way is taken, and nothing is wrong. */
const notThere: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'thread_not_found',
  'restricted_action',
]);

/**
 * @param onFault tells the operator; returns the reference number that the person is told
 */
export function createDelivery(words: Words, onFault: (error: unknown) => string): Deliver {
  const responseUrl: Way = (_, { responseUrl, replaces }, screen) =>
    patiently(() => postTo(responseUrl ?? '', messageOf(words, screen), replaces));

  const ephemeral: Way = (client, { channel, thread, person }, screen) =>
    patiently(() =>
      client.chat.postEphemeral({
        channel: channel ?? '',
        user: person,
        ...(thread === null ? {} : { thread_ts: thread }),
        ...messageOf(words, screen),
      }),
    );

  const directMessage: Way = (client, { person }, screen) =>
    patiently(() => client.chat.postMessage({ channel: person, ...messageOf(words, screen) }));

  const home: Way = (client, { person }, screen) =>
    patiently(() => client.views.publish({ user_id: person, view: homeOf(words, screen) }));

  /** The ways to a place, the best first. A thread is reached only by name, not by a command's or shortcut's URL. */
  function waysTo(place: Place): Way[] {
    if (place.home) return [home, directMessage];
    const byUrl = place.responseUrl === null ? [] : [responseUrl];
    const inChannel = place.channel === null ? [] : [ephemeral];
    const ways = place.thread === null || place.replaces ? [byUrl, inChannel] : [inChannel, byUrl];
    return [...ways.flat(), directMessage];
  }

  return async (client, place, screen) => {
    let shown = screen;
    let last: unknown;
    let told = false;
    for (const way of waysTo(place)) {
      try {
        await way(client, place, shown);
        return;
      } catch (error) {
        last = error;
        if (isElsewhere(error)) continue;
        told = true;
        const reference = onFault(error);
        const text = words.text('slack/screen', { reference }, 'late');
        shown = withFault(screen, text);
      }
    }
    // Nobody could be told; then the operator is.
    if (!told) onFault(last);
  };
}

/** Whether a way is closed as it may well be: the address is used up, or the bot is no member of the channel. */
function isElsewhere(error: unknown): boolean {
  if (error instanceof Refused) return error.status === 404 || error.status === 410;
  return error instanceof webApi.WebAPIPlatformError && notThere.has(error.data.error);
}
