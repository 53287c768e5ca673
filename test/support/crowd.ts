/**
 * A crowd of visitors who answer their questions in no order, click twice, use old buttons, and lose their server now
 * and then. Each keeps a book of what was acknowledged; at the end the server's books are held against theirs.
 */
import { type Answers, fields, type Step1 } from '../../src/facts.ts';
import { type Page, type Sent, Visitor } from './remote-visitor.ts';

/** Numbers that look random and are the same at every run. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Roll = ReturnType<typeof dice>;

/** One person of the crowd, with the book of what was acknowledged. */
class Member {
  readonly acknowledged: Record<string, unknown> = {};
  private readonly visitor: Visitor;
  private readonly wanted: Required<Answers>;
  private lastPage: Page | null = null;
  /** Turns that the server has acknowledged, or has shown to have made. */
  turns = 0;
  done = false;

  private readonly roll: Roll;

  constructor(roll: Roll, address: () => string) {
    this.roll = roll;
    this.visitor = new Visitor(address);
    const oneOf = <T>(...all: T[]): T => all[roll(all.length)] as T;
    this.wanted = {
      result: oneOf('passed', 'passed-on-retake'),
      stage: oneOf('before-download', 'after-download', 'early-interviews'),
      ck: 218 + roll(10),
      step1: oneOf<Step1>('pass', 'none', 200 + roll(60)),
      specialty: oneOf('dermatology', 'psychiatry', 'urology', 'other'),
      img: false,
      required: oneOf(true, false),
    } as Required<Answers>;
  }

  /** One thing that this person does: mostly the next answer, sometimes twice, sometimes an old button. */
  async act(): Promise<void> {
    const page = await this.visitor.look();
    if (page.on === '') {
      await this.visitor.send(page, { click: { type: 'restart' } });
      return;
    }
    this.catchUp(page);
    const field = fields[this.turns];
    if (!field) {
      this.done = true;
      return;
    }
    const old = this.lastPage;
    this.lastPage = page;
    if (old && old.on !== page.on && this.roll(4) === 0) {
      // An old button with another answer: it must change nothing.
      await this.visitor.send(old, { click: { type: 'answer', field: 'result', value: 'failed' } });
    }
    const sent = this.answer(field);
    const posts = [this.visitor.send(page, sent)];
    if (this.roll(3) === 0) posts.push(this.visitor.send(page, sent));
    for (const answered of await Promise.allSettled(posts)) {
      if (answered.status === 'fulfilled' && answered.value.status === 303) this.acknowledge(field);
    }
    const lost = (await Promise.allSettled(posts)).find(({ status }) => status === 'rejected');
    if (lost?.status === 'rejected') throw lost.reason;
  }

  private answer(field: (typeof fields)[number]): Sent {
    const value = this.wanted[field];
    if (typeof value === 'number') return { form: field, typed: String(value) };
    return { click: { type: 'answer', field, value: value as string | boolean } };
  }

  private acknowledge(field: (typeof fields)[number]): void {
    if (field in this.acknowledged) return;
    this.acknowledged[field] = this.wanted[field];
    this.turns++;
  }

  /** An answer whose acknowledgement was lost with the server may have been saved all the same. */
  private catchUp({ on }: Page): void {
    const turns = Number(on.split('.').at(-1));
    while (this.turns < turns) this.acknowledge(fields[this.turns] as (typeof fields)[number]);
  }

  /** What differs between this person's book and the server's; empty where nothing does. */
  async differences(): Promise<string[]> {
    const held = await this.visitor.held();
    if (!held) return ['nothing is held'];
    return [
      ...(held.turn === this.turns
        ? []
        : [`${held.turn} turns were made, ${this.turns} acknowledged`]),
      ...fields
        .filter(
          (field) =>
            JSON.stringify(held.answers[field]) !== JSON.stringify(this.acknowledged[field]),
        )
        .map(
          (field) =>
            `${field}: ${held.answers[field]} is held, ${this.acknowledged[field]} was acknowledged`,
        ),
    ];
  }
}

/**
 * Lets a crowd of so many walk through their checks, some of them at the same time.
 *
 * @param addresses where servers are at this moment, one of which is taken at random
 * @param between called after each act with the number of acts so far; may kill servers
 * @returns what differs at the end, by person, and how many acts it took
 */
export async function letCrowdIn(
  size: number,
  addresses: () => readonly string[],
  between: (acts: number) => Promise<void>,
  seed: number,
): Promise<{ differences: string[]; acts: number; lost: number }> {
  const roll = dice(seed);
  const address = () => {
    const all = addresses();
    return all[roll(all.length)] ?? '';
  };
  const members = Array.from({ length: size }, () => new Member(roll, address));
  const open = new Set(members);
  const busy = new Set<Member>();
  let acts = 0;
  let lost = 0;

  async function usher(): Promise<void> {
    while (open.size > 0 && acts < size * 50) {
      const free = [...open].filter((member) => !busy.has(member));
      const member = free[roll(free.length)];
      if (!member) return;
      busy.add(member);
      try {
        await member.act();
      } catch {
        lost++;
        await between(-1);
      }
      busy.delete(member);
      if (member.done) open.delete(member);
      await between(++acts);
    }
  }
  await Promise.all(Array.from({ length: 32 }, usher));

  const differences: string[] = [...open].map(() => 'somebody never came to the end');
  for (const [at, member] of members.entries()) {
    for (const difference of await member.differences()) differences.push(`${at}: ${difference}`);
  }
  return { differences, acts, lost };
}
