import type { HttpRequest } from '../http/exchange.ts';

/** Foreign clients may ask for any path; beyond this many, new ones are counted together. */
const mostPatterns = 1_000;
const otherPaths = { method: '*', path: '*' } as const;

interface RequestCount {
  readonly method: string;
  /** The path as it was sent, with `{id}` in the place of record ids. */
  readonly path: string;
  count: number;
}

export interface RequestReport {
  readonly total: number;
  readonly inFlight: number;
  readonly mostInFlight: number;
  /** In the order in which they first came. */
  readonly requests: readonly Readonly<RequestCount>[];
}

/** Counts what clients ask for, faults included, for tests that must know. Calls of the control endpoint are left out. */
export class RequestCounts {
  readonly #counts = new Map<string, RequestCount>();
  #total = 0;
  #inFlight = 0;
  #mostInFlight = 0;

  /** To be called when a request has arrived; the function that it gives, when its answer was sent or given up. */
  arrived(request: HttpRequest): () => void {
    if (request.path.startsWith('/__sample/')) return () => undefined;
    this.#total += 1;
    this.#inFlight += 1;
    this.#mostInFlight = Math.max(this.#mostInFlight, this.#inFlight);
    this.#countOf(request.method, request.path.replaceAll(/\d{15,20}/g, '{id}')).count += 1;
    return () => {
      this.#inFlight -= 1;
    };
  }

  report(): RequestReport {
    const requests = [...this.#counts.values()].map((each) => ({ ...each }));
    return { total: this.#total, inFlight: this.#inFlight, mostInFlight: this.#mostInFlight, requests };
  }

  /** Starts from zero; what is in flight stays in flight. */
  reset(): void {
    this.#counts.clear();
    this.#total = 0;
    this.#mostInFlight = this.#inFlight;
  }

  #countOf(method: string, path: string): RequestCount {
    const known = this.#counts.get(`${method} ${path}`);
    if (known) return known;
    if (this.#counts.size >= mostPatterns && path !== otherPaths.path) {
      return this.#countOf(otherPaths.method, otherPaths.path);
    }
    const count = { method, path, count: 0 };
    this.#counts.set(`${method} ${path}`, count);
    return count;
  }
}
