/** One run of text in one style. */
export interface Run {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'emphasis';
}

/** The runs of a text in the Markdown subset that screens use: `**strong**` and `*emphasis*`. */
export function runsOf(markdown: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of markdown.matchAll(/\*\*(.+?)\*\*|\*(.+?)\*/g)) {
    const [whole, strong, emphasis] = match;
    if (match.index > end) runs.push({ text: markdown.slice(end, match.index), style: 'plain' });
    runs.push(
      strong === undefined
        ? { text: emphasis ?? '', style: 'emphasis' }
        : { text: strong, style: 'strong' },
    );
    end = match.index + whole.length;
  }
  if (end < markdown.length) runs.push({ text: markdown.slice(end), style: 'plain' });
  return runs;
}
