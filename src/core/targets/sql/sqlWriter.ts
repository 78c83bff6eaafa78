import type { TargetWriter, WriteBatch, WriteResult } from '../dataTarget.ts';
import type { ModulePlan, Table } from '../tablePlan.ts';
import { emptiedLookups } from './emptiedLookups.ts';
import { exportedRecords, idsOf, prepareExport } from './exportLoading.ts';
import { Later } from './later.ts';
import type { OneAtATime } from './oneAtATime.ts';
import type { PreparedRecords } from './preparedRecords.ts';
import { RecordPreparer } from './preparedRecords.ts';
import type { Loaded } from './recordLoading.ts';
import { loadRecords } from './recordLoading.ts';
import type { PreparedExport, SessionLock, SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';
import type { TargetState } from './targetState.ts';
import { inTransaction } from './transaction.ts';
import { closeVersions } from './versions.ts';
import { WaitingRows } from './waitingRows.ts';

const never = new AbortController().signal;

/** What a writer works with; its target owns all but the lock. */
export interface WriterParts {
  readonly session: SqlSession;
  readonly statements: Statements;
  readonly state: TargetState;
  readonly calls: OneAtATime;
  readonly lock: SessionLock;
}

/** Values that were looked at before their turn came. */
type Prepared = PreparedRecords | PreparedExport;

/** Writes batches, each in a transaction of its own. */
export class SqlWriter implements TargetWriter {
  readonly #parts: WriterParts;
  readonly #preparers = new WeakMap<ModulePlan, RecordPreparer>();
  readonly #waitingRows: WaitingRows;
  /** Of batches whose turn has not come. */
  readonly #waiting: Later<Prepared>[] = [];
  readonly #meanwhile = (): void => this.#waiting[0]?.doNow();

  #failure: { readonly reason: unknown } | undefined;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#waitingRows = new WaitingRows(parts.state);
  }

  /** Values are looked at while the database is busy with the batch before. */
  write(batch: WriteBatch, signal: AbortSignal): Promise<WriteResult> {
    const prepared = new Later<Prepared>(() => prepareExport(batch, this.#parts.session) ?? this.#prepare(batch));
    this.#waiting.push(prepared);
    return this.#parts.calls.run(async () => {
      this.#waiting.shift();
      if (this.#failure) throw this.#failure.reason;
      try {
        signal.throwIfAborted();
        return await this.#transact(batch, prepared.result(), signal);
      } catch (reason) {
        // The checkpoint of a later batch speaks for this one, too.
        this.#failure = { reason };
        throw reason;
      }
    }, never);
  }

  async close(): Promise<void> {
    await this.#parts.calls.run(() => this.#parts.lock.release(), never);
  }

  #transact(batch: WriteBatch, prepared: Prepared, signal: AbortSignal): Promise<WriteResult> {
    const { session, lock } = this.#parts;
    return inTransaction(session, async () => {
      await lock.check();
      const result = await this.#writeAll(batch, prepared, signal);
      // The last moment: what is cancelled now leaves no trace.
      signal.throwIfAborted();
      return result;
    });
  }

  /** All records of a batch, or those of an export's rows with these numbers. */
  #prepare(batch: WriteBatch, rows?: readonly number[]): PreparedRecords {
    const { plan, records, exported } = batch;
    const preparer = this.#preparers.get(plan) ?? new RecordPreparer(plan, this.#parts.session.dialect.rules);
    this.#preparers.set(plan, preparer);
    return preparer.prepare(exported ? { ...batch, records: [...records, ...exportedRecords(exported, rows)] } : batch);
  }

  async #writeAll(batch: WriteBatch, prepared: Prepared, signal: AbortSignal): Promise<WriteResult> {
    const { main } = batch.plan;
    const { state } = this.#parts;
    const deleted = await this.#delete(batch);
    signal.throwIfAborted();
    const loaded = await ('load' in prepared ? this.#loadExport(batch, prepared) : this.#loadRecords(batch, prepared));
    signal.throwIfAborted();
    const rejected = await this.#waitingRows.settle(batch, loaded);
    if (batch.checkpoint) await state.saveCheckpoint(main, batch.checkpoint);
    if (batch.reconciliation) await state.saveReconciliation(main, batch.reconciliation);
    return { inserted: loaded.inserted, updated: loaded.updated, deleted, rejected };
  }

  /** Answers how many rows of the main table there were. */
  async #delete({ plan, deletions, readAt }: WriteBatch): Promise<number> {
    if (deletions.length === 0) return 0;
    if (plan.history) await closeVersions(plan.history, deletions, this.#parts);
    const ids = deletions.map(({ id }) => id);
    await this.#waitingRows.add(await emptiedLookups(plan.main, ids, this.#parts), readAt);
    for (const child of plan.children) await this.#deleteIn(child, 'parent_id', ids);
    return this.#deleteIn(plan.main, 'id', ids);
  }

  async #deleteIn(table: Table, column: string, ids: readonly string[]): Promise<number> {
    let deleted = 0;
    for (const query of this.#parts.statements.deleteIn(table, column, ids)) {
      deleted += (await this.#parts.session.run(query)).changed;
    }
    return deleted;
  }

  #loadRecords(batch: WriteBatch, prepared: PreparedRecords): Promise<Loaded> {
    return loadRecords(batch, prepared, { ...this.#parts, meanwhile: this.#meanwhile });
  }

  async #loadExport(batch: WriteBatch, prepared: PreparedExport): Promise<Loaded> {
    const { exported } = batch;
    const fast = await prepared.load(this.#meanwhile);
    if (!fast || !exported) return this.#loadRecords(batch, this.#prepare(batch));
    const others = await this.#loadRecords(batch, this.#prepare(batch, fast.left));
    const problems = new Map(others.problems);
    for (const { id, reason } of fast.incomplete ?? []) problems.set(id, reason);
    return {
      inserted: fast.inserted + others.inserted,
      updated: fast.updated + others.updated,
      problems,
      accepted: () => idsOf(exported).filter((id) => !problems.has(id)),
    };
  }
}
