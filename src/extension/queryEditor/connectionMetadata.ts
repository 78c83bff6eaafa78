import type { KnownMetadata } from '../../core/coql/knownMetadata.ts';
import { moduleNamed } from '../../core/coql/scope.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Field, Module } from '../../core/model/metadata.ts';
import type { Log } from '../../core/ports.ts';

export interface ConnectionMetadataParts {
  readonly connection: Connection;
  readonly metadata: Pick<MetadataCache, 'open' | 'modules' | 'details' | 'status'>;
  readonly log: Log;
  /** To be called when more, or something else, is known. */
  readonly changed: () => void;
}

/**
 * What the cache knows of a connection, at hand without waiting. What is asked for and missing is loaded in the
 * background, once: after a failure, only when the connection is used anew.
 */
export class ConnectionMetadata implements KnownMetadata {
  readonly #parts: ConnectionMetadataParts;
  readonly #ending = new AbortController();
  readonly #loads = new Map<string, Promise<void>>();
  readonly #fields = new Map<string, readonly Field[]>();
  /** Modules whose fields cannot be had for now. */
  readonly #failed = new Set<string>();
  #modules: readonly Module[] | undefined;
  #fetchedAt = 0;

  constructor(parts: ConnectionMetadataParts) {
    this.#parts = parts;
  }

  modules(): readonly Module[] | undefined {
    return this.#modules;
  }

  fields(moduleApiName: string): readonly Field[] | undefined {
    const known = this.#fields.get(moduleApiName);
    if (known || this.#failed.has(moduleApiName)) return known;
    if (moduleNamed(moduleApiName, this)?.isReadable === true) {
      void this.#once(moduleApiName, () => this.#loadFields(moduleApiName));
    }
    return undefined;
  }

  /** Somebody begins to use the connection here: what is too old by now is read again. */
  use(): Promise<void> {
    return this.#once('', async () => {
      await this.#parts.metadata.open(this.#parts.connection);
      this.#failed.clear();
      return this.#loadModules();
    });
  }

  /** Looks whether the cache holds something else by now, after a refresh for example. Asks nothing of the CRM. */
  check(): Promise<void> {
    return this.#once('', async () => {
      const { refreshedAt } = await this.#parts.metadata.status(this.#parts.connection);
      return refreshedAt !== undefined && refreshedAt !== this.#fetchedAt && this.#loadModules();
    });
  }

  /** Until what was asked for is there, or failed. Undefined when nothing is on its way. */
  pending(): Promise<unknown> | undefined {
    return this.#loads.size > 0 ? Promise.all(this.#loads.values()) : undefined;
  }

  dispose(): void {
    this.#ending.abort();
  }

  /** Whether something is different now. */
  async #loadModules(): Promise<boolean> {
    const { metadata, connection } = this.#parts;
    const { value, fetchedAt } = await metadata.modules(connection, this.#ending.signal);
    if (fetchedAt === this.#fetchedAt) return false;
    this.#modules = value;
    this.#fetchedAt = fetchedAt;
    this.#failed.clear();
    this.#fields.clear();
    return true;
  }

  async #loadFields(apiName: string): Promise<boolean> {
    const { metadata, connection } = this.#parts;
    this.#failed.add(apiName);
    const { value } = await metadata.details(connection, apiName, this.#ending.signal);
    // Of a module that cannot be read nobody knows the fields: that is not the same as to have none.
    if (value.unreadableBecause) return false;
    this.#failed.delete(apiName);
    this.#fields.set(apiName, value.fields);
    return true;
  }

  /** Never rejects: an editor without metadata is still an editor, and whoever runs a query hears what is wrong. */
  #once(key: string, work: () => Promise<boolean>): Promise<void> {
    const running = this.#loads.get(key);
    if (running) return running;
    const started = this.#load(key, work);
    this.#loads.set(key, started);
    return started;
  }

  async #load(key: string, work: () => Promise<boolean>): Promise<void> {
    const { connection, log, changed } = this.#parts;
    let isDifferent = false;
    try {
      isDifferent = await work();
    } catch (error) {
      const what = key === '' ? 'modules' : `fields of ${key}`;
      log.debug(`No ${what} of "${connection.name}" for the query editor: ${String(error)}`);
    }
    this.#loads.delete(key);
    if (isDifferent && !this.#ending.signal.aborted) changed();
  }
}
