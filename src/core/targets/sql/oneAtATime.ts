/** Lets the calls to one connection run one after the other, in the order in which they were made. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  /** A call that was aborted while it waited is not made; one that runs goes to its end. */
  run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const result = this.#last.then(() => {
      signal.throwIfAborted();
      return call();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}
