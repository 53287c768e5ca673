/** How often each thing happened. */
export class Count {
  readonly all = new Map<string, number>();

  add(what: string, times = 1): void {
    this.all.set(what, (this.all.get(what) ?? 0) + times);
  }

  get(what: string): number {
    return this.all.get(what) ?? 0;
  }

  /** One line each, in the order in which they first happened. */
  get table(): string {
    return [...this.all]
      .map(([what, times]) => `  ${what.padEnd(40)}${String(times).padStart(8)}\n`)
      .join('');
  }
}
