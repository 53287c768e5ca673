/**
 * Whether what a platform keeps is what it was given. It adds ids and defaults of its own, leaves out what is empty, and
 * gives plain lists back in an order of its own.
 */
export function covers(found: unknown, given: unknown): boolean {
  if (isEmpty(given)) return isEmpty(found);
  if (Array.isArray(given)) {
    if (!Array.isArray(found) || found.length !== given.length) return false;
    const plain = given.every((one) => typeof one !== 'object');
    const [ours, theirs] = plain ? [[...given].sort(), [...found].sort()] : [given, found];
    return ours.every((one, at) => covers(theirs[at], one));
  }
  if (isRecord(given)) {
    return isRecord(found) && Object.entries(given).every(([key, one]) => covers(found[key], one));
  }
  return found === given;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
