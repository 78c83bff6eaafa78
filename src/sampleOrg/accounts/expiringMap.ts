import type { SampleClock } from '../clock.ts';

/** Values that are good for some time only: grant codes, forms that were shown, device codes. */
export class ExpiringMap<V> {
  readonly #clock: SampleClock;
  readonly #entries = new Map<string, { readonly value: V; readonly expiresAt: number }>();

  constructor(clock: SampleClock) {
    this.#clock = clock;
  }

  /** Keeps a value for so many milliseconds from now; throws away what is over. */
  set(key: string, value: V, lifetimeMs: number): void {
    const now = this.#clock.now();
    for (const [each, entry] of this.#entries) {
      if (entry.expiresAt <= now) this.#entries.delete(each);
    }
    this.#entries.set(key, { value, expiresAt: now + lifetimeMs });
  }

  /** The value, as long as it is good. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAt > this.#clock.now() ? entry.value : undefined;
  }

  /** The value, which is gone afterwards. */
  take(key: string): V | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }
}
