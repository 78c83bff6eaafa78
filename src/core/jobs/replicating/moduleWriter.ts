import type { ExportedRows } from '../../model/exportedRows.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { Reconciliation, RowDeletion, TargetWriter, WriteBatch } from '../../targets/dataTarget.ts';
import type { ModulePlan } from '../../targets/tablePlan.ts';
import type { ReplicaProgress } from './replicaProgress.ts';
import { checkpointOf } from './replicaProgress.ts';

/** What is written together. */
export interface Portion {
  readonly deletions?: readonly RowDeletion[];
  readonly records?: readonly CrmRecord[];
  readonly exported?: ExportedRows;
  readonly onlyFields?: readonly string[];
  readonly progress?: ReplicaProgress;
  readonly reconciliation?: Reconciliation;
}

export interface ModuleWriterParts {
  readonly writer: TargetWriter;
  readonly plan: ModulePlan;
  /** The CRM's clock, about. */
  readonly crmNow: () => number;
  readonly signal: AbortSignal;
}

/** Writes into the tables of one module, one portion behind the reading, and counts what came of it. */
export class ModuleWriter {
  readonly #parts: ModuleWriterParts;
  #pending: Promise<void> | undefined;
  inserted = 0;
  updated = 0;
  deleted = 0;

  constructor(parts: ModuleWriterParts) {
    this.#parts = parts;
  }

  /** Resolves when the portion before this one is written. */
  async write({
    deletions = [],
    records = [],
    exported,
    onlyFields,
    progress,
    reconciliation,
  }: Portion): Promise<void> {
    await this.settle();
    const { plan, crmNow } = this.#parts;
    const pending = this.#write({
      ...{ plan, deletions, records, readAt: crmNow() },
      ...(exported === undefined ? {} : { exported }),
      ...(onlyFields === undefined ? {} : { onlyFields }),
      ...(progress === undefined ? {} : { checkpoint: checkpointOf(progress) }),
      ...(reconciliation === undefined ? {} : { reconciliation }),
    });
    // Whoever settles hears of it.
    pending.catch(() => undefined);
    this.#pending = pending;
  }

  /** Resolves when everything is written. */
  async settle(): Promise<void> {
    await this.#pending;
    this.#pending = undefined;
  }

  async close(): Promise<void> {
    await this.#pending?.catch(() => undefined);
    await this.#parts.writer.close();
  }

  async #write(batch: WriteBatch): Promise<void> {
    const { inserted, updated, deleted } = await this.#parts.writer.write(batch, this.#parts.signal);
    this.inserted += inserted;
    this.updated += updated;
    this.deleted += deleted;
  }
}
