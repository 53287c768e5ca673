/** Text that may stand in SVG. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One line of text in a picture; `x` and `y` are the start of its base line, in pixels. */
export function textLine(
  x: number,
  y: number,
  text: string,
  { size = 14, bold = false, fill = '#1f2933' } = {},
): string {
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}"${weight} fill="${fill}">${escaped(text)}</text>`;
}

/** Breaks a text into lines of at most so many characters, at spaces where there are any. */
export function brokenInto(text: string, longest: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longest) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/**
 * A whole picture with a title and a description for those who do not see it. Sizes are in pixels.
 *
 * @param name the picture's own, so that two pictures on one page share no id
 */
export function picture(
  {
    name,
    width,
    height,
    title,
    description,
  }: Record<'width' | 'height', number> & Record<'name' | 'title' | 'description', string>,
  content: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${name}-title ${name}-description" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans, Verdana, sans-serif">`,
    `<title id="${name}-title">${escaped(title)}</title>`,
    `<desc id="${name}-description">${escaped(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...content,
    '</svg>',
  ].join('\n');
}
