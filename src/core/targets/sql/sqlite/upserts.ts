import type { SQLInputValue, StatementSync } from 'node:sqlite';

import type { Table } from '../../tablePlan.ts';
import type { Load } from '../sqlSession.ts';
import { existsSql, quote, upsertSql } from './upsertSql.ts';

type Prepare = (sql: string) => StatementSync;

/** Inserts or changes rows of one table, one by one, and counts what it does. Nothing else may write into it meanwhile. */
export class Upserts {
  readonly #run: StatementSync;
  readonly #lastRow: StatementSync | undefined;
  readonly #rowsBefore: number;
  readonly #exists: StatementSync;
  readonly #keysAt: readonly number[];
  #changed = 0;
  #inserted = 0;

  constructor(table: Table, columns: Load['columns'], prepare: Prepare) {
    this.#run = prepare(upsertSql(table, columns));
    this.#exists = prepare(existsSql(table));
    this.#keysAt = table.primaryKey.map((key) => columns.findIndex(({ name }) => name === key));
    // The highest row number grows by one with each row that is inserted and with none that is changed. Some ids are the row numbers.
    const isRowNumber = columns[this.#keysAt[0] ?? 0]?.type === 'idNumber' && table.primaryKey.length === 1;
    this.#lastRow = isRowNumber ? undefined : prepare(`select max(rowid) as last from ${quote(table.name)}`);
    this.#rowsBefore = this.#highestRow();
  }

  /** Throws what the database says where it refuses the row, and is none the worse for it. */
  run(values: readonly SQLInputValue[]): void {
    const isNew = this.#lastRow === undefined && !this.#isThere(values);
    this.#changed += Number(this.#run.run(...values).changes);
    if (isNew) this.#inserted += 1;
  }

  counts(): { readonly inserted: number; readonly updated: number } {
    const inserted = this.#lastRow ? this.#highestRow() - this.#rowsBefore : this.#inserted;
    return { inserted, updated: this.#changed - inserted };
  }

  #isThere(values: readonly SQLInputValue[]): boolean {
    return this.#exists.get(...this.#keysAt.map((at) => values[at] ?? null)) !== undefined;
  }

  #highestRow(): number {
    return Number(this.#lastRow?.get()?.['last'] ?? 0);
  }
}
