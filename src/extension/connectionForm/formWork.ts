import { InputError, isProductError } from '../../core/errors.ts';
import type { SignInOutcome } from '../../protocol/connectionForm.ts';

/** What came of something that may be canceled. */
export type WorkOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly message: string; readonly field: SignInFailureField };

type SignInFailureField = Extract<SignInOutcome, { kind: 'failed' }>['field'];

/** The one thing that a form asks of Zoho at a time: what is begun ends what was under way. */
export class FormWork {
  #running: AbortController | undefined;

  /** Failures that have words for the user are answers; defects reject. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<WorkOutcome<T>> {
    this.cancel();
    const controller = new AbortController();
    this.#running = controller;
    try {
      return { kind: 'done', value: await work(controller.signal) };
    } catch (error) {
      if (controller.signal.aborted) return { kind: 'canceled' };
      if (!isProductError(error)) throw error;
      return { kind: 'failed', message: error.message, field: fieldOf(error) };
    } finally {
      if (this.#running === controller) this.#running = undefined;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }
}

function fieldOf(error: Error): SignInFailureField {
  const field = error instanceof InputError ? error.field : undefined;
  return field === 'clientId' || field === 'clientSecret' || field === 'pasted' ? field : undefined;
}
