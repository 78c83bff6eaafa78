import type { Connection } from '../../core/model/connection.ts';
import type { Staleness } from '../../core/model/metadata.ts';
import type { ConnectionFacts, ConnectionState } from './connectionState.ts';
import { connectionState } from './connectionState.ts';

export interface ConnectionHealthParts {
  /** Whether there is a secret for the connection. */
  readonly isSignedIn: (connectionId: string) => Promise<boolean>;
  /** Whether the connection's zone and that of its Zoho user ever differ. */
  readonly zoneDiffers: (connection: Connection) => boolean;
}

/** As long as nothing else is known: the view is drawn before the secrets are asked for. */
const presumed: ConnectionFacts = { isSignedIn: true, problem: undefined, zoneDiffers: false };

/** What is known of each connection at the moment. Nothing is asked of the CRM for it: whoever does tells what came of it. */
export class ConnectionHealth {
  readonly #parts: ConnectionHealthParts;
  readonly #facts = new Map<string, ConnectionFacts>();
  readonly #listeners = new Set<(connectionId: string) => void>();
  /** What the user set, as it was when we last looked: a change of something else is one of the sign-in. */
  readonly #settings = new Map<string, string>();

  constructor(parts: ConnectionHealthParts) {
    this.#parts = parts;
  }

  /** Called with the connection of which something else is known now. Returns the way to stop listening. */
  onDidChange(listener: (connectionId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  factsOf(connectionId: string): ConnectionFacts {
    return this.#facts.get(connectionId) ?? presumed;
  }

  stateOf(connection: Connection): ConnectionState {
    return connectionState(connection, this.factsOf(connection.id));
  }

  /**
   * Looks after secrets and time zones again, and forgets connections that are gone. `changed`: ids of which the store
   * says that something is different.
   */
  async examine(connections: readonly Connection[], changed: readonly string[] = []): Promise<void> {
    const ids = new Set(connections.map((each) => each.id));
    for (const id of this.#facts.keys()) if (!ids.has(id)) this.#facts.delete(id);
    for (const connection of connections) this.#noticeSignIn(connection, changed.includes(connection.id));
    await Promise.all(connections.map((each) => this.#examineOne(each)));
  }

  /** The CRM answered as it should. */
  noteSuccess(connectionId: string): void {
    this.#change(connectionId, { isSignedIn: true, problem: undefined });
  }

  noteProblem(connectionId: string, problem: Staleness): void {
    this.#change(connectionId, { problem });
  }

  /** Who signed in again is no longer refused for want of it. */
  #noticeSignIn(connection: Connection, isChanged: boolean): void {
    const { id, name, group, timeZone, cachePolicy, warnsAboutTimeZone } = connection;
    const settings = JSON.stringify([name, group, timeZone, cachePolicy, warnsAboutTimeZone]);
    const isSignIn = isChanged && this.#settings.get(id) === settings;
    this.#settings.set(id, settings);
    if (isSignIn && this.factsOf(id).problem?.kind === 'signedOut') this.#change(id, { problem: undefined });
  }

  async #examineOne(connection: Connection): Promise<void> {
    const isSignedIn = await this.#parts.isSignedIn(connection.id);
    this.#change(connection.id, { isSignedIn, zoneDiffers: this.#parts.zoneDiffers(connection) });
  }

  #change(connectionId: string, change: Partial<ConnectionFacts>): void {
    const before = this.factsOf(connectionId);
    const after = { ...before, ...change };
    this.#facts.set(connectionId, after);
    const isSame =
      after.isSignedIn === before.isSignedIn &&
      after.zoneDiffers === before.zoneDiffers &&
      after.problem?.kind === before.problem?.kind;
    if (!isSame) for (const listener of this.#listeners) listener(connectionId);
  }
}
