/** What the core needs of the program that it runs in: an editor, a terminal, a test. */

/** A place for texts that nobody else may read. One entry for each connection. */
export interface SecretStore {
  /** Undefined when there is none, which is an ordinary state: secrets get lost (see "signed out"). */
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** A place for plain data that survives a restart. Small values, one key for each thing. */
export interface StateStore {
  keys(): readonly string[];
  /** What was stored, as JSON gives it back; it may stem from another version, so parse it. */
  get(key: string): unknown;
  /** `undefined` removes the key. */
  set(key: string, value: unknown): Promise<void>;
}

/** Lines for people who look into a problem. Never holds a secret. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
