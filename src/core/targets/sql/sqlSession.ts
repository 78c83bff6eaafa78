import type { Kysely } from 'kysely';

import type { ExportedRows } from '../../model/exportedRows.ts';
import type { CellRules, DatabaseValue } from '../cells.ts';
import type { Cell, TargetFacts } from '../dataTarget.ts';
import type { Cells } from '../rowsOfRecord.ts';
import type { ColumnType, Table } from '../tablePlan.ts';

/** What differs between databases, as data and pure functions. */
export interface SqlDialect {
  /** Quotes identifiers and numbers parameters; never runs anything. */
  readonly compiler: Kysely<unknown>;
  /** The documented column type of each of ours. */
  readonly typeNames: Readonly<Record<ColumnType, string>>;
  readonly rules: CellRules;
  /** Begins a transaction that is going to write. */
  readonly begin: string;
  /** Tables can be made and changed inside a transaction. */
  readonly transactionalDdl: boolean;
  /** Foreign keys are added when all tables are there; else they are part of `create table`, before their targets exist. */
  readonly addsForeignKeys: boolean;
  /** After the columns of `create table`. */
  readonly tableOptions: string;
  /** Columns of tables, as rows of `table_name` and `column_name`. */
  columnsOf(tables: readonly string[]): Query;
  /** Indexes that keep their columns from being dropped, as rows of `table_name`, `column_name`, `index_name`. */
  readonly obstructiveIndexesOf?: (tables: readonly string[]) => Query;
  /** Foreign keys that do so, as rows of `table_name`, `column_name`, `key_name`. */
  readonly obstructiveKeysOf?: (tables: readonly string[]) => Query;
  /**
   * Lookups that the database empties when rows of a table are deleted, as rows of `table_name` and `column_name`. Absent
   * where it lets them lead nowhere.
   */
  readonly emptiedLookupsOf?: (table: string) => Query;
  /** The clause of `alter table` that widens a column; undefined where nothing is to be done. */
  changeType(quotedColumn: string, type: ColumnType): string | undefined;
  /** A cell as a parameter of a query. */
  parameter(type: ColumnType, cell: Cell): string | number | null;
}

export interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface SqlResult {
  readonly rows: readonly Readonly<Record<string, DatabaseValue>>[];
  /** Rows that were inserted, changed or deleted. */
  readonly changed: number;
}

/** One connection to a database. Calls are made one after the other. */
export interface SqlSession {
  readonly dialect: SqlDialect;
  /** Where tables are, for databases that have schemas. */
  readonly schema: string | undefined;
  facts(): Promise<TargetFacts>;
  run(query: Query): Promise<SqlResult>;
  /** The fast path: writes rows within the transaction that is open, all but those that the database refuses. */
  load(load: Load): Promise<LoadResult>;
  /**
   * The faster path, of a main table without child tables and history: rows of an export, each with an id of its own, by
   * their bytes. Values are looked at during the call, the database is not touched before `load`. What is written has to be
   * what `load` would write of `exported.record(row)`; whatever is not sure of that is left to it. Undefined = all of it is.
   */
  prepareExported?(table: Table, exported: ExportedRows): PreparedExport | undefined;
  /** Forgets what it prepared for tables, as they are going to change. */
  forgetTables(): Promise<void>;
  /** RetriableError, naming the other, where somebody else holds the name. */
  lock(name: string): Promise<SessionLock>;
  close(): Promise<void>;
}

export interface SessionLock {
  /** Inside a transaction: makes sure that nobody took the lock meanwhile. */
  check(): Promise<void>;
  release(): Promise<void>;
}

export interface Load {
  readonly table: Table;
  /** Names of the columns that the cells are for, keys included. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly Cells[];
  /** `update` leaves rows alone that do not exist. */
  readonly mode: 'upsert' | 'update';
  readonly meanwhile?: Meanwhile;
}

export interface Counts {
  readonly inserted: number;
  readonly updated: number;
  readonly incomplete?: readonly IncompleteRow[];
}

export interface LoadResult extends Counts {
  readonly refused: readonly RefusedRow[];
}

/** A row of a main table that is written without a value that the database does not take yet. */
export interface IncompleteRow {
  readonly id: string;
  readonly reason: string;
}

export interface PreparedExport {
  /** Writes within the transaction that is open. Undefined = nothing is written, all rows are to go as records. */
  load(meanwhile?: Meanwhile): Promise<ExportedResult | undefined>;
}

/** Called when all rows are sent and the database is at work on them: the time to prepare others. Never throws. */
export type Meanwhile = () => void;

export interface ExportedResult extends Counts {
  /** Numbers of the rows that are not written and are to go as records. */
  readonly left: readonly number[];
}

export interface RefusedRow {
  readonly row: Cells;
  /** What the database says. */
  readonly reason: string;
}

/** The database refuses values, not the statement: with other rows it may succeed. Never leaves this folder. */
export class RowsRefusedError extends Error {}

/** As it is, but the next try with the same rows goes another way. */
export class CurableRowsError extends RowsRefusedError {}
