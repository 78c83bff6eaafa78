import type { AwaitedRedirect, RedirectArrival } from './redirectArrival.ts';
import { awaitArrival } from './redirectArrival.ts';

/** What became of a redirect that somebody brought. `stranger`: no sign-in under way has its `state`. */
export type Delivery = 'taken' | 'declined' | 'stranger';

/**
 * Where redirects are brought that come another way than through a port of ours: the editor was opened by its own
 * address, or somebody pasted what the browser shows. Only those that carry the `state` of a sign-in under way are
 * believed, and each once.
 */
export class RedirectInbox {
  readonly #awaited = new Map<string, RedirectArrival>();

  wait(state: string, timeoutMs: number, signal: AbortSignal): AwaitedRedirect {
    const arrival = awaitArrival(timeoutMs, signal);
    this.#awaited.set(state, arrival);
    return {
      redirect: arrival.redirect,
      close: () => {
        arrival.close();
        this.#awaited.delete(state);
      },
    };
  }

  deliver(query: URLSearchParams): Delivery {
    const state = query.get('state') ?? '';
    const arrival = this.#awaited.get(state);
    if (!arrival) return 'stranger';
    this.#awaited.delete(state);
    return arrival.take(query);
  }
}
