import { randomUUID } from 'node:crypto';

import type { Connection, ConnectionSecrets, DataCenter } from '../model/connection.ts';
import type { AccessToken, OAuthClient } from '../model/oauth.ts';
import { parseConnection, parseDataCenter } from '../model/parseConnection.ts';
import { asText } from '../model/parse.ts';
import type { SecretStore, StateStore } from '../ports.ts';
import type { SecretsKept } from './keptSecrets.ts';
import { KeptSecrets } from './keptSecrets.ts';
import { parseSecrets } from './parseSecrets.ts';

const statePrefix = 'connection/';
const signInPrefix = 'signIn/';
/** In the place of a sign-in's number. */
const signedOut = 'signed out';
const clientPrefix = 'client/';
const lastDataCenterKey = 'lastDataCenter';

export interface ConnectionStoreParts {
  readonly state: StateStore;
  readonly secrets: SecretStore;
  /** Tells other windows that something about these connections changed. */
  readonly announce?: (ids: readonly string[]) => void;
  /**
   * Whether the secret store is one for all windows at all times. Where each window writes back a copy of its own
   * (an editor in the browser), we write as rarely as possible, so access tokens stay in memory there.
   */
  readonly sharesSecrets?: boolean;
}

/**
 * The connections of this user: descriptions in the state store, secrets in the secret store, one entry each.
 * The only place that touches secrets. A secret is written before its description and removed after it, so that
 * what a crash leaves behind is at worst a secret that nothing names; the next write or removal of its id clears it.
 *
 * Each sign-in has a number of its own, which is in the secret and, public, in the state: the state is one for all
 * windows, while some editors give each window a copy of the secrets. A secret of another sign-in than the state names
 * is an old one, and counts for nothing.
 */
export class ConnectionStore {
  readonly #state: StateStore;
  readonly #secrets: KeptSecrets;
  readonly #announce: (ids: readonly string[]) => void;
  readonly #sharesSecrets: boolean;
  readonly #listeners = new Set<(ids: readonly string[]) => void>();
  /** Descriptions and sign-ins as they were last told of, to notice what another window changed. */
  #told: ReadonlyMap<string, string>;

  constructor(parts: ConnectionStoreParts) {
    this.#state = parts.state;
    this.#secrets = new KeptSecrets(parts.secrets);
    this.#announce = parts.announce ?? (() => undefined);
    this.#sharesSecrets = parts.sharesSecrets ?? false;
    this.#told = this.#descriptions();
  }

