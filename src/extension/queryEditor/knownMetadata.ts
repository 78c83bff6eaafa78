import type { KnownMetadata } from '../../core/coql/knownMetadata.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Log } from '../../core/ports.ts';
import { ConnectionMetadata } from './connectionMetadata.ts';

export interface QueryMetadataParts {
  readonly metadata: Pick<MetadataCache, 'open' | 'modules' | 'details' | 'status'>;
  readonly log: Log;
  readonly changed: () => void;
}

/** What is known of each connection that a query editor uses. */
export class QueryMetadata {
  readonly #parts: QueryMetadataParts;
  readonly #byConnection = new Map<string, ConnectionMetadata>();

  constructor(parts: QueryMetadataParts) {
    this.#parts = parts;
  }

  of(connection: Connection | undefined): KnownMetadata & Pick<ConnectionMetadata, 'pending'> {
    return connection ? this.#of(connection) : nothingKnown;
  }

  /** A document begins to use a connection. */
  use(connection: Connection): void {
    void this.#of(connection).use();
  }

  /** The caches may hold something else by now. */
  check(): void {
    for (const each of this.#byConnection.values()) void each.check();
  }

  /** The connections changed: they may be signed in now, or to another organization. */
  forget(connectionIds: readonly string[]): void {
    for (const id of connectionIds) {
      this.#byConnection.get(id)?.dispose();
      this.#byConnection.delete(id);
    }
  }

  dispose(): void {
    this.forget([...this.#byConnection.keys()]);
  }

  #of(connection: Connection): ConnectionMetadata {
    const known = this.#byConnection.get(connection.id);
    if (known) return known;
    const fresh = new ConnectionMetadata({ ...this.#parts, connection });
    this.#byConnection.set(connection.id, fresh);
    void fresh.use();
    return fresh;
  }
}

const nothingKnown = { modules: () => undefined, fields: () => undefined, pending: () => undefined };
