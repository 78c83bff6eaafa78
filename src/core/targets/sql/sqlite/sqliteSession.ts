import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

import type { DatabaseValue } from '../../cells.ts';
import type { TargetFacts } from '../../dataTarget.ts';
import type { Cells } from '../../rowsOfRecord.ts';
import type { ColumnType, Table } from '../../tablePlan.ts';
import type { Load, LoadResult, Query, RefusedRow, SessionLock, SqlResult, SqlSession } from '../sqlSession.ts';
import { RowsRefusedError } from '../sqlSession.ts';
import { sqliteDialect } from './sqliteDialect.ts';
import { toProductError } from './sqliteErrors.ts';
import { takeLockRow } from './lockRow.ts';
import { existsSql, quote, updateSql, upsertSql } from './upsertSql.ts';

/** A file of SQLite. Everything is synchronous in there, so a batch blocks its thread for as long as it takes. */
export class SqliteSession implements SqlSession {
  readonly dialect = sqliteDialect;
  readonly schema = undefined;
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
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

  forgetTables(): Promise<void> {
    this.#prepared.clear();
    return Promise.resolve();
  }

  lock(name: string): Promise<SessionLock> {
    return this.#guard(() => takeLockRow(this.#database, name, this.#file));
  }

  close(): Promise<void> {
    this.#prepared.clear();
    if (this.#database.isOpen) this.#database.close();
    return Promise.resolve();
  }

  #upsert(load: Load): LoadResult {
    const statement = this.#prepare(upsertSql(load));
    const before = this.#rowCounter(load.table);
    const bind = bindable(load.columns);
    const refused: RefusedRow[] = [];
    let [changed, inserted] = [0, 0];
    for (const row of load.rows) {
      try {
        if (before === undefined && !this.#isThere(load, row)) inserted += 1;
        changed += Number(statement.run(...bind(row)).changes);
      } catch (error) {
        if (before === undefined && !this.#isThere(load, row)) inserted -= 1;
        refused.push({ row, reason: refusalOf(error, this.#file) });
      }
    }
    if (before !== undefined) inserted = (this.#rowCounter(load.table) ?? 0) - before;
    return { inserted, updated: changed - inserted, refused };
  }

  /**
   * The highest row number, which grows by one with each row that is inserted and with none that is updated. Undefined
   * where ids are the row numbers.
   */
  #rowCounter({ name, columns, primaryKey }: Table): number | undefined {
    if (primaryKey.length === 1 && columns.some((each) => each.name === primaryKey[0] && each.type === 'idNumber'))
      return;
    const { last } = this.#prepare(`select max(rowid) as last from ${quote(name)}`).get() ?? {};
    return Number(last ?? 0);
  }

  #isThere({ table, columns }: Load, row: Cells): boolean {
    const key = table.primaryKey.map((name) => row[columns.findIndex((column) => column.name === name)] ?? null);
    return this.#prepare(existsSql(table)).get(...(key as SQLInputValue[])) !== undefined;
  }

  #update(load: Load): LoadResult {
    const statement = this.#prepare(updateSql(load));
    const bind = bindable(load.columns);
    const refused: RefusedRow[] = [];
    let updated = 0;
    for (const row of load.rows) {
      try {
        updated += Number(statement.run(...bind(row)).changes);
      } catch (error) {
        refused.push({ row, reason: refusalOf(error, this.#file) });
      }
    }
    return { inserted: 0, updated, refused };
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

/** Makes the function that writes flags as 0 and 1, which is all that SQLite has. */
function bindable(columns: readonly { readonly type: ColumnType }[]): (cells: Cells) => SQLInputValue[] {
  const flags = columns.flatMap(({ type }, at) => (type === 'boolean' ? [at] : []));
  return (cells) => {
    const values = cells.slice();
    for (const at of flags) if (values[at] !== null) values[at] = Number(values[at]);
    return values as SQLInputValue[];
  };
}

/** The reason why one row is refused; whatever else went wrong ends the batch. */
function refusalOf(error: unknown, file: string): string {
  const problem = toProductError(error, file);
  if (problem instanceof RowsRefusedError) return problem.message;
  throw problem;
}
