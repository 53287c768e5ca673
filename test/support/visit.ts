import type { Hono } from 'hono';
import type { Click } from '../../src/bot.ts';
import { fields } from '../../src/facts.ts';
import { type WebTestOptions, webApp } from './web.ts';

/** What a page's form carries. */
export interface PageForm {
  readonly token: string;
  readonly on: string;
}

/** What a browser says of a form of the page itself. */
const fromThePage: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' };

/** One browser without a screen: it keeps its cookie and sends the forms of the page that it saw last. */
export class Visit {
  readonly app: Hono;
  cookie = '';
  page = '';

  constructor(app: Hono) {
    this.app = app;
  }

  /** A visit that has clicked *Start*. */
  static async begin(options?: WebTestOptions): Promise<Visit> {
    const visit = new Visit(await webApp(options));
    await visit.start();
    return visit;
  }

  async start(): Promise<void> {
    await this.look();
    await this.click({ type: 'restart' });
    await this.look();
  }

  /** What the forms of the page that was seen last carry. */
  get form(): PageForm {
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(this.page)?.[1] ?? '';
    return { token: hidden('token'), on: hidden('on') };
  }

  async get(path: string): Promise<Response> {
    return this.kept(await this.app.request(path, { headers: { Cookie: this.cookie } }));
  }

  /** The page that a person sees. */
  async look(): Promise<string> {
    this.page = await (await this.get('/')).text();
    return this.page;
  }

  async post(
    values: Record<string, string>,
    { form = this.form, headers = fromThePage } = {},
  ): Promise<Response> {
    return this.send(new URLSearchParams({ ...form, ...values }), headers);
  }

  /** The same as a form with a file in it sends it. */
  async upload(
    values: Record<string, string | File>,
    { form = this.form, headers = fromThePage } = {},
  ): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...form, ...values })) body.append(name, value);
    return this.send(body, headers);
  }

  private async send(
    body: URLSearchParams | FormData,
    headers: Record<string, string>,
  ): Promise<Response> {
    const sent = { method: 'POST', headers: { Cookie: this.cookie, ...headers }, body };
    return this.kept(await this.app.request('/turn', sent));
  }

  click(click: Click, form = this.form): Promise<Response> {
    return this.post({ click: JSON.stringify(click) }, { form });
  }

  type(field: string, value: string): Promise<Response> {
    return this.post({ form: field, [`typed.${field}`]: value });
  }

  /** Answers the questions in their order; numbers are typed. */
  async answer(values: readonly (string | number | boolean)[]): Promise<void> {
    for (const value of values) {
      const field = fields.find((one) => this.page.includes(titles[one]));
      if (!field) throw new Error(`No question is open for ${value}.`);
      await (typeof value === 'number'
        ? this.type(field, String(value))
        : this.click({ type: 'answer', field, value }));
      await this.look();
    }
  }

  private kept(answer: Response): Response {
    const [pair] = answer.headers.get('Set-Cookie')?.split(';') ?? [];
    if (pair !== undefined) this.cookie = pair;
    return answer;
  }
}

/** A piece of each question's title, to tell which one is open. */
const titles = {
  result: 'your Step 2 CK result?',
  stage: 'Where is the season',
  ck: 'your Step 2 CK score?',
  step1: 'transcript for Step 1?',
  specialty: 'Which specialty',
  img: '(IMG)?',
  required: 'waiting for Step 2 CK?',
} as const;
