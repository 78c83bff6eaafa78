import type { DatabaseConnection } from '../model/databaseConnection.ts';
import { parseDatabaseConnection } from '../model/databaseConnection.ts';
import type { SecretStore, StateStore } from '../ports.ts';
import type { SecretsKept } from './keptSecrets.ts';
import { KeptSecrets } from './keptSecrets.ts';

const prefix = 'database/';

export interface DatabaseStoreParts {
  readonly state: StateStore;
  readonly secrets: SecretStore;
  /** Tells other windows that something changed. */
  readonly announce?: () => void;
}

/**
 * The connections to databases of this user: descriptions in the state store, passwords in the secret store, one entry
 * each. Nothing else touches the passwords.
 */
export class DatabaseStore {
  readonly #parts: DatabaseStoreParts;
  readonly #listeners = new Set<() => void>();
  readonly #passwords: KeptSecrets;
  /** What was last told of, to notice what another window changed. */
  #told: string;

  constructor(parts: DatabaseStoreParts) {
    this.#parts = parts;
    this.#passwords = new KeptSecrets(parts.secrets);
    this.#told = this.#descriptions();
  }

  /** Called after something changed here, or in another window. Returns the way to stop listening. */
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
    return this.#passwords.read(prefix + id);
  }

  /** `password`: undefined = as it is; empty = none. The password is written first, so that no description waits for its secret. */
  async save(database: DatabaseConnection, password: string | undefined): Promise<SecretsKept> {
    const kept = password === undefined ? 'stored' : await this.#writePassword(database.id, password);
    await this.#parts.state.set(prefix + database.id, database);
    this.#changed();
    return kept;
  }

  /** FatalError where the secret store did not delete the password; the description is gone all the same. */
  async remove(id: string): Promise<void> {
    await this.#parts.state.set(prefix + id, undefined);
    try {
      await this.#passwords.delete(prefix + id);
    } finally {
      this.#changed();
    }
  }

  /** Reads again, and tells if another window changed something. */
  noticeChanges(): void {
    const now = this.#descriptions();
    if (now === this.#told) return;
    this.#told = now;
    this.#tell();
  }

  async #writePassword(id: string, password: string): Promise<SecretsKept> {
    if (password !== '') return this.#passwords.write(prefix + id, password);
    await this.#passwords.delete(prefix + id);
    return 'stored';
  }

  #changed(): void {
    this.#told = this.#descriptions();
    this.#tell();
    this.#parts.announce?.();
  }

  #descriptions(): string {
    return JSON.stringify(this.list());
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
