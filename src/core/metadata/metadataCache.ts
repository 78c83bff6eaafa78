import type { CrmClient } from '../crm/crmClient.ts';
import type { Connection } from '../model/connection.ts';
import type { Module, ModuleDetails, Snapshot, Staleness, UnreadableReason } from '../model/metadata.ts';
import type { BlobStore, Clock, Log } from '../ports.ts';
import { clearFolder, readClearedAt } from './cacheFolder.ts';
import { expiresAt } from './expiry.ts';
import type { MetadataChange } from './metadataDiff.ts';
import { MetadataReading } from './metadataReading.ts';
import { Openings } from './openings.ts';
import type { StoredModules } from './storedFiles.ts';

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
  readonly #reading: MetadataReading;

  constructor(parts: MetadataCacheParts) {
    this.#parts = parts;
    const { clock, clientFor } = parts;
    this.#openings = new Openings(parts);
    this.#reading = new MetadataReading({ openings: this.#openings, clock, clientFor });
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
    const current = await this.#reading.list(connection, signal);
    return { ...current, value: withLearned(current.value) };
  }

  /** Fields and related lists of a module. Two calls, if any, and one more where the list of modules is due. */
  details(connection: Connection, apiName: string, signal: AbortSignal): Promise<Snapshot<ModuleDetails>> {
    return this.#reading.details(connection, apiName, signal);
  }

  /**
   * Reads everything again that is kept, and tells what is different: one call, and two for each module that somebody
   * looked into. When it rejects, what was kept still is, unless a permission was lost.
   */
  refresh(connection: Connection, signal: AbortSignal): Promise<readonly MetadataChange[]> {
    return this.#reading.refresh(connection, signal);
  }

  /**
   * To be called when the CRM refuses the records of a module that it lists (see `reasonOfRefusal`): the module then
   * counts as not readable until its metadata are read again. Answers whether that is news; its fields stay known.
   */
  async learnUnreadable(connection: Connection, apiName: string, reason: UnreadableReason): Promise<boolean> {
    const { folder } = this.#openings.of(connection);
    const list = await folder.modules();
    const module = list && withLearned(list).find((each) => each.apiName === apiName);
    if (!list || !module?.isReadable) return false;
    await folder.learn({ refreshId: list.refreshId, apiName }, reason);
    return true;
  }

  /** Forgets what is kept of a connection, but for the time of the clearing. */
  async clear(connectionId: string): Promise<void> {
    this.#openings.end(connectionId);
    this.#reading.forgetChanges(connectionId);
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
    this.#reading.forgetChanges(connectionId);
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
    return this.#reading.lastChanges(connectionId);
  }

  /** What is kept, whatever its age, without a call: for searching, also offline. */
  async cachedEntries(connection: Connection): Promise<readonly CachedModule[]> {
    const { folder } = this.#openings.of(connection);
    const [list, details] = await Promise.all([folder.modules(), folder.allDetails()]);
    const byName = new Map(details.map((each) => [each.apiName, each.details]));
    return (list ? withLearned(list) : []).map((module) => ({ module, details: byName.get(module.apiName) }));
  }
}

function withLearned({ modules, learned }: StoredModules): readonly Module[] {
  if (Object.keys(learned).length === 0) return modules;
  return modules.map((module) => {
    const reason = module.unreadableBecause ?? learned[module.apiName];
    return reason === undefined ? module : { ...module, isReadable: false, unreadableBecause: reason };
  });
}
