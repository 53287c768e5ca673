import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from './discord/index.ts';
import { command } from './discord/testing/command-forms.ts';
import { commandRules } from './discord/testing/command-rules.ts';
import { many } from './discord/testing/forms.ts';
import { optionRules } from './discord/testing/option-rules.ts';
import { type Answer, faultsAt, rest } from './discord/testing/rest.ts';

let discord: Discord;
let everywhere: string;

beforeAll(async () => {
  discord = await startDiscord({ rateLimits: false });
  everywhere = `/applications/${discord.applicationId}/commands`;
});
afterAll(() => discord.close());

const put = (body: unknown, path = everywhere): Promise<Answer> => rest(discord, 'PUT', path, body);

describe.each([
  ['a command', commandRules],
  ['an option of a command', optionRules],
])('%s', (_name, rules) => {
  test.each(rules)('$rule', async ({ allowed, refused, at, code }) => {
    const good = await put([allowed]);
    expect(good, JSON.stringify(good.body)).toMatchObject({ status: 200 });
    const bad = await put([allowed, refused]);
    expect(bad).toMatchObject({ status: 400, body: { code: 50035 } });
    const path = at === '' ? '1' : `1.${at}`;
    expect(faultsAt(bad, path), JSON.stringify(bad.body)).toContain(code);
  });
});

describe('commands', () => {
  test('are replaced as a whole, and keep their ids by name', async () => {
    const before = await put([command(), command({ name: 'other' })]);
    const [check] = before.body as unknown as { id: string }[];
    const after = await put([command({ description: 'New' })]);
    expect(after.body).toMatchObject([{ id: check?.id, description: 'New' }]);
    expect((await rest(discord, 'GET', everywhere)).body).toHaveLength(1);
  });

  test('have names of their own, each type for itself', async () => {
    expect((await put([command(), { type: 3, name: 'check' }])).status).toBe(200);
    const bad = await put([command(), command()]);
    expect(faultsAt(bad, '1')).toEqual(['APPLICATION_COMMANDS_DUPLICATE_NAME']);
  });

  test('are 100 to type and 15 to click at most', async () => {
    const typed = (count: number) => many(count, (index) => command({ name: `c${index}` }));
    const clicked = (count: number, type = 3) =>
      many(count, (index) => ({ type, name: `c${index}` }));
    const all = [...typed(100), ...clicked(15), ...clicked(15, 2)];
    expect((await put(all)).status).toBe(200);
    expect((await put(typed(101))).body.code).toBe(30032);
    expect((await put(clicked(16))).body.code).toBe(30032);
    expect((await put(clicked(16, 2))).body.code).toBe(30032);
  });

  test('are made, read, changed and removed one by one', async () => {
    await put([]);
    const made = await rest(discord, 'POST', everywhere, command());
    expect(made.status).toBe(201);
    expect((await rest(discord, 'POST', everywhere, command())).status).toBe(200);
    const path = `${everywhere}/${made.body.id}`;
    expect((await rest(discord, 'GET', path)).body.name).toBe('check');
    const changed = await rest(discord, 'PATCH', path, { description: 'New' });
    expect(changed.body).toMatchObject({ name: 'check', description: 'New' });
    const bad = await rest(discord, 'PATCH', path, { name: 'Check' });
    expect(faultsAt(bad, 'name')).toEqual(['APPLICATION_COMMAND_INVALID_NAME']);
    await rest(discord, 'POST', everywhere, command({ name: 'other' }));
    expect((await rest(discord, 'PATCH', path, { name: 'other' })).body.code).toBe(40041);
    expect((await rest(discord, 'DELETE', path)).status).toBe(204);
    expect((await rest(discord, 'GET', path)).body.code).toBe(10063);
  });

  test('of a server are its own', async () => {
    const server = discord.server('Advising');
    const app = `/applications/${discord.applicationId}`;
    const path = `${app}/guilds/${server.id}/commands`;
    await put([]);
    expect((await put([command()], path)).body).toMatchObject([{ guild_id: server.id }]);
    expect((await rest(discord, 'GET', everywhere)).body).toEqual([]);
    const elsewhere = discord.server('Without', { bot: false });
    expect((await put([command()], `${app}/guilds/${elsewhere.id}/commands`)).body.code).toBe(
      50001,
    );
    expect((await put([], '/applications/1/commands')).body.code).toBe(20012);
  });

  test('come as a list', async () => {
    expect((await put(command())).body.code).toBe(50035);
    expect(faultsAt(await put(['check']), '0')).toContain('MODEL_TYPE_CONVERT');
  });
});
