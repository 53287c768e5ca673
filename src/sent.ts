import { Agent, type Dispatcher } from 'undici';

/** A connection, an answer and every next piece of it come within this time, or the platform is ill. In milliseconds. */
const longestWait = 4_000;

/** Connections are kept for a while, for the next click is seldom far. */
const agent = new Agent({
  connections: 64,
  keepAliveTimeout: 10_000,
  headersTimeout: longestWait,
  bodyTimeout: longestWait,
  connect: { timeout: longestWait },
});

/** What to send, and where. */
export interface Request {
  readonly url: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  readonly signal?: AbortSignal | null;
}

/** What came back, read to its end. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Sends a request to a platform and reads its answer, which is short. By undici's lowest door: its `request()` makes a
 * stream of each answer, and `fetch` far more, at the cost of a tenth of a whole turn and of a half.
 *
 * @throws where no answer came, or not all of it; what was sent may have arrived all the same
 */
export function sent({ url, method = 'POST', headers, body, signal }: Request): Promise<Answer> {
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    let begun: Omit<Answer, 'body'> | null = null;
    const pieces: Buffer[] = [];
    const request = { origin, path: pathname + search, method, headers, body };
    agent.dispatch(request as Dispatcher.DispatchOptions, {
      onRequestStart(controller) {
        const end = () => controller.abort(signal?.reason);
        if (signal?.aborted) end();
        else signal?.addEventListener('abort', end);
      },
      onResponseStart(_, status, headers, statusText = '') {
        begun = { status, statusText, headers: headers as Record<string, string> };
      },
      onResponseData(_, piece) {
        pieces.push(piece);
      },
      onResponseEnd() {
        if (begun) resolve({ ...begun, body: Buffer.concat(pieces) });
      },
      onResponseError(_, error) {
        reject(error);
      },
    });
  });
}
