import { Refusal } from '../refusal.ts';
import type { Json } from '../vocabulary.ts';

export type Path = readonly (string | number)[];

/** Everything wrong with one form, as Discord reports it: all at once, each at its path. */
export class Faults {
  readonly #faults: { path: Path; code: string; message: string }[] = [];
  readonly #under: Path;

  /** `under` is what Discord puts before each path: `data` in answers to interactions. */
  constructor(under: Path = []) {
    this.#under = under;
  }

  add(path: Path, code: string, message: string): void {
    this.#faults.push({ path: [...this.#under, ...path], code, message });
  }

  get any(): boolean {
    return this.#faults.length > 0;
  }

  throwIfAny(): void {
    if (!this.any) return;
    const errors: Json = {};
    for (const { path, code, message } of this.#faults) {
      let place = errors;
      for (const step of path) {
        place[step] ??= {};
        place = place[step] as Json;
      }
      place._errors ??= [];
      (place._errors as Json[]).push({ code, message });
    }
    throw new Refusal(400, { message: 'Invalid Form Body', code: 50035, errors });
  }
}
