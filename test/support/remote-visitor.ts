import type { Click } from '../../src/bot.ts';
import type { Conversation } from '../../src/conversation/conversation.ts';

/** What a button or a form of a page sends. */
export type Sent =
  | { click: Click }
  | { form: string; typed: string }
  | { form: string; values: Readonly<Record<string, string>> };

/** A page as a visitor has it: where its buttons lead, and what they carry. */
export interface Page {
  readonly status: number;
  readonly text: string;
  readonly on: string;
  readonly token: string;
}

/** Somebody at a browser without the browser: keeps a cookie, reads pages, sends forms. Rejects where nobody answers. */
export class Visitor {
  private cookie = '';

  private readonly address: () => string;

  /** @param address the server's, asked at each request, because servers come and go */
  constructor(address: () => string) {
    this.address = address;
  }

  async look(): Promise<Page> {
    const answer = await this.request('/', {});
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(answer.text)?.[1] ?? '';
    return { ...answer, on: hidden('on'), token: hidden('token') };
  }

  /** Sends what a button or a form of this page sends: status 303 acknowledges the turn. */
  async send({ on, token }: Page, sent: Sent): Promise<{ status: number; text: string }> {
    const fields: Record<string, string> =
      'click' in sent
        ? { on, token, click: JSON.stringify(sent.click) }
        : { on, token, form: sent.form, ...typedIn(sent) };
    return this.request('/turn', { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** What the server holds of this visitor, by *Download my data*. */
  async held(): Promise<Conversation | null> {
    const { text } = await this.send(await this.look(), { click: { type: 'download' } });
    const [found] = JSON.parse(text) as { state: Conversation }[];
    return found?.state ?? null;
  }

  private async request(
    path: string,
    options: RequestInit,
  ): Promise<{ status: number; text: string }> {
    const answer = await fetch(this.address() + path, {
      ...options,
      redirect: 'manual',
      headers: { cookie: this.cookie, 'sec-fetch-site': 'same-origin' },
    });
    const [set] = answer.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    // Read to the end, else the connection cannot be used again.
    return { status: answer.status, text: await answer.text() };
  }
}

/** What a form carries for its inputs. */
function typedIn(sent: Exclude<Sent, { click: Click }>): Record<string, string> {
  const values = 'values' in sent ? sent.values : { [sent.form]: sent.typed };
  const named = Object.entries(values).map(([name, value]) => [`typed.${name}`, value]);
  return Object.fromEntries(named);
}
