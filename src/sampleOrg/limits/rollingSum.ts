const slotMs = 60_000;
const slotCount = 24 * 60;

/**
 * The sum of what was added in the last 24 hours, kept in one slot for each minute: what was added counts for
 * 24 hours, to the minute, and neither time nor memory depend on how often something is added.
 */
export class RollingSum {
  readonly #slots = new Float64Array(slotCount);
  /** The minute, counted from the epoch, that the newest slot stands for. */
  #minute = 0;
  #newest = 0;
  #total = 0;

  total(now: number): number {
    this.#moveTo(now);
    return this.#total;
  }

  add(amount: number, now: number): void {
    this.#moveTo(now);
    this.#slots[this.#newest] = (this.#slots[this.#newest] ?? 0) + amount;
    this.#total += amount;
  }

  /** Forgets what was added and has `amount` added now. */
  reset(amount: number, now: number): void {
    this.#slots.fill(0);
    this.#total = 0;
    this.add(amount, now);
  }

  /** A clock that is set back takes the slots along: nothing is given back by it, and nothing is lost. */
  #moveTo(now: number): void {
    const minute = Math.floor(now / slotMs);
    const steps = Math.min(minute - this.#minute, slotCount);
    this.#minute = minute;
    for (let step = 0; step < steps; step++) {
      this.#newest = (this.#newest + 1) % slotCount;
      this.#total -= this.#slots[this.#newest] ?? 0;
      this.#slots[this.#newest] = 0;
    }
  }
}
