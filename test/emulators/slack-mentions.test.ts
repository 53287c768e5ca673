import { describe, expect, test } from 'vitest';
import { clientOf, mrkdwn, refusal, section, slackForTest, wrongly } from './slack/testing.ts';
import type { Workspace } from './slack/world/workspace.ts';

/** A channel with Ana and Ben, both advisors, and Cleo; Dan is an advisor outside of it. */
async function scene() {
  const slack = await slackForTest();
  const workspace = slack.workspace();
  workspace.install({ scopes: ['chat:write', 'usergroups:read'] });
  const [ana, ben, cleo, dan] = ['Ana', 'Ben', 'Cleo', 'Dan'].map((name) => workspace.person(name));
  if (!ana || !ben || !cleo || !dan) throw new Error('somebody is missing');
  const channel = workspace.channel('advising', { bot: true }).add(ana, ben, cleo);
  const advisors = workspace.userGroup('advisors', [ana, ben, dan]);
  const post = (more: object) =>
    clientOf(slack).chat.postMessage({ channel: channel.id, text: 'fallback', ...more } as never);
  /** Who was mentioned how often. */
  const told = () =>
    Object.fromEntries(workspace.people.map(({ name, mentions }) => [name, mentions.length]));
  return { slack, workspace, ana, ben, cleo, dan, channel, advisors, post, told };
}

type Names = { ana: string; advisors: string; workspace: Workspace };
const line = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const nobody = { Ana: 0, Ben: 0, Cleo: 0, Dan: 0 };
const onlyAna = { ...nobody, Ana: 1 };
const theAdvisors = { ...nobody, Ana: 1, Ben: 1 };
const everybody = { ...theAdvisors, Cleo: 1 };

describe('a message', () => {
  test.each<{ how: string; post: (names: Names) => object; told: object }>([
    { how: 'nobody', post: () => ({}), told: nobody },
    { how: 'a person in a text', post: ({ ana }) => ({ text: `<@${ana}>?` }), told: onlyAna },
    {
      how: 'a group in a text',
      post: ({ advisors }) => ({ text: `<!subteam^${advisors}>?` }),
      told: theAdvisors,
    },
    { how: 'the channel in a text', post: () => ({ text: '<!channel> now' }), told: everybody },
    { how: 'who is here in a text', post: () => ({ text: '<!here|here>' }), told: everybody },
    {
      how: 'a person in markup',
      post: ({ ana }) => ({ blocks: [{ type: 'section', text: mrkdwn(`<@${ana}>`) }] }),
      told: onlyAna,
    },
    {
      how: 'a group in the small print',
      post: ({ advisors }) => ({
        blocks: [{ type: 'context', elements: [mrkdwn(`<!subteam^${advisors}|@advisors>`)] }],
      }),
      told: theAdvisors,
    },
    {
      how: 'a person in rich text',
      post: ({ ana }) => ({ blocks: [line({ type: 'user', user_id: ana })] }),
      told: onlyAna,
    },
    {
      how: 'a group in rich text',
      post: ({ advisors }) => ({ blocks: [line({ type: 'usergroup', usergroup_id: advisors })] }),
      told: theAdvisors,
    },
    {
      how: 'the channel in rich text',
      post: () => ({ blocks: [line({ type: 'broadcast', range: 'channel' })] }),
      told: everybody,
    },
    {
      how: 'somebody twice, who is told once',
      post: ({ ana, advisors }) => ({
        text: `<!subteam^${advisors}> <@${ana}>`,
        blocks: [
          line({ type: 'usergroup', usergroup_id: advisors }, { type: 'user', user_id: ana }),
        ],
      }),
      told: theAdvisors,
    },
    {
      how: 'nobody in plain text',
      post: ({ ana }) => ({ blocks: [section(`<@${ana}>`)] }),
      told: nobody,
    },
    {
      how: 'nobody in the letters of rich text',
      post: ({ ana }) => ({ blocks: [line({ type: 'text', text: `<@${ana}> <!channel>` })] }),
      told: nobody,
    },
    {
      how: 'nobody in code',
      post: ({ ana }) => ({ text: `\`<@${ana}>\` and \`\`\`<!channel>\`\`\`` }),
      told: nobody,
    },
  ])('mentions $how', async ({ post: content, told: expected }) => {
    const { slack, ana, advisors, workspace, post, told } = await scene();
    await post(content({ ana: ana.id, advisors: advisors.id, workspace }));
    expect(told()).toEqual(expected);
    expect(slack.complaints).toEqual([]);
  });

  test('that mentions somebody in the text alone is complained of where it has blocks', async () => {
    const { slack, ana, post, told } = await scene();
    await post({ text: `<@${ana.id}>`, blocks: wrongly([section('a')]) });
    expect(told()).toEqual(nobody);
    expect(slack.complaints).toEqual([expect.stringContaining('its blocks do not')]);
  });

  test('calls the whole channel only outside of threads', async () => {
    const { ana, advisors, channel, post, told } = await scene();
    const thread_ts = ana.says(channel, 'asked').ts;
    await post({ thread_ts, text: '<!channel>' });
    expect(told()).toEqual(nobody);
    await post({ thread_ts, text: `<!subteam^${advisors.id}>` });
    expect(told()).toEqual(theAdvisors);
  });

  test('mentions nobody any more once it is there, and nobody when only one sees it', async () => {
    const { slack, ana, ben, channel, post, told } = await scene();
    const { ts = '' } = await post({ text: `<@${ana.id}>` });
    const client = clientOf(slack);
    await client.chat.update({ channel: channel.id, ts, text: `<@${ana.id}> <@${ben.id}>` });
    await client.chat.postEphemeral({ channel: channel.id, user: ben.id, text: `<@${ben.id}>` });
    expect(told()).toEqual(onlyAna);
    expect(ana.mentions[0]?.ts).toBe(ts);
  });

  test('of a person mentions others, not its author', async () => {
    const { ana, cleo, channel, told } = await scene();
    cleo.says(channel, `<@${ana.id}> and me, <@${cleo.id}>`);
    expect(told()).toEqual(onlyAna);
  });

  test('shows groups by their names', async () => {
    const { ana, channel, advisors, post } = await scene();
    await post({
      text: 'advisors, please',
      blocks: [line({ type: 'usergroup', usergroup_id: advisors.id }, { type: 'text', text: '?' })],
    });
    expect(ana.messages(channel).at(-1)?.shown).toBe('@advisors?');
  });
});

test('the people of a group are told with a scope, and of a group that is there', async () => {
  const { slack, workspace, ana, ben, dan, advisors } = await scene();
  const list = (usergroup: string) => clientOf(slack).usergroups.users.list({ usergroup });
  expect((await list(advisors.id)).users).toEqual([ana.id, ben.id, dan.id]);
  expect((await refusal(list('S0NOBODY'))).error).toBe('no_such_subteam');
  workspace.install({ scopes: ['chat:write'] });
  expect((await refusal(list(advisors.id))).error).toBe('missing_scope');
});
