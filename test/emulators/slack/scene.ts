import type { App } from '@slack/bolt';
import { boltApp, type Mode } from './bolt.ts';
import { slackForTest } from './testing.ts';

/** One thing that the app was sent: the kind, and which attempt it was. */
export interface Heard {
  type: string;
  retry: number | undefined;
  id: unknown;
}

/** A workspace with Ana in a channel, and an app that notes all that it hears; it acknowledges what `listen` says. */
export async function scene(
  mode: Mode,
  listen: (app: App) => void = () => {},
  clientPingTimeout?: number,
) {
  const slack = await slackForTest();
  const heard: Heard[] = [];
  const bodies: Record<string, unknown>[] = [];
  await boltApp(
    slack,
    mode,
    (app) => {
      app.use(async ({ body, context, next }) => {
        const event = 'event' in body ? body.event : undefined;
        heard.push({
          type: event?.type ?? ('command' in body ? String(body.command) : String(body.type)),
          retry: context.retryNum,
          id: 'event_id' in body ? body.event_id : undefined,
        });
        bodies.push(body as Record<string, unknown>);
        slack.changes.touch();
        await next();
      });
      listen(app);
    },
    clientPingTimeout,
  );
  const workspace = slack.workspace();
  const ana = workspace.person('Ana');
  const ben = workspace.person('Ben');
  const channel = workspace.channel('advising', { bot: true }).add(ana, ben);
  /** Goes on by three seconds once the app has heard of what it will not acknowledge. */
  const tooLate = async () => {
    await ana.until('the app has heard of it', () => heard.length > 0);
    slack.advance(3_000);
  };
  return { slack, workspace, ana, ben, channel, heard, bodies, tooLate };
}
