/** One run of text in one style. */
export interface Run {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'emphasis';
}

/** What begins something in the Markdown subset: strong, emphasis, or an escaped mark, which begins nothing. */
const marked = /\*\*((?:\\.|[^\\\n])+?)\*\*|\*((?:\\.|[^\\\n])+?)\*|\\[\\*]/g;

/**
 * The runs of a text in the Markdown subset that screens use: `**strong**` and `*emphasis*`. A backslash before a star or
 * a backslash makes it an ordinary character.
 */
export function runsOf(markdown: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  const add = (text: string, style: Run['style']) => {
    if (text !== '') runs.push({ text: text.replace(/\\([\\*])/g, '$1'), style });
  };
  for (const match of markdown.matchAll(marked)) {
    const [whole, strong, emphasis] = match;
    if (strong === undefined && emphasis === undefined) continue;
    add(markdown.slice(end, match.index), 'plain');
    add(strong ?? emphasis ?? '', strong === undefined ? 'emphasis' : 'strong');
    end = match.index + whole.length;
  }
  add(markdown.slice(end), 'plain');
  return runs;
}

/** What somebody typed, for a text in the Markdown subset: it comes out as typed. */
export function asMarkdown(typed: string): string {
  return typed.replace(/[\\*]/g, '\\$&');
}
