import type { App, BlockAction, Context, ViewSubmitAction } from '@slack/bolt';
import { type Event, readPress } from '../../src/bot.ts';
import { readCarriedClick, readCarriedForm } from './carried.ts';
import type { Desk } from './desk.ts';
import { formId } from './form-view.ts';
import { commandName, shortcutId } from './names.ts';
import { placeOf, shownName } from './place.ts';
import { postBlock } from './post-view.ts';

/** A mention of the bot or of somebody else. */
const mentioned = /<@[^>]+>/;

/** Registers for everything that people do in Slack: each becomes a visit to the desk. */
export function listen(app: App, desk: Desk): void {
  app.command(commandName, async ({ command, ack, client, context }) => {
    const { user_id, channel_id, channel_name, response_url, trigger_id, text } = command;
    const place = placeOf(user_id, {
      channel: channel_id,
      name: shownName(channel_name),
      responseUrl: response_url,
    });
    await desk.command(
      { tenant: tenantOf(context), place, id: trigger_id, client },
      unescaped(text),
      async (message) => ack(message && { response_type: 'ephemeral', ...message }),
    );
  });

  app.shortcut({ callback_id: shortcutId, type: 'message_action' }, async (happened) => {
    const { shortcut, ack, client, context } = happened;
    await ack();
    const { user, channel, message, response_url, trigger_id } = shortcut;
    const place = placeOf(user.id, {
      channel: channel.id,
      thread: message.thread_ts ?? null,
      name: shownName(channel.name),
      responseUrl: response_url,
    });
    await desk.message(
      { tenant: tenantOf(context), place, id: trigger_id, client },
      { ts: message.ts, author: message.user ?? null },
    );
  });

  app.event('app_mention', async ({ event, body, client, context }) => {
    const { user, channel, thread_ts = null } = event;
    // Another bot is nobody to advise.
    if (!user || event.bot_id) return;
    const place = placeOf(user, { channel, thread: thread_ts });
    // What comes after the mention is meant for the bot; what comes before it only where nothing else does.
    const [before = '', ...after] = event.text.split(mentioned);
    const text = unescaped(after.join(' ').trim() || before.trim());
    await desk.said({ tenant: tenantOf(context), place, id: body.event_id, client }, text, true);
  });

  app.event('app_home_opened', async ({ event, body, client, context }) => {
    if (event.tab !== 'home') return;
    const place = placeOf(event.user, { home: true });
    await desk.home({ tenant: tenantOf(context), place, id: body.event_id, client });
  });

  // Nearly everything that happens is a click, and Bolt asks every listener in turn whether it is meant: this one first.
  app.use(async (happened) => {
    const { body, context, client, next } = happened;
    if (!isClick(body)) return next();
    await (happened as unknown as { ack(): Promise<void> }).ack();
    const [action] = body.actions;
    if (!action) return;
    const { user, channel, container, response_url, trigger_id } = body;
    const isPost = action.block_id.startsWith(postBlock);
    const place = placeOf(user.id, {
      channel: channel?.id ?? null,
      thread: container.thread_ts ?? null,
      name: shownName(channel?.name),
      responseUrl: response_url ?? null,
      replaces: !isPost,
      home: container.type === 'view',
    });
    const visit = { tenant: tenantOf(context), place, id: trigger_id, client };
    if (isPost) {
      const press = readPress(carriedValue(action) ?? '');
      if (press) await desk.press(visit, press);
      return;
    }
    const event = eventOf(action);
    if (event) await desk.click(visit, event, trigger_id);
  });

  app.view<ViewSubmitAction>({ callback_id: formId, type: 'view_submission' }, async (happened) => {
    const { view, ack, body, client, context } = happened;
    const form = readCarriedForm(view.private_metadata);
    if (!form) return ack();
    const place = { ...form.place, person: body.user.id };
    const id = body.trigger_id;
    const visit = { tenant: tenantOf(context), place, id, client };
    await desk.submit(visit, form, view.state?.values ?? {}, async (wrong) => ack(wrong));
  });
}

/** Whether somebody clicked something, on a screen or in App Home. */
function isClick(body: object): body is BlockAction {
  return 'type' in body && body.type === 'block_actions' && 'actions' in body;
}

/** The workspace; an organisation where the bot is installed for all of it and Slack names no workspace. */
function tenantOf({ teamId, enterpriseId }: Context): string {
  return `slack:${teamId ?? enterpriseId}`;
}

/** What a click did. Whoever takes back their choice in a menu has chosen nothing: they see the question again. */
function eventOf(action: BlockAction['actions'][number]): Event | null {
  if ('selected_option' in action && action.selected_option === null) return { type: 'look' };
  return readCarriedClick(action.block_id, carriedValue(action));
}

/** What a button carries, or the option that was chosen. */
function carriedValue(
  action: { readonly type: string } & Partial<{
    readonly value: string;
    readonly selected_option: { readonly value?: string } | null;
  }>,
): string | undefined {
  return action.value ?? action.selected_option?.value;
}

/** Slack escapes these three in what people write. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
