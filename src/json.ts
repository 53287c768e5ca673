/** What a text holds as JSON; null where it is none. Buttons and forms bring back whatever somebody sends. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
