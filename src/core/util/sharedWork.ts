import { untilAborted } from './abort.ts';

interface Work<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * One piece of work at a time for each key, shared by all who ask for it meanwhile. Whoever gives up stops waiting; the
 * work itself is called off when the last of them has.
 */
export class SharedWork<T> {
  readonly #running = new Map<string, Work<T>>();

  async run(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    return this.#wait(key, this.#running.get(key) ?? this.#start(key, start), signal);
  }

  /** Waits for work that is under way; undefined when there is none. */
  join(key: string, signal: AbortSignal): Promise<T> | undefined {
    const work = this.#running.get(key);
    return work && this.#wait(key, work, signal);
  }

  async #wait(key: string, work: Work<T>, signal: AbortSignal): Promise<T> {
    work.waiting += 1;
    try {
      return await untilAborted(work.result, signal);
    } finally {
      work.waiting -= 1;
      if (work.waiting === 0) {
        // Called off or done: who comes now needs new work.
        this.#forget(key, work);
        work.controller.abort();
      }
    }
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Work<T> {
    const controller = new AbortController();
    const work: Work<T> = { result: start(controller.signal), controller, waiting: 0 };
    const forget = (): void => {
      this.#forget(key, work);
    };
    work.result.then(forget, forget);
    this.#running.set(key, work);
    return work;
  }

  #forget(key: string, work: Work<T>): void {
    if (this.#running.get(key) === work) this.#running.delete(key);
  }
}