  /**
   * Called after a connection was added, changed, removed, signed in or signed out, here or in another window, with the
   * ids that are concerned. Returns the way to stop listening.
   */
  onDidChange(listener: (ids: readonly string[]) => void): () => void {
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

  /** Undefined when there is no secret for the connection, or none that the secret store lets go: it is signed out. */
  async secretsOf(id: string): Promise<ConnectionSecrets | undefined> {
    return parseSecrets(await this.#readSecret(statePrefix + id), asText(this.#state.get(signInPrefix + id)));
  }

  /** Stores a connection with a new sign-in. Rejects when the description cannot be stored. */
  async save(connection: Connection, secrets: ConnectionSecrets): Promise<SecretsKept> {
    const signInId = randomUUID();
    const text = JSON.stringify({ ...this.#storable(secrets), signInId });
    const kept = await this.#secrets.write(statePrefix + connection.id, text);
    await this.#state.set(signInPrefix + connection.id, signInId);
    await this.#state.set(statePrefix + connection.id, connection);
    this.#changed([connection.id]);
    return kept;
  }

  /** Stores a description without a sign-in: an imported one, or one to be completed later. A sign-in it has stays. */
  async saveDescription(connection: Connection): Promise<void> {
    await this.#state.set(statePrefix + connection.id, connection);
    this.#changed([connection.id]);
  }

  /** Changes parts of a description; one that is gone in the meantime stays gone. The sign-in stays. */
  async update(id: string, change: Partial<Omit<Connection, 'id'>>): Promise<void> {
    const connection = this.find(id);
    if (!connection) return;
    await this.saveDescription({ ...connection, ...change });
  }

  /** Forgets the sign-in and keeps the description. Signed out, too, where the secret store refuses: FatalError. */
  async signOut(id: string): Promise<void> {
    await this.#state.set(signInPrefix + id, signedOut);
    try {
      await this.#secrets.delete(statePrefix + id);
    } finally {
      this.#changed([id]);
    }
  }

  /**
   * Removes description and sign-in, and the client's secret when no other connection uses it. The description is gone,
   * too, where the secret store refuses: FatalError.
   */
  async remove(id: string): Promise<void> {
    const connection = this.find(id);
    await this.#state.set(statePrefix + id, undefined);
    await this.#state.set(signInPrefix + id, undefined);
    try {
      await this.#secrets.delete(statePrefix + id);
      if (connection) await this.#forgetUnusedClient(connection);
    } finally {
      this.#changed([id]);
    }
  }

  /** Lets other windows use an access token, where secrets are shared. Nothing is created for a signed-out connection. */
  async shareAccessToken(id: string, accessToken: AccessToken): Promise<void> {
    if (!this.#sharesSecrets) return;
    const secrets = await this.secretsOf(id);
    const signInId = asText(this.#state.get(signInPrefix + id));
    if (secrets) await this.#secrets.write(statePrefix + id, JSON.stringify({ ...secrets, accessToken, signInId }));
  }

  /** Keeps a client for the next connection to the same data center, and for signing in again. */
  async rememberClient(dataCenter: DataCenter, client: OAuthClient): Promise<void> {
    await this.#secrets.write(clientKey(dataCenter, client.id), client.secret);
    await this.#state.set(clientPrefix + dataCenter, client.id);
    await this.#state.set(lastDataCenterKey, dataCenter);
  }

  /** Where a client was remembered last. */
  lastDataCenter(): DataCenter | undefined {
    return parseDataCenter(this.#state.get(lastDataCenterKey));
  }

  /** The id of the client that was used last in a data center. */
  rememberedClientId(dataCenter: DataCenter): string | undefined {
    return asText(this.#state.get(clientPrefix + dataCenter));
  }

  /** The secret of a client that was used before. */
  async clientSecretOf(dataCenter: DataCenter, clientId: string): Promise<string | undefined> {
    return this.#readSecret(clientKey(dataCenter, clientId));
  }

  /** Reads again and tells of what another window changed. `certain`: ids that did change, if only in their secrets. */
  noticeChanges(certain: readonly string[] = []): void {
    const [before, now] = [this.#told, this.#descriptions()];
    const ids = new Set([...before.keys(), ...now.keys()].filter((id) => before.get(id) !== now.get(id)));
    for (const id of certain) ids.add(id);
    this.#told = now;
    if (ids.size > 0) this.#tell([...ids]);
  }

  #changed(ids: readonly string[]): void {
    this.#told = this.#descriptions();
    this.#tell(ids);
    this.#announce(ids);
  }

  #tell(ids: readonly string[]): void {
    for (const listener of this.#listeners) listener(ids);
  }

  #descriptions(): ReadonlyMap<string, string> {
    const keys = this.#state.keys().filter((key) => key.startsWith(statePrefix));
    return new Map(
      keys.map((key) => {
        const id = key.slice(statePrefix.length);
        return [id, JSON.stringify([this.#state.get(key), this.#state.get(signInPrefix + id)])];
      }),
    );
  }

  /** An access token is the sign-in itself where there is nothing to make another from. */
  #storable({ accessToken, ...secrets }: ConnectionSecrets): ConnectionSecrets {
    const isNeeded = this.#sharesSecrets || secrets.refreshToken === undefined;
    return accessToken && isNeeded ? { ...secrets, accessToken } : secrets;
  }

  /** A store that is locked has nothing for us at the moment; what it says about that may quote what it holds. */
  async #readSecret(key: string): Promise<string | undefined> {
    return this.#secrets.read(key).catch(() => undefined);
  }

  async #forgetUnusedClient({ dataCenter, clientId }: Connection): Promise<void> {
    const isUsed = this.list().some((each) => each.dataCenter === dataCenter && each.clientId === clientId);
    if (!isUsed) await this.#secrets.delete(clientKey(dataCenter, clientId));
  }
}

function clientKey(dataCenter: DataCenter, clientId: string): string {
  return `${clientPrefix}${dataCenter}/${clientId}`;
}
