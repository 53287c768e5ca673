import type { PathLine } from '../render/path.ts';
import type { Words } from '../render/words.ts';

/** The decision path as a Mermaid flow chart; the way that was taken is drawn thick. */
export function mermaidPath(words: Words, lines: readonly PathLine[]): string {
  const yes = words.text('picture/path', {}, 'yes');
  const no = words.text('picture/path', {}, 'no');
  const nodes = lines.flatMap(({ key, asks, answer }) => [
    `  ${key}{"${quoted(asks)}"}`,
    `  ${key}yes["${quoted(answer)}"]`,
  ]);
  const edges = lines.flatMap((line, at) => {
    const next = nextAsked(lines, at);
    return [
      `  ${line.key} ${line.mark === 'taken' ? '==>' : '-->'}|${yes}| ${line.key}yes`,
      ...(next
        ? [`  ${line.key} ${line.mark === 'passed' ? '==>' : '-->'}|${no}| ${next.key}`]
        : []),
    ];
  });
  const intoActions = lines
    .filter(({ table }) => table === 'effect')
    .map(
      ({ key, mark }) => `  ${key}yes ${mark === 'taken' ? '==>' : '-->'} ${afterEffects(lines)}`,
    );
  const taken = lines
    .filter(({ mark }) => mark === 'taken')
    .flatMap(({ key }) => [key, `${key}yes`]);
  return [
    'flowchart TD',
    ...nodes,
    ...edges,
    ...intoActions,
    ...(taken.length > 0
      ? ['  classDef taken stroke-width:4px,font-weight:bold', `  class ${taken.join(',')} taken`]
      : []),
  ].join('\n');
}

/** Where a no leads: the next row, but from the last effect nowhere, since one of them always matches. */
function nextAsked(lines: readonly PathLine[], at: number): PathLine | undefined {
  const next = lines[at + 1];
  return lines[at]?.table === 'effect' && next?.table === 'action' ? undefined : next;
}

/** The first row that is asked once the effect is known. */
function afterEffects(lines: readonly PathLine[]): string | undefined {
  const lastEffect = lines.findLastIndex(({ table }) => table === 'effect');
  return lines[lastEffect + 1]?.key;
}

function quoted(text: string): string {
  return text.replaceAll('"', '#quot;');
}
