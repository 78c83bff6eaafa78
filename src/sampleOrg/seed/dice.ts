import { seededRandom } from '../random.ts';

/** Repeatable choices. Dice of another topic roll independently, so that one module's data do not depend on another's size. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number, topic: string) {
    this.#next = seededRandom(seed ^ hashOf(topic));
  }

  /** In [0, 1). */
  fraction(): number {
    return this.#next();
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** Throws RangeError when there is nothing to choose from. */
  pick<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.#next() * choices.length)];
    if (chosen === undefined) throw new RangeError('Nothing to choose from');
    return chosen;
  }
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
