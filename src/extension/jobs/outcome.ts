import {
  FatalError,
  FieldRefusedError,
  InputError,
  MissingScopeError,
  QueryRefusedError,
  RefusedError,
  RetriableError,
  SignInError,
} from '../../core/errors.ts';

/** What came of a call between threads. Errors lose their class and their own properties on the way, so they go as data. */
export type Outcome<T> = { readonly value: T } | { readonly error: ErrorData };

/** An error as plain data: the name of its class, and what the class adds. */
export interface ErrorData {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** `code`, `field` and their like. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly cause?: ErrorData;
}

/** Never rejects. */
export async function outcomeOf<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: errorData(error) };
  }
}

/** The value, or throws the error as one of the same class as it was thrown on the other side. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw errorFrom(outcome.error);
  return outcome.value;
}

/** An error as it is sent to another thread. */
export function errorData(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { type: 'Error', message: String(error), stack: '', properties: {} };
  const { message, stack = '', cause } = error;
  const properties = Object.fromEntries(Object.entries(error).filter(([, value]) => isPlain(value)));
  const base = { type: typeOf(error), message, stack, properties };
  return cause === undefined ? base : { ...base, cause: errorData(cause) };
}

function typeOf(error: Error): string {
  return classes.find(([, of]) => error instanceof of)?.[0] ?? error.name;
}

/** Subclasses stand before what they extend. */
const classes: readonly (readonly [string, new (...args: never[]) => Error])[] = [
  ['QueryRefusedError', QueryRefusedError],
  ['InputError', InputError],
  ['MissingScopeError', MissingScopeError],
  ['SignInError', SignInError],
  ['RetriableError', RetriableError],
  ['FieldRefusedError', FieldRefusedError],
  ['RefusedError', RefusedError],
  ['FatalError', FatalError],
];

/** The error of the same class: one of ours has its properties of its own, `name` and `kind` among them: they were copied with the others. */
export function errorFrom({ type, message, stack, properties, cause }: ErrorData): Error {
  const error = new Error(message, cause && { cause: errorFrom(cause) });
  const known = classes.find(([name]) => name === type)?.[1];
  if (known) Object.setPrototypeOf(error, known.prototype as object);
  return Object.assign(error, { name: type, ...properties, stack });
}

/** What can be sent to another thread. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'function' && typeof value !== 'symbol';
}
