import type { RefusedPlace } from './model/refusedPlace.ts';

/**
 * Errors by what the reader may do about them. The two hosts (editor, terminal) decide how each is shown.
 * Compare `kind` where an error may come from another bundle or thread; `instanceof` elsewhere.
 */
export type ProductError = InputError | SignInError | RetriableError | FatalError;

/** What was typed or configured is wrong. Terminal: exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly kind = 'input';
  /** The field, setting, row or file that is to be changed. */
  readonly field: string | undefined;

  constructor(message: string, field?: string, options?: ErrorOptions) {
    super(message, options);
    this.field = field;
  }
}

/** The CRM refuses the text of a query. */
export class QueryRefusedError extends InputError {
  /** The CRM's own word, e.g. `SYNTAX_ERROR`. */
  readonly code: string;
  readonly place: RefusedPlace;

  constructor(message: string, code: string, place: RefusedPlace, options?: ErrorOptions) {
    super(message, 'query', options);
    this.code = code;
    this.place = place;
  }
}

/** The CRM or database no longer accepts us; signing in again helps. Terminal: exit code 3. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly kind = 'signIn';
  /** Undefined while the connection is being made. */
  readonly connectionId: string | undefined;

  constructor(message: string, connectionId?: string, options?: ErrorOptions) {
    super(message, options);
    this.connectionId = connectionId;
  }
}

/** The CRM knows who we are, but the sign-in was not given the scope that this takes. */
export class MissingScopeError extends SignInError {}

/** Not now: network, rate limit, lock. Trying again may help. Terminal: exit code 4. */
export class RetriableError extends Error {
  override readonly name = 'RetriableError';
  readonly kind = 'retriable';
  /** How long to wait before the next try, where the other side said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** It will not work without a change elsewhere. Terminal: exit code 1. */
export class FatalError extends Error {
  override readonly name = 'FatalError';
  readonly kind = 'fatal';
}

/** The CRM understood what was asked for and will not give it to this user, or not through its API. */
export class RefusedError extends FatalError {
  /** `noPermission`: others may be allowed; `notAvailable`: there is no such thing, or nobody gets it this way. */
  readonly reason: 'noPermission' | 'notAvailable';

  constructor(message: string, reason: RefusedError['reason'], options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A field that the CRM describes, but does not give away by the way that was asked; without it the same call may work. */
export class FieldRefusedError extends RefusedError {
  /** API name or path, as it was asked for. */
  readonly field: string;

  constructor(message: string, field: string, options?: ErrorOptions) {
    super(message, 'notAvailable', options);
    this.field = field;
  }
}

export function isProductError(error: unknown): error is ProductError {
  return (
    error instanceof InputError ||
    error instanceof SignInError ||
    error instanceof RetriableError ||
    error instanceof FatalError
  );
}
