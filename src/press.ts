/** What can be pressed below a post, by anybody who sees it. */
export type Press =
  /** Begins a check of one's own. */
  | { readonly type: 'own' }
  /** An advisor has looked at it; `owner` is who shared it. */
  | { readonly type: 'review'; readonly share: string; readonly owner: string };

/** A button below a post. */
export interface PostButton {
  readonly label: string;
  readonly press: Press;
}

/** What a button carries. It holds nothing of the result, and is short: Discord's carry 100 characters. */
export function carriedPress(press: Press): string {
  return press.type === 'own' ? 'own' : `review|${press.share}|${press.owner}`;
}

/** What came back from a button; null where it is none of ours. */
export function readPress(carried: string): Press | null {
  const [type, share, owner, ...more] = carried.split('|');
  if (type === 'own' && share === undefined) return { type };
  return type === 'review' && share && owner && more.length === 0 ? { type, share, owner } : null;
}
