import { randomUUID } from 'node:crypto';

import type { CrmClient } from '../crm/crmClient.ts';
import type { Connection } from '../model/connection.ts';
import type { Module, ModuleDetails, Snapshot, Staleness } from '../model/metadata.ts';
import type { BlobStore, Clock, Log } from '../ports.ts';
import { SharedWork } from '../util/sharedWork.ts';
import { clearFolder, readClearedAt } from './cacheFolder.ts';
import { expiresAt, isExpired } from './expiry.ts';
import { fetchDetails, unreadable } from './fetchDetails.ts';
import type { MetadataChange } from './metadataDiff.ts';
import { diffDetails, diffModules } from './metadataDiff.ts';
import type { Opening } from './openings.ts';
import { Openings } from './openings.ts';
import { refreshMetadata } from './refreshMetadata.ts';
import { isPermissionLost, stalenessOf } from './staleness.ts';
import type { StoredDetails, StoredModules } from './storedFiles.ts';
import { ownerKeyOf } from './storedFiles.ts';

export interface MetadataCacheParts {
  /** A folder for each connection, by its id. */
  readonly files: BlobStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly clientFor: (connection: Connection) => Promise<CrmClient>;
}

/** What may be shown of a connection's cache. Instants are epoch milliseconds. */
export interface CacheStatus {
  /** When the metadata were read; missing when none are kept. */
  readonly refreshedAt?: number;
  /** From then on, the next opening reads again; missing for metadata that do not expire by their age. */
  readonly expiresAt?: number;
  readonly lastClearedAt?: number;
  /** Why something newer could not be had. */
  readonly staleBecause?: Staleness;
  /** Files that were damaged or of a newer version, by the names that they have now. */
  readonly setAside: readonly string[];
}

/** A module as the cache has it, with its details where somebody looked into it. */
export interface CachedModule {
  readonly module: Module;
  readonly details: ModuleDetails | undefined;
}

/**
 * Metadata that were read once, for as long as the connection's policy says. Age acts when a connection is opened and
 * never in between. What is asked for by several at the same time is read once. Offline, or signed out, what is kept
 * goes on to be served, with its age and the reason; what the user may no longer see is not.
 *
 * Details belong to a reading of the list of modules: they are read when first asked for, and again after the list was.
 */
export class MetadataCache {
  readonly #parts: MetadataCacheParts;
  readonly #openings: Openings;
  readonly #changes = new Map<string, readonly MetadataChange[]>();
  readonly #moduleReads = new SharedWork<StoredModules>();
  readonly #detailReads = new SharedWork<StoredDetails>();
  readonly #refreshes = new SharedWork<readonly MetadataChange[]>();

  constructor(parts: MetadataCacheParts) {
    this.#parts = parts;
    this.#openings = new Openings(parts);
  }

  /**
   * To be called when somebody begins to use a connection: its row is expanded, an editor or a job takes it. Metadata
   * that are too old by now are read again when next asked for; this itself asks nothing of the CRM.
   */
  async open(connection: Connection): Promise<void> {
    this.#openings.begin(connection);
    if (connection.cachePolicy === 'disabled') await this.#openings.onDisk(connection).removeAll();
  }

  /** All modules. One call, if any. Rejects only when nothing is kept that could do instead, or a permission was lost. */
  async modules(connection: Connection, signal: AbortSignal): Promise<Snapshot<readonly Module[]>> {
    const current = await this.#current(connection, signal);
    return { ...current, value: withLearned(current.value) };
  }

  /** Fields and related lists of a module. Two calls, if any, and one more where the list of modules is due. */
  async details(connection: Connection, apiName: string, signal: AbortSignal): Promise<Snapshot<ModuleDetails>> {
    const { value: list, ...listed } = await this.#current(connection, signal);
    const module = list.modules.find((each) => each.apiName === apiName);
    if (module?.unreadableBecause) return { ...listed, value: unreadable(module.unreadableBecause) };
    const opening = this.#openings.of(connection);
    const kept = await opening.folder.details(apiName);
    if (kept?.refreshId === list.refreshId) return { ...listed, value: kept.details, fetchedAt: kept.fetchedAt };
    if (kept && opening.failure) return stale(kept.details, kept, opening.failure);
    try {
      const key = `${workKey(connection)}/${list.refreshId}/${apiName}`;
      const read = (work: AbortSignal): Promise<StoredDetails> =>
        this.#readDetails(connection, opening, { apiName, list, kept }, work);
      const fresh = await this.#detailReads.run(key, read, signal);
      return { value: fresh.details, fetchedAt: fresh.fetchedAt };
    } catch (error) {
      if (isPermissionLost(error)) await opening.folder.removeDetails(apiName);
      const staleness = this.#fail(opening, error);
      if (!kept || !staleness) throw error;
      return stale(kept.details, kept, staleness);
    }
  }

