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

/** Files below one folder of ours, for data that can be had again. Paths are relative, with `/` between the names. */
export interface BlobStore {
  /** Undefined when there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** Whoever reads finds the old content or the new one, whatever happens in between. Makes the folders that are missing. */
  writeWhole(path: string, content: string): Promise<void>;
  /** Names of the files and folders directly in a folder, `''` for the top one; empty when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** A file, or a folder with all that is in it. What is not there is no failure. */
  remove(path: string): Promise<void>;
  /** Gives a file another name. What is not there is no failure. */
  rename(from: string, to: string): Promise<void>;
}

/**
 * What turns an English text into the user's language: `vscode.l10n` in the editor. Handed to pure functions that make
 * texts, so that they can be tested without an editor.
 */
export interface L10n {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
