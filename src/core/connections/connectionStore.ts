import type { Connection, ConnectionSecrets } from '../model/connection.ts';
import { parseConnection } from '../model/parseConnection.ts';
import { asObject, asText, parseJson } from '../model/parse.ts';
import type { SecretStore, StateStore } from '../ports.ts';

const statePrefix = 'connection/';

/**
 * The connections of this user: descriptions in the state store, secrets in the secret store, one entry each.
 * The only place that touches secrets. A secret is written before its description and removed after it, so that
 * what a crash leaves behind is at worst a secret that nothing names; the next write or removal of its id clears it.
 */
export class ConnectionStore {
  readonly #state: StateStore;
  readonly #secrets: SecretStore;
  readonly #listeners = new Set<() => void>();

  constructor(parts: { readonly state: StateStore; readonly secrets: SecretStore }) {
    this.#state = parts.state;
    this.#secrets = parts.secrets;
  }

  /** Called after a description was added, changed or removed. Returns the way to stop listening. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** By name. Descriptions that cannot be read are left where they are and not listed. */
  list(): readonly Connection[] {
    const stored = this.#state.keys().filter((key) => key.startsWith(statePrefix));
    const connections = stored.map((key) => parseConnection(this.#state.get(key))).filter((each) => each !== undefined);
    return connections.sort((a, b) => a.name.localeCompare(b.name));
  }

  find(id: string): Connection | undefined {
    return parseConnection(this.#state.get(statePrefix + id));
  }

  /** Undefined when there is no secret for the connection: it is signed out. */
  async secretsOf(id: string): Promise<ConnectionSecrets | undefined> {
    const text = await this.#secrets.get(statePrefix + id);
    return text === undefined ? undefined : parseSecrets(text);
  }

  async save(connection: Connection, secrets: ConnectionSecrets): Promise<void> {
    await this.#secrets.set(statePrefix + connection.id, JSON.stringify(secrets));
    await this.#state.set(statePrefix + connection.id, connection);
    this.#changed();
  }

  async remove(id: string): Promise<void> {
    await this.#state.set(statePrefix + id, undefined);
    await this.#secrets.delete(statePrefix + id);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function parseSecrets(text: string): ConnectionSecrets | undefined {
  const stored = asObject(parseJson(text));
  const clientSecret = asText(stored?.['clientSecret']);
  const refreshToken = asText(stored?.['refreshToken']);
  return clientSecret === undefined || refreshToken === undefined ? undefined : { clientSecret, refreshToken };
}
