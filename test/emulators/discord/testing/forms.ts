import type { Json } from '../vocabulary.ts';

/** Forms and parts of forms, to be sent as they are or with one thing changed. */
export const x = (length: number): string => 'x'.repeat(length);
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

let count = 0;
/** A custom id that nothing else has. */
export const fresh = (): string => {
  count += 1;
  return `id-${count}`;
};

export const button = (more: Json = {}): Json => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: fresh(),
  ...more,
});

/** A button that has only what is given: `style` and what goes with it. */
export const bare = (given: Json): Json => ({ type: 2, ...given });

export const row = (...components: Json[]): Json => ({ type: 1, components });
export const option = (index: number, more: Json = {}): Json => ({
  label: `Option ${index}`,
  value: `value-${index}`,
  ...more,
});

export const select = (more: Json = {}): Json => ({
  type: 3,
  custom_id: fresh(),
  options: many(3, (index) => option(index)),
  ...more,
});

export const words = (content = 'Hello'): Json => ({ type: 10, content });
export const container = (...components: Json[]): Json => ({ type: 17, components });
export const picture = { url: 'https://example.org/a.png' };
export const v2 = (...components: Json[]): Json => ({ flags: 32768, components });

export const label = (component: Json, more: Json = {}): Json => ({
  type: 18,
  label: 'Score',
  component,
  ...more,
});
export const input = (more: Json = {}): Json => ({
  type: 4,
  custom_id: fresh(),
  style: 1,
  ...more,
});
export const modal = (...components: Json[]): Json => ({
  custom_id: 'form',
  title: 'A form',
  components,
});
