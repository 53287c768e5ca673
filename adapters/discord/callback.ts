import { setTimeout } from 'node:timers/promises';
import { type BaseInteraction, DefaultUserAgent, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { jsonOf } from '../../src/bot.ts';
import { type Answer, type Request, sent } from '../../src/sent.ts';
import { formOf } from './requests.ts';

/** Discord waits for a first answer so long. In milliseconds. */
const longestWait = 3_000;

const mostTries = 3;

/** Where Discord is ill and names no time. In milliseconds. */
const shortPause = 200;

/** What is answered. */
type Interaction = Pick<BaseInteraction, 'id' | 'token' | 'client' | 'createdTimestamp'>;

/** A picture that goes with an answer. */
export interface PngFile {
  readonly name: string;
  readonly data: Buffer<ArrayBuffer>;
}

/** Discord does not take a first answer. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  /** Discord's number for it, where it has one. */
  readonly code: number;
  /** So long to wait before it may be taken, in milliseconds; infinite where it will not be. */
  readonly wait: number;

  constructor({ status, headers, body }: Answer) {
    super('A first answer was refused.');
    const { data = {} } = refusalSchema.safeParse(jsonOf(body.toString()));
    this.status = status;
    this.code = data.code ?? status;
    // What stands before Discord has no JSON, and names whole seconds.
    const asked = (data.retry_after ?? Number(headers['retry-after'])) * 1000;
    const isIll = status >= 500;
    this.wait = status === 429 && asked >= 0 ? asked : isIll ? shortPause : Infinity;
  }
}

const refusalSchema = z.object({ code: z.number(), retry_after: z.number() }).partial();

/**
 * Gives the first answer to what somebody did, again where the connection broke, Discord was ill or asked to wait.
 *
 * Straight to Discord. These answers count towards no limit and want no token, so that most of what discord.js does for a
 * request is done for nothing, at the cost of a tenth of a turn. Nor does it know that an answer whose connection broke
 * may have come through: then Discord refuses the next one as given already, and all is well.
 *
 * @param answer as Discord's API names it
 * @throws Refused where Discord does not take it; what the last try threw where there is no Discord
 */
export async function callBack(
  { id, token, client, createdTimestamp }: Interaction,
  answer: object,
  files: readonly PngFile[] = [],
): Promise<void> {
  const { api, version } = client.rest.options;
  const url = `${api}/v${version}${Routes.interactionCallback(id, token)}`;
  const request = { url, ...(files.length > 0 ? await formWith(answer, files) : jsonWith(answer)) };
  const end = createdTimestamp + longestWait;
  let mayHaveCome = false;
  for (let tries = 1; ; tries++) {
    try {
      return await give(request);
    } catch (error) {
      const refused = error instanceof Refused ? error : null;
      if (mayHaveCome && refused && isGiven(refused)) return;
      const wait = refused?.wait ?? 0;
      // The second half is as true as the interaction's number.
      const isInTime = wait <= longestWait && Date.now() + wait <= end;
      if (tries === mostTries || !isInTime) throw error;
      mayHaveCome ||= refused?.status !== 429;
      await setTimeout(wait);
    }
  }
}

async function give(request: Request): Promise<void> {
  const answer = await sent(request);
  if (answer.status >= 300) throw new Refused(answer);
}

function isGiven({ code }: Refused): boolean {
  return code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

type Content = Pick<Request, 'headers' | 'body'>;

/** Discord wants to know which library it speaks with. */
const agent = { 'user-agent': DefaultUserAgent };

function jsonWith(answer: object): Content {
  const headers = { ...agent, 'content-type': 'application/json' };
  return { headers, body: JSON.stringify(answer) };
}

/** An answer with its pictures. */
async function formWith(answer: object, files: readonly PngFile[]): Promise<Content> {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(answer));
  for (const [at, { name, data }] of files.entries()) {
    form.append(`files[${at}]`, new Blob([data], { type: 'image/png' }), name);
  }
  const { headers, body } = await formOf(form);
  return { headers: { ...agent, ...headers }, body };
}
