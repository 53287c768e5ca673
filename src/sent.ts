import { Agent, type Dispatcher } from 'undici';

/** A platform answers within a second, or is ill. In milliseconds, from the first byte that is sent to the last that comes. */
const longestWait = 4_000;

/** Platforms answer with a few kilobytes. In bytes. */
const largestAnswer = 4_000_000;

/** Connections are kept for a while, for the next click is seldom far. */
const agent = new Agent({ connections: 256, keepAliveTimeout: 10_000 });

/** What to send, and where. */
export interface Request {
  readonly url: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
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
 * @throws where no answer came, not all of it, too late or too much; what was sent may have arrived all the same
 */
export async function sent({ url, method = 'POST', headers, body }: Request): Promise<Answer> {
  const { origin, pathname, search } = new URL(url);
  const request = { origin, path: pathname + search, method, headers, body };
  return new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | null = null;
    let begun: Omit<Answer, 'body'> | null = null;
    let over: Error | null = null;
    let bytes = 0;
    const pieces: Buffer[] = [];
    const end = (error: Error) => {
      clearTimeout(deadline);
      over = error;
      reject(error);
      connection?.abort(error);
    };
    const late = () => end(new DOMException('There is no answer in time.', 'AbortError'));
    const deadline = setTimeout(late, longestWait);
    agent.dispatch(request as Dispatcher.DispatchOptions, {
      onRequestStart(controller) {
        connection = controller;
        // It has waited for a connection too long.
        if (over) controller.abort(over);
      },
      onResponseStart(_, status, headers, statusText = '') {
        begun = { status, statusText, headers: headers as Record<string, string> };
      },
      onResponseData(_, piece) {
        pieces.push(piece);
        bytes += piece.length;
        if (bytes > largestAnswer) end(new Error('An answer is too long.'));
      },
      onResponseEnd() {
        clearTimeout(deadline);
        if (begun) resolve({ ...begun, body: Buffer.concat(pieces) });
      },
      onResponseError(_, error) {
        end(error);
      },
    });
  });
}
