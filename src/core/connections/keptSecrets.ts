import { FatalError } from '../errors.ts';
import type { SecretStore } from '../ports.ts';

/**
 * `session`: the secret store took or gave back nothing (no key ring, locked), so the secret lasts until this window
 * ends. What it belongs to is stored all the same: afterwards a connection is signed out, a database without a password.
 */
export type SecretsKept = 'stored' | 'session';

/** Entries of the secret store, and in their place those that it would not keep. */
export class KeptSecrets {
  readonly #store: SecretStore;
  readonly #ofSession = new Map<string, string>();

  constructor(store: SecretStore) {
    this.#store = store;
  }

  /** Undefined where there is none. Rejects as the store does; what that says may quote what it holds. */
  async read(key: string): Promise<string | undefined> {
    return this.#ofSession.get(key) ?? this.#store.get(key);
  }

  /** Reads back what it wrote: without a key ring some stores take a text and keep nothing (vscode.md section C.5). */
  async write(key: string, text: string): Promise<SecretsKept> {
    try {
      await this.#store.set(key, text);
      if ((await this.#store.get(key)) === text) {
        this.#ofSession.delete(key);
        return 'stored';
      }
    } catch {
      // What the store says may quote what it was given; that it does not keep it is all that matters.
    }
    this.#ofSession.set(key, text);
    return 'session';
  }

  /** FatalError where the store did not delete what it may hold. */
  async delete(key: string): Promise<void> {
    const wasForSession = this.#ofSession.delete(key);
    try {
      await this.#store.delete(key);
    } catch {
      if (wasForSession) return;
      throw new FatalError(
        'The editor’s secret store did not delete an entry of this connection: it may be locked. ' +
          'Nothing here uses the entry any more.',
      );
    }
  }
}
