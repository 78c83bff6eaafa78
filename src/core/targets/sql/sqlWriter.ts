import type { RejectedRow, TargetWriter, WriteBatch, WriteResult } from '../dataTarget.ts';
import type { ModulePlan, Table } from '../tablePlan.ts';
import { fromDatabase } from '../cells.ts';
import type { OneAtATime } from './oneAtATime.ts';
import type { PreparedRecord, PreparedRecords } from './preparedRecords.ts';
import { RecordPreparer } from './preparedRecords.ts';
import type { SessionLock, SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';
import type { TargetState } from './targetState.ts';
import { inTransaction } from './transaction.ts';
import { closeVersions, writeVersions } from './versions.ts';

const never = new AbortController().signal;

/** What a writer works with; its target owns all but the lock. */
export interface WriterParts {
  readonly session: SqlSession;
  readonly statements: Statements;
  readonly state: TargetState;
  readonly calls: OneAtATime;
  readonly lock: SessionLock;
}

/** Writes batches, each in a transaction of its own. */
export class SqlWriter implements TargetWriter {
  readonly #parts: WriterParts;
  readonly #preparers = new WeakMap<ModulePlan, RecordPreparer>();
  /** Of each main table. Nobody else writes them while the lock is ours. */
  readonly #rejected = new Map<string, ReadonlyMap<string, RejectedRow>>();

  #failure: { readonly reason: unknown } | undefined;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Values are looked at while the database is still busy with the batch before. */
  write(batch: WriteBatch, signal: AbortSignal): Promise<WriteResult> {
    const prepared = this.#preparer(batch.plan).prepare(batch);
    return this.#parts.calls.run(async () => {
      if (this.#failure) throw this.#failure.reason;
      try {
        signal.throwIfAborted();
        return await this.#transact(batch, prepared, signal);
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

  #transact(batch: WriteBatch, prepared: PreparedRecords, signal: AbortSignal): Promise<WriteResult> {
    const { session, lock } = this.#parts;
    return inTransaction(session, async () => {
      await lock.check();
      const result = await this.#writeAll(batch, prepared, signal);
      // The last moment: what is cancelled now leaves no trace.
      signal.throwIfAborted();
      return result;
    });
  }

  #preparer(plan: ModulePlan): RecordPreparer {
    const known = this.#preparers.get(plan) ?? new RecordPreparer(plan, this.#parts.session.dialect.rules);
    this.#preparers.set(plan, known);
    return known;
  }

  async #writeAll(batch: WriteBatch, prepared: PreparedRecords, signal: AbortSignal): Promise<WriteResult> {
    const { main } = batch.plan;
    const { state } = this.#parts;
    const deleted = await this.#delete(batch);
    signal.throwIfAborted();
    const { inserted, updated, refused, accepted } = await this.#load(batch, prepared);
    signal.throwIfAborted();
    const problems = new Map([...prepared.refused, ...refused]);
    const settled = [...batch.deletions.map(({ id }) => id).filter((id) => !problems.has(id)), ...accepted];
    const rejected = await this.#keepRejected(batch, problems, settled);
    if (batch.checkpoint) await state.saveCheckpoint(main, batch.checkpoint);
    if (batch.reconciliation) await state.saveReconciliation(main, batch.reconciliation);
    return { inserted, updated, deleted, rejected };
  }

  /** Answers how many rows of the main table there were. */
  async #delete({ plan, deletions }: WriteBatch): Promise<number> {
    if (deletions.length === 0) return 0;
    if (plan.history) await closeVersions(plan.history, deletions, this.#parts);
    const ids = deletions.map(({ id }) => id);
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

  async #load({ plan, onlyFields, readAt }: WriteBatch, prepared: PreparedRecords) {
    const { session } = this.#parts;
    const hasMore = (plan.children.length > 0 || plan.history !== undefined) && onlyFields === undefined;
    const fresh = hasMore ? await this.#withoutOlder(plan.main, prepared.records) : prepared.records;
    const rows = fresh.map(({ row }) => row);
    const mode = onlyFields === undefined ? 'upsert' : 'update';
    const { inserted, updated, refused } = await session.load({
      table: plan.main,
      columns: prepared.columns,
      rows,
      mode,
    });
    const problems = new Map(refused.map(({ row, reason }) => [String(row[0]), reason]));
    const written = problems.size === 0 ? fresh : fresh.filter(({ id }) => !problems.has(id));
    if (hasMore) await this.#loadMore(plan, written, readAt, problems);
    const accepted = written.map(({ id }) => id).filter((id) => !problems.has(id));
    return { inserted, updated, refused: problems, accepted };
  }

  /** Rows of child tables, and versions. A child that is refused makes its record one to be tried again. */
  async #loadMore(
    plan: ModulePlan,
    written: readonly PreparedRecord[],
    readAt: number,
    problems: Map<string, string>,
  ): Promise<void> {
    const ids = written.map(({ id }) => id);
    for (const [at, table] of plan.children.entries()) {
      await this.#deleteIn(table, 'parent_id', ids);
      const rows = written.flatMap(({ children }) => children[at] ?? []);
      const { refused } = await this.#parts.session.load({ table, columns: table.columns, rows, mode: 'upsert' });
      for (const { row, reason } of refused) problems.set(String(row[0]), `${table.name}: ${reason}`);
    }
    if (plan.history) await writeVersions({ ...plan, history: plan.history }, written, readAt, this.#parts);
  }

  /** Leaves out records of which the table holds a newer version. */
  async #withoutOlder(main: Table, records: readonly PreparedRecord[]): Promise<readonly PreparedRecord[]> {
    const { versionColumn } = main;
    const at = main.columns.findIndex(({ name }) => name === versionColumn);
    if (versionColumn === undefined || at < 0) return records;
    const newest = new Map<string, string>();
    const ids = records.map(({ id }) => id);
    for (const query of this.#parts.statements.selectIn(main, ['id', versionColumn], 'id', ids)) {
      for (const row of (await this.#parts.session.run(query)).rows) {
        const version = fromDatabase('dateTime', row[versionColumn]);
        if (typeof version === 'string') newest.set(String(row['id']), version);
      }
    }
    return records.filter(({ id, row }) => {
      const version = row[at];
      return typeof version !== 'string' || version >= (newest.get(id) ?? '');
    });
  }

  async #keepRejected(
    { plan, readAt }: WriteBatch,
    problems: ReadonlyMap<string, string>,
    settled: readonly string[],
  ): Promise<readonly RejectedRow[]> {
    const { state } = this.#parts;
    const before = this.#rejected.get(plan.main.name) ?? byId(await state.rejectedRows(plan.main));
    const rejected = [...problems].map(([recordId, reason]): RejectedRow => {
      const known = before.get(recordId);
      return { recordId, reason, firstAt: known?.firstAt ?? readAt, lastAt: readAt, tries: (known?.tries ?? 0) + 1 };
    });
    await state.saveRejected(plan.main, rejected);
    const done = before.size === 0 ? [] : settled.filter((id) => before.has(id));
    await state.forgetRejected(plan.main, done);
    const after = new Map([...before, ...byId(rejected)]);
    for (const id of done) after.delete(id);
    this.#rejected.set(plan.main.name, after);
    return rejected;
  }
}

function byId(rows: readonly RejectedRow[]): ReadonlyMap<string, RejectedRow> {
  return new Map(rows.map((row) => [row.recordId, row]));
}
