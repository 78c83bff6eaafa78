/** Hands what a lane has to whoever reads; resolves when there is room for more. */
export type Put<T> = (item: T) => Promise<void>;

/**
 * What several lanes make, as it comes. Each lane may be a few items ahead of the reader. The first lane that fails ends
 * all of them, except with an error that `isGentle`: then what the others have under way still comes, and the error after
 * it. A reader that stops ends all of them, too. Nothing goes on when the iteration is over.
 */
export async function* fromLanes<T>(
  lanes: number,
  work: (put: Put<T>, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  isGentle: (error: unknown) => boolean = () => false,
): AsyncGenerator<T> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const items: { readonly item: T; readonly taken: () => void }[] = [];
  let changed = Promise.withResolvers<undefined>();
  const put: Put<T> = (item) => {
    both.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const taken = (): void => {
      resolve(undefined);
    };
    items.push({ item, taken });
    changed.resolve(undefined);
    return items.length <= lanes ? Promise.resolve() : promise;
  };
  const state: { running: number; failure?: { readonly error: unknown; readonly isHard: boolean } } = {
    running: lanes,
  };
  const ended = Array.from({ length: lanes }, async () => {
    try {
      await work(put, both);
    } catch (error) {
      if (!state.failure?.isHard) state.failure = { error, isHard: !isGentle(error) };
    } finally {
      state.running -= 1;
      changed.resolve(undefined);
    }
  });
  try {
    while (!state.failure?.isHard && (items.length > 0 || state.running > 0)) {
      const next = items.shift();
      if (!next) {
        await changed.promise;
        changed = Promise.withResolvers();
        continue;
      }
      next.taken();
      yield next.item;
      signal.throwIfAborted();
    }
    if (state.failure) throw state.failure.error;
  } finally {
    stop.abort();
    for (const { taken } of items) taken();
    await Promise.all(ended);
  }
}

/**
 * Does the work for each item, several at a time, and gives the results in the order of the items. Takes the next item
 * only when there is a lane for it, so that no more than `lanes` results wait.
 */
export async function* inOrder<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  lanes: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const underWay: Promise<R>[] = [];
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let isOver = false;
  try {
    for (;;) {
      while (!isOver && underWay.length < lanes) {
        const next = await iterator.next();
        if (next.done === true) isOver = true;
        else underWay.push(begun(work(next.value, both)));
      }
      const first = underWay.shift();
      if (!first) return;
      yield await first;
      signal.throwIfAborted();
    }
  } finally {
    stop.abort();
    await Promise.allSettled(underWay);
    if (!isOver) await iterator.return?.();
  }
}

/** Fails where it is awaited, and nowhere else. */
function begun<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
