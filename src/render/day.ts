let months: Intl.DateTimeFormat | undefined;

const shown = new Map<string, string>();

/** A day (YYYY-MM-DD) as people write it: "Oct 5, 2026". Kept, because the few days of a season are shown often. */
export function day(date: string): string {
  // Made at the first day that is shown: it takes as long as a whole check, and most checks show no day.
  months ??= new Intl.DateTimeFormat('en-US', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const known = shown.get(date) ?? months.format(new Date(`${date}T00:00:00Z`));
  shown.set(date, known);
  return known;
}
