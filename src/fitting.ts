import type { Limits } from './limits.ts';
import type { Words } from './render/words.ts';
import type { Block, Notice, Screen } from './screen.ts';

/** What a platform puts around one text: a fence, a bullet, a sign. In characters. */
const around = 12;

/** A text that fits, its end cut off where a word ends, with a sign that there was more. */
export function shortened(words: Words, text: string, longest: number | undefined): string {
  if (longest === undefined || text.length <= longest) return text;
  const sign = words.text('layout', {}, longest < 40 ? 'cut' : 'cut-long');
  const room = text.slice(0, Math.max(0, longest - sign.length));
  const end = room.lastIndexOf(' ');
  // A half of a surrogate pair is no character.
  const kept = (end > room.length / 2 ? room.slice(0, end) : room).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}${sign}`;
}

/** How long a text is as it is written on a platform. */
export function writtenLength(text: string, { marks }: Limits): number {
  return text.length + (marks ? (text.match(marks)?.length ?? 0) : 0);
}

/**
 * The title, notices and body for which there is room. What is to be copied is always there, and whole; of the rest the
 * beginning, and the end says where some had to go.
 */
export function fitted(
  words: Words,
  screen: Pick<Screen, 'title' | 'notices' | 'progress' | 'body'>,
  limits: Limits,
): Pick<Screen, 'title' | 'notices' | 'body'> {
  const size = (text: string) => writtenLength(text, limits) + around;
  const sizes = (texts: readonly string[]) => texts.reduce((sum, text) => sum + size(text), 0);
  const { whole = Infinity } = limits;
  const dead = deadLinks(screen.body, limits);
  const body = screen.body.filter((block) => !dead.has(block));
  const title = shortened(words, screen.title, limits.title);
  const copied = sizes(body.filter((_, at) => isForCopying(body, at)).flatMap(textsOf));
  const left = whole - sizes([title, screen.progress ?? '']) - copied;
  const notices = noticesWithin(words, screen.notices, limits, left);
  const room = left - sizes(notices.map(({ text }) => text));
  return { title, notices, body: bodyWithin(words, body, limits, room, size) };
}

function noticesWithin(
  words: Words,
  notices: readonly Notice[],
  limits: Limits,
  left: number,
): Notice[] {
  const { notices: most = Infinity, text: longest = Infinity } = limits;
  let room = Math.min(most, left);
  return notices.flatMap((notice) => {
    const share = Math.min(longest, room - around);
    const written = writtenLength(notice.text, limits);
    // As much of it as is written with that many characters, whatever marks are in it.
    const fits = written <= share ? share : Math.floor((share * notice.text.length) / written);
    if (fits < 20) return [];
    const text = shortened(words, notice.text, fits);
    room -= writtenLength(text, limits) + around;
    return [{ ...notice, text }];
  });
}

/** The blocks for which there is room, and at the end a sign where some had to go. */
function bodyWithin(
  words: Words,
  body: readonly Block[],
  limits: Limits,
  whole: number,
  size: (text: string) => number,
): Block[] {
  const sign: Block = { kind: 'text', text: words.text('layout', {}, 'cut-long') };
  let room = Math.min(whole, limits.body ?? Infinity) - size(sign.text);
  const fits = (texts: readonly string[]) => {
    room -= texts.reduce((sum, text) => sum + size(text), 0);
    return room >= 0;
  };
  const fitting: Block[] = [];
  for (const [at, full] of body.entries()) {
    if (isForCopying(body, at)) fitting.push(full);
    else if (room >= 0) {
      const block = withTexts(full, (text) => shortened(words, text, limits.text));
      if (block.kind === 'list') {
        const items = block.items.filter((item) => fits([item]));
        if (items.length > 0) fitting.push({ ...block, items });
      } else if (fits(textsOf(block))) fitting.push(block);
    }
  }
  return room < 0 ? [...fitting, sign] : fitting;
}

/** What is to be copied must be whole, and stays with its heading. */
function isForCopying(body: readonly Block[], at: number): boolean {
  const shown = body[at]?.kind === 'heading' ? body[at + 1] : body[at];
  return shown?.kind === 'copy';
}

/** A link that does nothing there, or is too long; and what is said about it. */
function deadLinks(body: readonly Block[], limits: Limits): ReadonlySet<Block> {
  const dead = new Set<Block>();
  for (const [at, block] of body.entries()) {
    const before = body[at - 1];
    if (block.kind === 'link') {
      const isOther = limits.webLinksOnly === true && !/^https?:/.test(block.url);
      if (isOther || block.url.length > (limits.link ?? Infinity)) dead.add(block);
    } else if (block.kind === 'text' && block.ofLink && before && dead.has(before)) dead.add(block);
  }
  return dead;
}

/** The texts of a block that a platform shows as text. Pictures keep theirs: they are not drawn by the platform. */
function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'warning':
    case 'heading':
    case 'copy':
      return [block.text];
    case 'list':
      return block.items;
    case 'path':
      return block.steps;
    case 'link':
      return [block.text, block.url];
    case 'person':
      return [block.text];
    case 'chart':
      return [];
  }
}

/** A block with its texts cut. */
function withTexts(block: Block, cut: (text: string) => string): Block {
  switch (block.kind) {
    case 'text':
    case 'warning':
    case 'heading':
    case 'link':
      return { ...block, text: cut(block.text) };
    case 'list':
      return { ...block, items: block.items.map(cut) };
    case 'path':
      return { ...block, steps: block.steps.map(cut) };
    case 'copy':
    case 'person':
    case 'chart':
      return block;
  }
}
