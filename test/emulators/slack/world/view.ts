import { secret } from './ids.ts';
import { asJson, copy, type Json } from './json.ts';

/** What somebody has filled in, by block and by action; it lives as long as both ids do. */
export type Values = Map<string, Json>;

export const valueKey = (blockId: string, actionId: string): string => `${blockId}\n${actionId}`;

/** An open modal, or the Home that is published to one person. */
export class View {
  readonly id: string;
  /** What the app sent, with the ids that Slack added. */
  definition: Json;
  hash = '';
  rootId: string;
  previousId: string | null = null;
  readonly values: Values = new Map();
  /** What the app said is wrong, by block. */
  errors: Record<string, string> = {};

  constructor(id: string, definition: Json, now: number) {
    this.id = id;
    this.rootId = id;
    this.definition = definition;
    this.change(definition, now);
  }

  get blocks(): Json[] {
    return this.definition.blocks as Json[];
  }

  get type(): string {
    return String(this.definition.type);
  }

  /**
   * New content. What was typed stays wherever block and action ids are the same, also against a
   * new initial value: that is what clients do, and why each step of a modal needs ids of its own.
   */
  change(definition: Json, now: number): void {
    this.definition = copy(definition);
    this.hash = `${Math.floor(now / 1000)}.${secret(4)}`;
    this.errors = {};
    const kept = new Set(this.blocks.flatMap(keysIn));
    for (const key of this.values.keys()) if (!kept.has(key)) this.values.delete(key);
  }
}

/** The keys under which the elements of a block keep their values. */
export function keysIn(block: Json): string[] {
  return elementsIn(block).map((element) =>
    valueKey(String(block.block_id), String(element.action_id)),
  );
}

/** Whatever in a block has an action id. */
export function elementsIn(block: Json): Json[] {
  const inside = [
    block.accessory,
    block.element,
    ...(Array.isArray(block.elements) ? block.elements : []),
  ];
  return inside.map(asJson).filter((element) => typeof element.action_id === 'string');
}
