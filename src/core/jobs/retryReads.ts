import { RetriableError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { retry } from '../util/retry.ts';

export interface RetryContext {
  readonly signal: AbortSignal;
  readonly log?: Log | undefined;
  /** Before the second try, 1 s by default. */
  readonly firstPauseMs?: number | undefined;
}

/**
 * Asks the CRM for something, and again where it says "not now", for about half a minute: reading does no harm. Rejects
 * at once where it says to come back much later.
 */
export function retryReads<T>(read: () => Promise<T>, { signal, log, firstPauseMs }: RetryContext): Promise<T> {
  const rules = {
    waitMsAfter: (error: unknown) => (error instanceof RetriableError ? (error.retryAfterMs ?? 0) : undefined),
    attempts: 6,
    firstPauseMs: firstPauseMs ?? 1_000,
    longestPauseMs: 60_000,
    onRetry: (error: unknown, pauseMs: number) => {
      log?.info(`${error instanceof Error ? error.message : String(error)} Next try in ${Math.round(pauseMs)} ms.`);
    },
  };
  return retry(read, rules, signal);
}
