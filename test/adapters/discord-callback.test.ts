import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BaseInteraction } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { callBack } from '../../adapters/discord/callback.ts';

/** What stands before Discord answers without JSON, which the emulator never does. */
const page = '<html>Slow down.</html>';

let server: Server;
afterEach(() => server.close().closeAllConnections());

interface Given {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** Calls back where these answers come, one after another; gives the times of the calls, in milliseconds. */
const calledBack = (...answers: Given[]) => calledBackAt(Date.now(), ...answers);

/** @param createdTimestamp when something happened, by the number that it came with */
async function calledBackAt(createdTimestamp: number, ...answers: Given[]) {
  const times: number[] = [];
  server = createServer((_, response) => {
    const { status, headers = {} } = answers[times.length] ?? { status: 204 };
    times.push(performance.now());
    response.writeHead(status, headers).end(status === 204 ? undefined : page);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const interaction = {
    id: '1',
    token: 'token',
    createdTimestamp,
    client: { rest: { options: { api, version: '10' } } },
  } as unknown as BaseInteraction;
  const fault = await callBack(interaction, { type: 6 }).then(
    () => null,
    (error: unknown) => error,
  );
  return { times, fault };
}

test('a time to wait that stands in the header alone is waited for', async () => {
  const { times, fault } = await calledBack({ status: 429, headers: { 'retry-after': '1' } });
  expect(fault).toBeNull();
  const [first = 0, second = 0, ...more] = times;
  // A timer may come a little early, by the rounding of its time.
  expect(second - first).toBeGreaterThan(990);
  expect(more).toEqual([]);
});

test.each([
  ['names no time', {}],
  ['names no number', { 'retry-after': 'Mon, 23 Nov 2026 00:00:00 GMT' }],
  ['names more than there is', { 'retry-after': '3600' }],
])('a 429 that %s is the end', async (_, headers) => {
  const { times, fault } = await calledBack({ status: 429, headers });
  expect(fault).toMatchObject({ name: 'Refused', status: 429, code: 429 });
  expect(times).toHaveLength(1);
});

test('a page of a proxy that is ill is no answer, and asked again', async () => {
  const { times, fault } = await calledBack({ status: 502 }, { status: 502 });
  expect(fault).toBeNull();
  expect(times).toHaveLength(3);
});

test.each([Number.NaN, Infinity, 0])(
  'a refusal of something that happened at %d is the end',
  async (at) => {
    const { times, fault } = await calledBackAt(at, { status: 404 });
    expect(fault).toMatchObject({ status: 404 });
    expect(times).toHaveLength(1);
  },
);
