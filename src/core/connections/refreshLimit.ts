import { RetriableError } from '../errors.ts';
import type { Connection } from '../model/connection.ts';
import type { Clock } from '../ports.ts';

/** Zoho makes ten access tokens in ten minutes for a refresh token (zoho-api.md section 2.6); others may use it, too. */
const mostRefreshes = 8;
const windowMs = 10 * 60_000;

/** Keeps us below Zoho's limit on new access tokens, and from asking again before its pause is over. */
export class RefreshLimit {
  readonly #clock: Clock;
  readonly #refreshes = new Map<string, readonly number[]>();
  readonly #pausedUntil = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws RetriableError, with the time to wait, where asking now would be too often. */
  check(connection: Connection): void {
    const now = this.#clock.now();
    const recent = (this.#refreshes.get(connection.id) ?? []).filter((at) => at > now - windowMs);
    const oldest = recent.length >= mostRefreshes ? recent.at(-mostRefreshes) : undefined;
    const until = Math.max(this.#pausedUntil.get(connection.id) ?? 0, oldest === undefined ? 0 : oldest + windowMs);
    if (until > now) throw tooMany(connection, until - now);
  }

  count(connectionId: string): void {
    const now = this.#clock.now();
    const recent = (this.#refreshes.get(connectionId) ?? []).filter((at) => at > now - windowMs);
    this.#refreshes.set(connectionId, [...recent, now]);
  }

  /** The CRM asked us to wait; the error to show. */
  pause(connection: Connection, retryAfterMs: number, cause: Error): RetriableError {
    this.#pausedUntil.set(connection.id, this.#clock.now() + retryAfterMs);
    return tooMany(connection, retryAfterMs, cause);
  }

  forget(connectionId: string): void {
    this.#refreshes.delete(connectionId);
    this.#pausedUntil.delete(connectionId);
  }
}

function tooMany(connection: Connection, waitMs: number, cause?: Error): RetriableError {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  return new RetriableError(
    `Zoho gives "${connection.name}" no new access token for now: too many were asked for. ` +
      `Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    waitMs,
    cause ? { cause } : undefined,
  );
}
