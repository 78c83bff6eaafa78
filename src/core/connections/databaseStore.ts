import type { DatabaseConnection } from '../model/databaseConnection.ts';
import { parseDatabaseConnection } from '../model/databaseConnection.ts';
import type { SecretStore, StateStore } from '../ports.ts';
import type { SecretsKept } from './connectionStore.ts';

const prefix = 'database/';

export interface DatabaseStoreParts {
  readonly state: StateStore;
  readonly secrets: SecretStore;
}

/**
 * The connections to databases of this user: descriptions in the state store, passwords in the secret store, one entry
 * each. Nothing else touches the passwords.
 */
export class DatabaseStore {
  readonly #parts: DatabaseStoreParts;
  readonly #listeners = new Set<() => void>();
  /** Passwords that the secret store would not keep: they last as long as the window. */
  readonly #sessionPasswords = new Map<string, string>();

  constructor(parts: DatabaseStoreParts) {
    this.#parts = parts;
  }

  /** Called after something changed here. Returns the way to stop listening. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** By name. Descriptions that cannot be read are left where they are and not listed. */
  list(): readonly DatabaseConnection[] {
    const { state } = this.#parts;
    const stored = state.keys().filter((key) => key.startsWith(prefix));
    const databases = stored.map((key) => parseDatabaseConnection(state.get(key))).filter((each) => each !== undefined);
    return databases.sort((a, b) => a.name.localeCompare(b.name));
  }

  find(id: string): DatabaseConnection | undefined {
    return parseDatabaseConnection(this.#parts.state.get(prefix + id));
  }

  /** By the name that job files use; case matters. */
  named(name: string): DatabaseConnection | undefined {
    return this.list().find((each) => each.name === name);
  }

  /** Undefined where none is kept. */
  async passwordOf(id: string): Promise<string | undefined> {
    return this.#sessionPasswords.get(id) ?? this.#parts.secrets.get(prefix + id);
  }

  /** `password`: undefined = as it is; empty = none. The password is written first, so that no description waits for its secret. */
  async save(database: DatabaseConnection, password: string | undefined): Promise<SecretsKept> {
    const kept = password === undefined ? 'stored' : await this.#writePassword(database.id, password);
    await this.#parts.state.set(prefix + database.id, database);
    this.#tell();
    return kept;
  }

  async remove(id: string): Promise<void> {
    await this.#parts.state.set(prefix + id, undefined);
    await this.#deletePassword(id);
    this.#tell();
  }

  /** Reads back what it wrote: without a key ring some stores take a text and keep nothing. */
  async #writePassword(id: string, password: string): Promise<SecretsKept> {
    if (password === '') {
      await this.#deletePassword(id);
      return 'stored';
    }
    try {
      await this.#parts.secrets.set(prefix + id, password);
      if ((await this.#parts.secrets.get(prefix + id)) === password) {
        this.#sessionPasswords.delete(id);
        return 'stored';
      }
    } catch {
      // What the store says may quote what it was given; that it does not keep it is all that matters.
    }
    this.#sessionPasswords.set(id, password);
    return 'session';
  }

  async #deletePassword(id: string): Promise<void> {
    const wasForSession = this.#sessionPasswords.delete(id);
    try {
      await this.#parts.secrets.delete(prefix + id);
    } catch (error) {
      if (!wasForSession) throw error;
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
