import { isJson, type Json, parse } from './json.ts';

/**
 * Page chat.postMessage names `metadata_too_large` but no number, nor does any other page; 8 KB is
 * what people have met. The stricter reading: 8,000 bytes of JSON in all.
 */
const mostBytes = 8_000;

/** What was given as metadata: nothing, an empty object (which takes away what is there), or some. */
export type GivenMetadata = { metadata: Json | null | undefined } | { error: string };

/** Page Using message metadata: an object (or a string of JSON) with `event_type` and `event_payload`. */
export function readMetadata(given: unknown): GivenMetadata {
  if (given === undefined || given === null || given === '') return { metadata: undefined };
  const metadata = typeof given === 'string' ? parse(given) : given;
  if (!isJson(metadata)) return { error: 'invalid_metadata_format' };
  if (Object.keys(metadata).length === 0) return { metadata: null };
  const { event_type, event_payload, ...more } = metadata;
  if (typeof event_type !== 'string' || !isJson(event_payload) || Object.keys(more).length > 0)
    return { error: 'invalid_metadata_format' };
  if (!isName(event_type) || !Object.values(event_payload).every(fitsPayload))
    return { error: 'invalid_metadata_schema' };
  if (Buffer.byteLength(JSON.stringify(metadata)) > mostBytes)
    return { error: 'metadata_too_large' };
  return { metadata };
}

/** Page Designing metadata schema: "an alphanumeric string", and its examples have underscores. */
const isName = (type: string): boolean => /^[A-Za-z0-9_]+$/.test(type);

/**
 * What the types of the official client let through: plain values, objects of plain values, lists
 * of such objects. Slack is said to take more; the stricter reading.
 */
const fitsPayload = (value: unknown): boolean =>
  isPlain(value) || isFlat(value) || (Array.isArray(value) && value.every(isFlat));
const isFlat = (value: unknown): boolean => isJson(value) && Object.values(value).every(isPlain);
const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
