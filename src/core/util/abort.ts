/**
 * Waits for a promise, but no longer than the signal allows: rejects with the signal's reason at once.
 * The work behind the promise goes on; use it where several wait for the same work.
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Rejects with the signal's reason as soon as it is aborted; no timer is left behind. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const over = Promise.withResolvers<undefined>();
  const end = (): void => {
    over.resolve(undefined);
  };
  const timer = setTimeout(end, milliseconds);
  signal.addEventListener('abort', end, { once: true });
  await over.promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
}
