/** Counts events of the last so many milliseconds, up to a limit. */
export class RollingWindow {
  readonly #limit: number;
  readonly #lengthMs: number;
  #times: number[] = [];

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** Counts one event at `now` (epoch milliseconds); false, and nothing is counted, when the limit is reached. */
  tryAdd(now: number): boolean {
    this.#times = this.#times.filter((time) => time > now - this.#lengthMs);
    if (this.#times.length >= this.#limit) return false;
    this.#times.push(now);
    return true;
  }
}
