import type { DatabaseSync } from 'node:sqlite';

import type { Table } from '../../tablePlan.ts';
import { quote } from './upsertSql.ts';

/** Fewer rows are not worth it. */
const fewestRows = 100;
const ownTable = '"_zoho_postponed_indexes"';

interface PlainIndex {
  readonly name: string;
  /** Makes it. */
  readonly sql: string;
}

/**
 * Indexes of tables that are being filled for the first time: it takes half as long to make them of all rows as to keep them
 * while rows come. What is postponed is remembered in the file, so that it is made even where its writer is killed.
 */
export class PostponedIndexes {
  readonly #database: DatabaseSync;
  readonly #asked = new Set<string>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Within the transaction that is open, before so many rows are written: drops the indexes of a table that is empty. */
  postpone({ name, indexes }: Table, rows: number): void {
    if (rows < fewestRows || indexes.length === 0 || this.#asked.has(name)) return;
    this.#asked.add(name);
    if (this.#database.prepare(`select 1 from ${quote(name)} limit 1`).get()) return;
    const ours = this.#indexesOf(name).filter((each) => indexes.some((index) => index.name === each.name));
    if (ours.length === 0) return;
    this.#database.exec(`create table if not exists ${ownTable} (name text primary key not null, sql text not null)`);
    const remember = this.#database.prepare(`insert or replace into ${ownTable} (name, sql) values (?, ?)`);
    for (const index of ours) {
      remember.run(index.name, index.sql);
      this.#database.exec(`drop index ${quote(index.name)}`);
    }
  }

  /** Makes all indexes that were postponed, by whomever, each in a transaction of its own. */
  make(): void {
    this.#asked.clear();
    while (this.#hasOwnTable()) {
      this.#inTransaction(() => {
        if (this.#hasOwnTable()) this.#makeOne();
      });
    }
  }

  #makeOne(): void {
    const next = this.#database.prepare(`select name, sql from ${ownTable} limit 1`).get() as PlainIndex | undefined;
    if (!next) {
      this.#database.exec(`drop table ${ownTable}`);
      return;
    }
    try {
      this.#database.exec(next.sql);
    } catch (error) {
      if (!isOutdated(error)) throw error;
    }
    this.#database.prepare(`delete from ${ownTable} where name = ?`).run(next.name);
  }

  /** Those that refuse nothing, with the SQL that makes them. */
  #indexesOf(table: string): readonly PlainIndex[] {
    const plain = `select m.name, m.sql from pragma_index_list(?) i join sqlite_master m on m.type = 'index' and m.name = i.name
      where i."unique" = 0 and i.origin = 'c'`;
    return this.#database.prepare(plain).all(table) as unknown as readonly PlainIndex[];
  }

  #hasOwnTable(): boolean {
    return (
      this.#database.prepare(`select 1 from sqlite_master where name = ?`).get(ownTable.slice(1, -1)) !== undefined
    );
  }

  #inTransaction(work: () => void): void {
    this.#database.exec('begin immediate');
    try {
      work();
      this.#database.exec('commit');
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
  }
}

/** The table or a column has gone or was renamed, or the index is there: SQLITE_ERROR, which is no matter of disks or locks. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 1;
}
