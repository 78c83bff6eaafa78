import { setTimeout } from 'node:timers/promises';

import { RetriableError } from '../../errors.ts';

export interface GovernorLimits {
  /** Calls that may be in flight at once, and of those the heavy ones. */
  readonly calls: number;
  readonly heavyCalls: number;
}

/** `heavy`: queries and sorted lists, of which the CRM takes fewer at once. */
export type CallWeight = 'light' | 'heavy';

/** Zoho lets go of ten files of bulk exports a minute (zoho-api.md section 4.15). */
const downloadsAtOnce = 10;
const downloadsWindowMs = 60_000;

const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** Who is told to come back later than this is told for good: that is no matter of too many calls at once. */
const longestPatienceMs = 120_000;
const mostAttempts = 9;

/**
 * Calls of all lanes, tried again when the CRM says "not now", and slowed down as one: the first refusal halves the
 * calls in flight and makes all of them wait, so that ten lanes do not knock ten times; each round without a refusal
 * lets one more in. Only for calls that may be repeated.
 */
export class CallGovernor {
  readonly #most: GovernorLimits;
  #allowed: number;
  #inFlight = 0;
  #heavyInFlight = 0;
  #successes = 0;
  #pauseMs = firstPauseMs;
  #pausedUntil = 0;
  /** Calls that began before the last refusal say nothing new by their own. */
  #round = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #downloadedAt: number[] = [];

  constructor(limits: GovernorLimits) {
    this.#most = { calls: Math.max(1, limits.calls), heavyCalls: Math.max(1, limits.heavyCalls) };
    this.#allowed = this.#most.calls;
  }

  /** Calls that may be in flight now. */
  get allowed(): number {
    return this.#allowed;
  }

  /** Rejects with the call's own error; a RetriableError only after several attempts, or where waiting would take long. */
  async run<T>(weight: CallWeight, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await this.#enter(weight, signal);
      const round = this.#round;
      try {
        const result = await call();
        this.#succeeded();
        return result;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof RetriableError) || attempt === mostAttempts) throw error;
        if ((error.retryAfterMs ?? 0) > longestPatienceMs) throw error;
        this.#refused(round, error.retryAfterMs);
      } finally {
        this.#leave(weight);
      }
    }
  }

  /** Resolves when one more file may be downloaded, and counts it. */
  async downloadTurn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const [oldest] = this.#downloadedAt;
      const now = performance.now();
      const waitMs = oldest === undefined ? 0 : oldest + downloadsWindowMs - now;
      if (this.#downloadedAt.length < downloadsAtOnce || waitMs <= 0) {
        if (this.#downloadedAt.push(now) > downloadsAtOnce) this.#downloadedAt.shift();
        return;
      }
      await pause(waitMs, signal);
    }
  }

  async #enter(weight: CallWeight, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const pauseMs = this.#pausedUntil - performance.now();
      if (pauseMs > 0) await pause(pauseMs, signal);
      else if (this.#hasRoom(weight)) break;
      else await this.#change(signal);
    }
    this.#inFlight += 1;
    if (weight === 'heavy') this.#heavyInFlight += 1;
  }

  #leave(weight: CallWeight): void {
    this.#inFlight -= 1;
    if (weight === 'heavy') this.#heavyInFlight -= 1;
    this.#wake();
  }

  #hasRoom(weight: CallWeight): boolean {
    if (this.#inFlight >= this.#allowed) return false;
    return weight === 'light' || this.#heavyInFlight < Math.min(this.#most.heavyCalls, this.#allowed);
  }

  async #change(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => {
      resolve(undefined);
    };
    this.#waiting.push(wake);
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    signal.removeEventListener('abort', wake);
  }

  #succeeded(): void {
    this.#successes += 1;
    if (this.#successes < this.#allowed) return;
    this.#successes = 0;
    this.#pauseMs = firstPauseMs;
    if (this.#allowed === this.#most.calls) return;
    this.#allowed += 1;
    this.#wake();
  }

  /** They are few, and each looks again whether there is room for it. */
  #wake(): void {
    for (const enter of this.#waiting.splice(0)) enter();
  }

  #refused(round: number, retryAfterMs: number | undefined): void {
    if (round !== this.#round) return;
    this.#round += 1;
    this.#successes = 0;
    this.#allowed = Math.max(1, this.#allowed >> 1);
    this.#pausedUntil = performance.now() + (retryAfterMs ?? this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
