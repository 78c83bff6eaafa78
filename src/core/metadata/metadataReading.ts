import { randomUUID } from 'node:crypto';

import type { CrmClient } from '../crm/crmClient.ts';
import type { Connection } from '../model/connection.ts';
import type { ModuleDetails, Snapshot, Staleness } from '../model/metadata.ts';
import type { Clock } from '../ports.ts';
import { SharedWork } from '../util/sharedWork.ts';
import { isExpired } from './expiry.ts';
import { fetchDetails, unreadable } from './fetchDetails.ts';
import type { MetadataChange } from './metadataDiff.ts';
import { diffDetails, diffModules } from './metadataDiff.ts';
import type { Opening, Openings } from './openings.ts';
import { refreshMetadata } from './refreshMetadata.ts';
import { isPermissionLost, stalenessOf } from './staleness.ts';
import type { StoredDetails, StoredModules } from './storedFiles.ts';
import { ownerKeyOf } from './storedFiles.ts';

export interface MetadataReadingParts {
  readonly openings: Openings;
  readonly clock: Clock;
  readonly clientFor: (connection: Connection) => Promise<CrmClient>;
}

/**
 * Asks the CRM for what is missing or too old, at most once at a time, keeps it, and falls back on what is kept. Of the
 * {@link MetadataCache}, the part that makes calls.
 */
export class MetadataReading {
  readonly #parts: MetadataReadingParts;
  readonly #openings: Openings;
  readonly #changes = new Map<string, readonly MetadataChange[]>();
  readonly #moduleReads = new SharedWork<StoredModules>();
  readonly #detailReads = new SharedWork<StoredDetails>();
  readonly #refreshes = new SharedWork<readonly MetadataChange[]>();

  constructor(parts: MetadataReadingParts) {
    this.#parts = parts;
    this.#openings = parts.openings;
  }

  /** The list of modules, read if it is missing or was too old when the connection was opened. */
  async list(connection: Connection, signal: AbortSignal): Promise<Snapshot<StoredModules>> {
    const opening = this.#openings.of(connection);
    const kept = await opening.folder.modules();
    if (kept && !isExpired(connection.cachePolicy, kept.fetchedAt, opening.at, this.#parts.clock.now())) {
      return { value: kept, fetchedAt: kept.fetchedAt };
    }
    if (kept && opening.failure) return stale(kept, kept, opening.failure);
    try {
      // A refresh reads the list, too.
      if (await this.#refreshes.join(workKey(connection), signal)) return await this.list(connection, signal);
      const read = (work: AbortSignal): Promise<StoredModules> => this.#readModules(connection, opening, kept, work);
      const value = await this.#moduleReads.run(workKey(connection), read, signal);
      return { value, fetchedAt: value.fetchedAt };
    } catch (error) {
      const staleness = await this.#failWhole(opening, error);
      if (!kept || !staleness) throw error;
      return stale(kept, kept, staleness);
    }
  }

  /** Fields and related lists of a module. Two calls, if any, and one more where the list of modules is due. */
  async details(connection: Connection, apiName: string, signal: AbortSignal): Promise<Snapshot<ModuleDetails>> {
    const { value: list, ...listed } = await this.list(connection, signal);
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

  /** What the last reading that replaced an older one found to be different, as long as this window lives. */
  lastChanges(connectionId: string): readonly MetadataChange[] {
    return this.#changes.get(connectionId) ?? [];
  }

  forgetChanges(connectionId: string): void {
    this.#changes.delete(connectionId);
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
