/** Half of a surrogate pair is no character: it can be neither percent-encoded nor sent. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

/** A text for the inside of a line: control characters and line breaks become spaces, so it can begin no new header. */
export function oneLine(text: string): string {
  return wellFormed(text)
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** The end of a sentence, as somebody typed it, without its own full stop: the template sets one. */
export function fragment(typed = ''): string {
  const text = oneLine(typed);
  let end = text.length;
  while (end > 0 && '.;, '.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A day (YYYY-MM-DD) as a letter writes it: "December 8, 2026"; anything else as it was typed. */
export function dayInFull(date: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(`${date}T00:00:00Z`) : null;
  if (!day || Number.isNaN(day.getTime())) return date;
  return day.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}
