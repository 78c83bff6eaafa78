/** The organization's clock: real time, shifted. Tests set it with `--clock` or through the control endpoint. */
export class SampleClock {
  #shiftMs = 0;

  constructor(startAt?: number) {
    if (startAt !== undefined) this.set(startAt);
  }

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.#shiftMs;
  }

  set(epochMs: number): void {
    this.#shiftMs = epochMs - Date.now();
  }

  advance(milliseconds: number): void {
    this.#shiftMs += milliseconds;
  }
}
