import { sleep } from './abort.ts';

export interface RetryRules {
  /** Undefined for an error that another try will not cure; else how long to wait, 0 where only the growing pause counts. */
  readonly waitMsAfter: (error: unknown) => number | undefined;
  /** Tries in all. */
  readonly attempts: number;
  /** Before the second try; doubled before each that follows. */
  readonly firstPauseMs: number;
  /** Who is told to wait longer than this gives up at once. */
  readonly longestPauseMs: number;
  /** Hears of each failure that is followed by another try. */
  readonly onRetry?: (error: unknown, pauseMs: number) => void;
}

/**
 * Does something that may be done again, until it succeeds or there is no hope: then it rejects with the last error.
 * Pauses grow and vary by a quarter, so that those who failed together do not come back together.
 */
export async function retry<T>(work: () => Promise<T>, rules: RetryRules, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      const pauseMs = signal.aborted ? undefined : pauseAfter(error, attempt, rules);
      if (pauseMs === undefined) throw error;
      rules.onRetry?.(error, pauseMs);
      await sleep(pauseMs, signal);
    }
  }
}

/** Undefined to give up. */
function pauseAfter(error: unknown, attempt: number, rules: RetryRules): number | undefined {
  const askedMs = rules.waitMsAfter(error);
  if (askedMs === undefined || attempt >= rules.attempts || askedMs > rules.longestPauseMs) return undefined;
  const grownMs = Math.min(rules.firstPauseMs * 2 ** (attempt - 1), rules.longestPauseMs);
  return Math.max(askedMs, grownMs * (0.75 + Math.random() / 2));
}
