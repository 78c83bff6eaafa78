/** Work that is done when there is time for it, at the latest when its result is needed. */
export class Later<Result> {
  readonly #work: () => Result;
  #outcome: { readonly result: Result } | { readonly error: unknown } | undefined;

  constructor(work: () => Result) {
    this.#work = work;
  }

  /** Does it unless it is done. Never throws. */
  doNow(): void {
    this.#outcome ??= outcomeOf(this.#work);
  }

  /** Throws what the work threw. */
  result(): Result {
    const outcome = (this.#outcome ??= outcomeOf(this.#work));
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }
}

function outcomeOf<Result>(work: () => Result): { readonly result: Result } | { readonly error: unknown } {
  try {
    return { result: work() };
  } catch (error) {
    return { error };
  }
}
