import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

import type { ExportedRows } from '../../../model/exportedRows.ts';
import type { DatabaseValue } from '../../cells.ts';
import type { TargetFacts } from '../../dataTarget.ts';
import type { Table } from '../../tablePlan.ts';
import type {
  ExportedResult,
  Load,
  LoadResult,
  PreparedExport,
  Query,
  RefusedRow,
  SessionLock,
  SqlResult,
  SqlSession,
} from '../sqlSession.ts';
import { RowsRefusedError } from '../sqlSession.ts';
import { bindable } from './bindable.ts';
import { ExportedBinder } from './exportedBinder.ts';
import { ExportedTexts } from './exportedTexts.ts';
import { PostponedIndexes } from './postponedIndexes.ts';
import { sqliteDialect } from './sqliteDialect.ts';
import { toProductError } from './sqliteErrors.ts';
import { takeLockRow } from './lockRow.ts';
import { Upserts } from './upserts.ts';
import { updateSql } from './upsertSql.ts';

/** A file of SQLite. Everything is synchronous in there, so a batch blocks its thread for as long as it takes. */
export class SqliteSession implements SqlSession {
  readonly dialect = sqliteDialect;
  readonly schema = undefined;
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #indexes: PostponedIndexes;

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
    this.#indexes = new PostponedIndexes(database);
  }

  async facts(): Promise<TargetFacts> {
    const { rows } = await this.run({ sql: 'select sqlite_version() as version', parameters: [] });
    await this.run({ sql: 'begin immediate', parameters: [] });
    await this.run({ sql: 'rollback', parameters: [] });
    return { product: `SQLite ${String(rows[0]?.['version'])}`, mayCreateTables: true };
  }

  run({ sql, parameters }: Query): Promise<SqlResult> {
    return this.#guard(() => {
      const statement = parameters.length === 0 ? this.#database.prepare(sql) : this.#prepare(sql);
      if (statement.columns().length > 0) {
        statement.setReadBigInts(true);
        return {
          rows: statement.all(...(parameters as SQLInputValue[])) as Record<string, DatabaseValue>[],
          changed: 0,
        };
      }
      return { rows: [], changed: Number(statement.run(...(parameters as SQLInputValue[])).changes) };
    });
  }

  load(load: Load): Promise<LoadResult> {
    return this.#guard(() => (load.mode === 'upsert' ? this.#upsert(load) : this.#update(load)));
  }

  /** Values are looked at when they are bound: what is here takes no time beside that. */
  prepareExported(table: Table, exported: ExportedRows): PreparedExport | undefined {
    const texts = new ExportedTexts(exported);
    if (!texts.areClear()) return undefined;
    return { load: () => this.#guard(() => this.#upsertExported(table, exported, texts)) };
  }

  forgetTables(): Promise<void> {
    this.#prepared.clear();
    return Promise.resolve();
  }

  lock(name: string): Promise<SessionLock> {
    return this.#guard(() => {
      const lock = takeLockRow(this.#database, name, this.#file);
      return { check: () => lock.check(), release: () => this.#release(lock) };
    });
  }

  close(): Promise<void> {
    this.#prepared.clear();
    if (this.#database.isOpen) this.#database.close();
    return Promise.resolve();
  }

  #release(lock: SessionLock): Promise<void> {
    return this.#guard(() => {
      try {
        if (this.#database.isOpen) this.#indexes.make();
      } finally {
        void lock.release();
      }
    });
  }

  #upsert(load: Load): LoadResult {
    this.#indexes.postpone(load.table, load.rows.length);
    const upserts = new Upserts(load.table, load.columns, (sql) => this.#prepare(sql));
    const bind = bindable(load.columns);
    const refused: RefusedRow[] = [];
    for (const row of load.rows) {
      const reason = this.#refusal(() => {
        upserts.run(bind(row));
      });
      if (reason !== undefined) refused.push({ row, reason });
    }
    return { ...upserts.counts(), refused };
  }

  #upsertExported(table: Table, rows: ExportedRows, texts: ExportedTexts): ExportedResult {
    this.#indexes.postpone(table, rows.count);
    const upserts = new Upserts(table, table.columns, (sql) => this.#prepare(sql));
    const binder = new ExportedBinder(table, rows, texts);
    const write = (): void => {
      upserts.run(binder.values);
    };
    const left: number[] = [];
    for (let row = 0; row < rows.count; row += 1) {
      if (!binder.bind(row) || this.#refusal(write) !== undefined) left.push(row);
    }
    return { ...upserts.counts(), left };
  }

  #update(load: Load): LoadResult {
    const statement = this.#prepare(updateSql(load));
    const bind = bindable(load.columns);
    const refused: RefusedRow[] = [];
    let updated = 0;
    for (const row of load.rows) {
      const reason = this.#refusal(() => {
        updated += Number(statement.run(...bind(row)).changes);
      });
      if (reason !== undefined) refused.push({ row, reason });
    }
    return { inserted: 0, updated, refused };
  }

  /** The reason why one row is refused; whatever else went wrong ends the batch. */
  #refusal(work: () => void): string | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      const problem = toProductError(error, this.#file);
      if (problem instanceof RowsRefusedError) return problem.message;
      throw problem;
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }

  // Callers see one kind of failure: a rejected promise with an error of ours.
  async #guard<T>(work: () => T): Promise<Awaited<T>> {
    try {
      return await work();
    } catch (error) {
      throw toProductError(error, this.#file);
    }
  }
}
