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

/** What became of a redirect that somebody brought. `stranger`: no sign-in under way has its `state`. */
export type Delivery = 'taken' | 'declined' | 'stranger';

/**
 * Where redirects are brought that come another way than through a port of ours: the editor was opened by its own
 * address, or somebody pasted what the browser shows. Only those that carry the `state` of a sign-in under way are
 * believed, and each once.
 */
export class RedirectInbox {
  readonly #awaited = new Map<string, PromiseWithResolvers<URLSearchParams>>();

  wait(state: string, timeoutMs: number, signal: AbortSignal): AwaitedRedirect {
    const arrival = Promise.withResolvers<URLSearchParams>();
    // Whoever closes early without waiting is not to be told of a rejection.
    arrival.promise.catch(() => undefined);
    this.#awaited.set(state, arrival);
    const timer = setTimeout(() => {
      arrival.reject(new RetriableError(`Nobody signed in within ${Math.round(timeoutMs / 60_000)} minutes.`));
    }, timeoutMs);
    const abort = (): void => {
      arrival.reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    return {
      redirect: arrival.promise,
      close: () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        this.#awaited.delete(state);
      },
    };
  }

  deliver(query: URLSearchParams): Delivery {
    const state = query.get('state') ?? '';
    const arrival = this.#awaited.get(state);
    if (!arrival) return 'stranger';
    this.#awaited.delete(state);
    if (query.has('code')) {
      arrival.resolve(query);
      return 'taken';
    }
    arrival.reject(new SignInError('The sign-in was declined in the browser.'));
    return 'declined';
  }
}