  /**
   * Reads everything again that is kept, and tells what is different: one call, and two for each module that somebody
   * looked into. When it rejects, what was kept still is, unless a permission was lost.
   */
  async refresh(connection: Connection, signal: AbortSignal): Promise<readonly MetadataChange[]> {
    const opening = this.#openings.of(connection);
    try {
      return await this.#refreshes.run(workKey(connection), (work) => this.#refresh(connection, opening, work), signal);
    } catch (error) {
      await this.#failWhole(opening, error);
      throw error;
    }
  }

  /** Forgets what is kept of a connection, but for the time of the clearing. */
  async clear(connectionId: string): Promise<void> {
    this.#openings.end(connectionId);
    this.#changes.delete(connectionId);
    await clearFolder(this.#parts.files, connectionId, this.#parts.clock.now());
  }

  /** Those of connections that no longer exist, too. */
  async clearAll(connectionIds: readonly string[] = []): Promise<void> {
    const folders = await this.#parts.files.list('');
    for (const id of new Set([...folders, ...connectionIds])) await this.clear(id);
  }

  /** To be called when a connection was deleted: nothing of it is left. */
  async forget(connectionId: string): Promise<void> {
    this.#openings.end(connectionId);
    this.#changes.delete(connectionId);
    await this.#parts.files.remove(connectionId);
  }

  /** Asks nothing of the CRM, and opens nothing. */
  async status(connection: Connection): Promise<CacheStatus> {
    const opening = this.#openings.known(connection);
    const folder = opening?.folder ?? this.#openings.onDisk(connection);
    const refreshedAt = (await folder.modules())?.fetchedAt;
    const lastClearedAt = await readClearedAt(this.#parts.files, connection.id);
    const end = refreshedAt === undefined ? undefined : expiresAt(connection.cachePolicy, refreshedAt);
    return {
      ...(refreshedAt === undefined ? {} : { refreshedAt }),
      ...(end === undefined ? {} : { expiresAt: end }),
      ...(lastClearedAt === undefined ? {} : { lastClearedAt }),
      ...(opening?.failure === undefined ? {} : { staleBecause: opening.failure }),
      setAside: this.#openings.setAside(connection),
    };
  }

  /** What the last reading that replaced an older one found to be different, as long as this window lives. */
  lastChanges(connectionId: string): readonly MetadataChange[] {
    return this.#changes.get(connectionId) ?? [];
  }

  /** What is kept, whatever its age, without a call: for searching, also offline. */
  async cachedEntries(connection: Connection): Promise<readonly CachedModule[]> {
    const { folder } = this.#openings.of(connection);
    const [list, details] = await Promise.all([folder.modules(), folder.allDetails()]);
    const byName = new Map(details.map((each) => [each.apiName, each.details]));
    return (list ? withLearned(list) : []).map((module) => ({ module, details: byName.get(module.apiName) }));
  }

  /** The list of modules, read if it is missing or was too old when the connection was opened. */
  async #current(connection: Connection, signal: AbortSignal): Promise<Snapshot<StoredModules>> {
    const opening = this.#openings.of(connection);
    const kept = await opening.folder.modules();
    if (kept && !isExpired(connection.cachePolicy, kept.fetchedAt, opening.at, this.#parts.clock.now())) {
      return { value: kept, fetchedAt: kept.fetchedAt };
    }
    if (kept && opening.failure) return stale(kept, kept, opening.failure);
    try {
      // A refresh reads the list, too.
      if (await this.#refreshes.join(workKey(connection), signal)) return await this.#current(connection, signal);
      const read = (work: AbortSignal): Promise<StoredModules> => this.#readModules(connection, opening, kept, work);
      const value = await this.#moduleReads.run(workKey(connection), read, signal);
      return { value, fetchedAt: value.fetchedAt };
    } catch (error) {
      const staleness = await this.#failWhole(opening, error);
      if (!kept || !staleness) throw error;
      return stale(kept, kept, staleness);
    }
  }

  async #readModules(
    connection: Connection,
    opening: Opening,
    kept: StoredModules | undefined,
    signal: AbortSignal,
  ): Promise<StoredModules> {
    const client = await this.#parts.clientFor(connection);
    const modules = await client.modules(signal);
    const fresh = { refreshId: randomUUID(), fetchedAt: this.#parts.clock.now(), modules, learned: {} };
    await this.#keep(connection, opening, fresh, kept ? diffModules(kept.modules, modules) : []);
    return fresh;
  }

  async #readDetails(
    connection: Connection,
    opening: Opening,
    asked: { readonly apiName: string; readonly list: StoredModules; readonly kept: StoredDetails | undefined },
    signal: AbortSignal,
  ): Promise<StoredDetails> {
    const { apiName, list, kept } = asked;
    const client = await this.#parts.clientFor(connection);
    const details = await fetchDetails(client, apiName, signal);
    const fresh = { refreshId: list.refreshId, apiName, fetchedAt: this.#parts.clock.now(), details };
    opening.failure = undefined;
    if (!this.#openings.isPresent(connection, opening)) return fresh;
    await opening.folder.saveDetails(fresh);
    if (details.unreadableBecause) await opening.folder.learn(fresh, details.unreadableBecause);
    const module = list.modules.find((each) => each.apiName === apiName);
    const changes = kept && module ? diffDetails(module, kept.details, details) : [];
    this.#changes.set(connection.id, [...this.lastChanges(connection.id), ...changes]);
    return fresh;
  }

  async #refresh(connection: Connection, opening: Opening, signal: AbortSignal): Promise<readonly MetadataChange[]> {
    const [modules, details] = await Promise.all([opening.folder.modules(), opening.folder.allDetails()]);
    const client = await this.#parts.clientFor(connection);
    const fresh = await refreshMetadata(client, { modules, details }, this.#parts.clock, signal);
    if (this.#openings.isPresent(connection, opening)) {
      // The list comes last: until it is there, details of this refresh belong to nothing.
      for (const each of fresh.details) await opening.folder.saveDetails(each);
      for (const apiName of fresh.gone) await opening.folder.removeDetails(apiName);
    }
    await this.#keep(connection, opening, fresh.modules, fresh.changes);
    return fresh.changes;
  }

  /** What was cleared while we read stays cleared. */
  async #keep(
    connection: Connection,
    opening: Opening,
    list: StoredModules,
    changes: readonly MetadataChange[],
  ): Promise<void> {
    opening.failure = undefined;
    if (!this.#openings.isPresent(connection, opening)) return;
    await opening.folder.saveModules(list);
    this.#changes.set(connection.id, changes);
  }

  /** Of a call on which all metadata of the connection depend. */
  async #failWhole(opening: Opening, error: unknown): Promise<Staleness | undefined> {
    if (isPermissionLost(error)) await opening.folder.removeAll();
    return this.#fail(opening, error);
  }

  #fail(opening: Opening, error: unknown): Staleness | undefined {
    const staleness = stalenessOf(error, this.#parts.clock.now());
    opening.failure = staleness ?? opening.failure;
    return staleness;
  }
}

/** Of what is read at most once at a time. */
function workKey(connection: Connection): string {
  return `${connection.id}/${ownerKeyOf(connection)}`;
}

function stale<T>(value: T, { fetchedAt }: { readonly fetchedAt: number }, staleBecause: Staleness): Snapshot<T> {
  return { value, fetchedAt, staleBecause };
}

function withLearned({ modules, learned }: StoredModules): readonly Module[] {
  if (Object.keys(learned).length === 0) return modules;
  return modules.map((module) => {
    const reason = module.unreadableBecause ?? learned[module.apiName];
    return reason === undefined ? module : { ...module, isReadable: false, unreadableBecause: reason };
  });
}
