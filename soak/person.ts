import type { Click } from '../src/bot.ts';
import { type Field, fields } from '../src/facts.ts';
import type { Client, Control, Shown } from './client.ts';
import { same } from './client.ts';
import type { Count } from './count.ts';

type Roll = (sides: number) => number;

/** So often somebody tries before they wait for better times. */
const mostTries = 40;

/** What people do where it is offered, and how much rather than other things; what is not named they do not. */
const liking: Readonly<Partial<Record<Click['type'], number>>> = {
  answer: 12,
  open: 20,
  back: 1,
  change: 3,
  keep: 2,
  share: 4,
  level: 1,
  post: 8,
  remove: 3,
  shares: 1,
  shared: 2,
  plan: 3,
  drafts: 1,
  program: 3,
  draft: 3,
  sent: 2,
  drop: 1,
  subject: 1,
  anyway: 1,
  resume: 4,
  path: 1,
  guide: 1,
  cancel: 1,
  'cancel-now': 1,
  forget: 1,
  'forget-now': 3,
};

/** What takes all answers away. */
const clears: readonly string[] = ['cancel-now', 'restart'];

/** What changes no answer, wherever it is offered. */
const harmless: readonly string[] = [
  'guide',
  'path',
  'resume',
  'plan',
  'shares',
  'back',
  'change',
  'keep',
  'forget',
];

/** What moves the conversation on once more, later, whatever screen is there by then. */
const loose: readonly string[] = ['post', 'finish', 'remove'];

/** So long it may take to come through, with everything that goes wrong. In milliseconds. */
const longestLoose = 20_000;

const forms = ['ck', 'step1', 'program'];

/** One person who walks about, with the book of what the screens have acknowledged. */
export class Walker {
  readonly client: Client;
  /** What each answer may be; more than one value where it could not be seen which of two presses came first. */
  answers = new Map<Field, Set<unknown>>();
  /** The newest token that was seen; null while nothing is held. */
  token: string | null = null;
  /** How often they asked for a post to be removed, or to be taken off their list while it was on its way. */
  removals = 0;
  /** Posts that could not be removed when they were forgotten. */
  left = 0;
  /** A forgetting was asked for and not seen to be done: it takes the posts away first, and may then have failed. */
  halfForgotten = false;
  /** It could not be seen whether the answers were cleared. */
  unsure = false;
  /** Until then something that names no screen may come through, and be what moves the conversation on. */
  private looseUntil = 0;
  private startedUntil = 0;
  /** The conversations that were forgotten; a screen of theirs may still come late. */
  private readonly gone = new Set<string>();
  /** Everything that was tried on the screen of this token. */
  private tried: { token: string; acts: Map<string, { click: Click; typed: string }> } | null =
    null;
  /** What they did and what came of it, to be told where something is wrong. */
  readonly story: string[] = [];
  private readonly roll: Roll;
  private readonly count: Count;

  constructor(client: Client, roll: Roll, count: Count) {
    this.client = client;
    this.roll = roll;
    this.count = count;
  }

  /** Begins a check; tries on until there is a screen. */
  async begin(): Promise<boolean> {
    for (let tries = 0; tries < mostTries; tries++) {
      const before = this.client.screen();
      try {
        this.starts();
        await this.client.command('check');
        await this.client.changed(before);
      } catch {
        this.count.add('refused by the platform');
      }
      if (this.client.screen()?.token) {
        this.look();
        return true;
      }
      await this.pause(tries);
    }
    return false;
  }

  /** Some things one after another; false where nothing goes on any more. */
  async walk(acts: number, isOver: () => boolean): Promise<boolean> {
    for (let done = 0; done < acts && !isOver(); done++) if (!(await this.act())) return false;
    return true;
  }

  /** Looks once more, by a button of the last screen, at what is held now that everything is well. */
  async settle(): Promise<boolean> {
    if (this.token === null) return true;
    for (let tries = 0; tries < 8; tries++) {
      // What came in the meantime.
      this.look();
      const before = this.client.screen();
      const control = before?.controls.find(({ click }) => harmless.includes(click.type));
      if (!before || !control) {
        await this.client.command('check').catch(() => {});
      } else {
        this.note(before, control.click, '');
        await this.client.press(control).catch((error: unknown) => {
          this.tell(String(error).slice(0, 200));
        });
      }
      await this.client.changed(before);
      const after = this.client.screen();
      this.tell(`settling: ${before?.token} ${JSON.stringify(control)} → ${after?.token}`);
      // A check that has no answers yet is shown again as it was.
      if (after?.token && (!control || !same(before, after))) {
        this.look();
        return true;
      }
      await this.pause(tries);
    }
    return false;
  }

