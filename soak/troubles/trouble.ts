/** Something that goes wrong for a while, and is then well again. */
export interface Trouble {
  /** As the table counts it. */
  readonly name: string;
  /** Resolves when it is over, or goes on by itself. */
  strike(): Promise<void>;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
