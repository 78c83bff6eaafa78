import { RetriableError, SignInError } from '../errors.ts';

/** A sign-in that waits for its redirect. */
export interface AwaitedRedirect {
  /**
   * The query of the redirect that carried our `state`. Rejects with SignInError when the user declined, RetriableError
   * after the time limit, or the signal's reason.
   */
  readonly redirect: Promise<URLSearchParams>;
  close(): void;
}

/** The same for whoever takes redirects: `take` is for the query of one that carried our `state`. */
export interface RedirectArrival extends AwaitedRedirect {
  take(query: URLSearchParams): 'taken' | 'declined';
}

export function awaitArrival(timeoutMs: number, signal: AbortSignal): RedirectArrival {
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  // Whoever closes early without waiting is not to be told of a rejection.
  promise.catch(() => undefined);
  const timer = setTimeout(() => {
    reject(new RetriableError(`Nobody signed in within ${Math.round(timeoutMs / 60_000)} minutes.`));
  }, timeoutMs);
  const abort = (): void => {
    reject(signal.reason);
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return {
    redirect: promise,
    close: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
    take: (query) => {
      if (query.has('code')) {
        resolve(query);
        return 'taken';
      }
      reject(new SignInError('The sign-in was declined in the browser.'));
      return 'declined';
    },
  };
}