  /** One thing, tried until the screen says what came of it. */
  private async act(): Promise<boolean> {
    const shown = this.client.screen();
    if (!shown) return this.begin();
    this.look();
    const control = this.chosen(shown);
    // Nothing there but words: the command leads on.
    if (!control) return this.begin();
    const typed = String(218 + this.roll(60));
    for (let tries = 0; tries < mostTries; tries++) {
      const before = this.client.screen();
      const still = this.sameControl(before, control);
      if (!still) {
        this.look();
        return true;
      }
      this.look();
      this.note(before ?? shown, control.click, typed);
      this.count.add('turns');
      if (before?.token == null) this.starts();
      if (loose.includes(control.click.type)) this.looseUntil = performance.now() + longestLoose;
      try {
        await this.client.press(still);
        if (control.click.type === 'open') {
          await this.client.changed(before);
          await this.client.fill(typed, control.click.form, before?.token ?? null);
        }
        await this.client.changed(before);
      } catch {
        this.count.add('refused by the platform');
      }
      const after = this.client.screen();
      if (control.click.type === 'remove') this.removals++;
      if (control.click.type === 'forget-now') this.halfForgotten = true;
      this.tell(
        `${before?.token} ${JSON.stringify(control)} → ${after?.token} ${after?.text.slice(0, 90)}`,
      );
      if (after && !same(before, after)) {
        this.look();
        const isForgotten = after.token === null && after.text.includes('Removed for good');
        // Where nobody has asked for it since, it is the screen of an earlier forgetting that comes late.
        if (isForgotten && this.halfForgotten) this.forgotten();
        return true;
      }
      await this.pause(tries);
    }
    this.count.add('stuck');
    return false;
  }

  /** What this screen acknowledges. */
  look(): void {
    const shown = this.client.screen();
    const token = shown?.token ?? null;
    if (token === null || this.isOlder(token)) return;
    // Another conversation: everything before it was forgotten, even where that was not seen.
    if (this.token !== null && idOf(token) !== idOf(this.token)) this.forgotten();
    const { tried } = this;
    if (tried && token !== tried.token) {
      const acts = [...tried.acts.values()];
      const certain = acts.length === 1 && performance.now() > this.looseUntil;
      for (const { click, typed } of acts) {
        const field = fieldOf(click);
        if (!field) continue;
        const value = click.type === 'answer' ? click.value : Number(typed);
        const known = certain ? new Set() : (this.answers.get(field) ?? new Set([undefined]));
        this.answers.set(field, new Set([...known, value]));
        this.count.add(certain ? 'acknowledged answers' : 'answers of which either may be held');
      }
      const clearing = acts.filter(({ click }) => clears.includes(click.type));
      if (certain && clearing.length > 0) this.clear();
      else if (clearing.length > 0) this.unsure = true;
      this.tried = null;
    }
    this.token = token;
  }

  /** Starts twice in a row: the one that comes second may find a check open, and answers in it. */
  private starts(): void {
    const now = performance.now();
    if (now < this.startedUntil) this.looseUntil = now + longestLoose;
    this.startedUntil = now + longestLoose;
  }

  private clear(): void {
    this.answers = new Map();
    this.unsure = false;
  }

  private forgotten(): void {
    this.clear();
    if (this.token !== null) this.gone.add(idOf(this.token));
    this.token = null;
    this.tried = null;
    this.halfForgotten = false;
    // What could not be removed then, they were told of.
    this.left = this.client.posts().length;
    this.count.add('forgotten');
    this.count.add('posts left behind at forgetting, as was told', this.left);
  }

  /** Whether a token is of an earlier turn of the same conversation, or of one that is forgotten. */
  private isOlder(token: string): boolean {
    if (this.gone.has(idOf(token))) return true;
    const [id, turn] = token.split('.');
    const [other, seen] = this.token?.split('.') ?? [];
    return id === other && Number(turn) < Number(seen);
  }

  private note({ token }: Shown, click: Click, typed: string): void {
    // What came late may show an older screen; what is pressed there changes nothing.
    if (token === null || this.isOlder(token)) return;
    if (this.tried?.token !== token) this.tried = { token, acts: new Map() };
    const act = JSON.stringify([click, fieldOf(click) && typed]);
    this.tried.acts.delete(act);
    this.tried.acts.set(act, { click, typed });
  }

  private chosen({ controls }: Shown): Control | null {
    const weighed = controls.flatMap((control) => {
      const { click } = control;
      if (click.type === 'open' && !forms.includes(click.form)) return [];
      // The way out of a screen that belongs to no conversation.
      if (click.type === 'restart') return [control];
      return Array.from({ length: liking[click.type] ?? 0 }, () => control);
    });
    return weighed[this.roll(weighed.length)] ?? null;
  }

  private sameControl(shown: Shown | null, wanted: Control): Control | null {
    const click = JSON.stringify(wanted.click);
    return (
      shown?.controls.find(
        (one) => one.label === wanted.label && JSON.stringify(one.click) === click,
      ) ?? null
    );
  }

  private tell(line: string): void {
    const seconds = (performance.now() / 1000).toFixed(1);
    this.story.push(`${seconds} s, ${this.client.posts().length} posts: ${line}`);
  }

  private async pause(tries: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(100 * 2 ** tries, 2_000)));
  }
}

function fieldOf(click: Click): Field | null {
  if (click.type === 'answer') return click.field;
  return click.type === 'open' && (fields as readonly string[]).includes(click.form)
    ? (click.form as Field)
    : null;
}

function idOf(token: string): string {
  return token.slice(0, token.lastIndexOf('.'));
}
