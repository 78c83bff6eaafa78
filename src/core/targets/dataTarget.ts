import type { ExportedRows } from '../model/exportedRows.ts';
import type { CrmRecord } from '../model/record.ts';
import type { ModulePlan, Table } from './tablePlan.ts';

/**
 * A database that records are copied into. It remembers by itself how far it has got: rows, deletions, rejected rows
 * and checkpoint of a batch land in one transaction, or none of them does.
 *
 * One object is one session: its calls run one after the other. Who wants to write several modules side by side opens
 * several. Every method rejects with one of the errors of `errors.ts`; a dropped connection is a RetriableError, after
 * which the object is of no more use.
 */
export interface DataTarget {
  /** Asks the server who it is and whether we may make tables there. */
  test(signal: AbortSignal): Promise<TargetFacts>;
  /** Compares the tables that are there with those that are wanted. Changes nothing. */
  schemaChanges(plans: readonly ModulePlan[], decisions: SchemaDecisions, signal: AbortSignal): Promise<SchemaChanges>;
  /** Carries out what was shown. Refuses changes that have issues left. */
  applySchema(changes: SchemaChanges, signal: AbortSignal): Promise<void>;
  /** Where a module's table has got to; nothing at all for a table that does not exist yet. */
  state(plan: ModulePlan, signal: AbortSignal): Promise<ModuleState>;
  /**
   * Begins to write as the only one: RetriableError, naming the other, while somebody else holds the name in this
   * database. Who is killed holds it no longer.
   */
  startWriting(name: string, signal: AbortSignal): Promise<TargetWriter>;
  /** Rows that could not be written as they are and wait to be tried again, by record id. */
  rejectedRows(plan: ModulePlan, signal: AbortSignal): AsyncIterable<readonly RejectedRow[]>;
  /** Ids of the records that the table holds, ascending by `compareIds` of `tablePlan.ts`. */
  ids(plan: ModulePlan, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** The rows of a table with the values that the database holds, ascending by key. */
  rows(table: Table, signal: AbortSignal): AsyncIterable<readonly TableRow[]>;
  /** Key and content of each row as one short text, ascending by key: what `expectedHashes` says of the source. */
  hashes(table: Table, signal: AbortSignal): AsyncIterable<readonly RowHash[]>;
  /** What `hashes` would answer for each table once these records were written; those that cannot be are left out. */
  expectedHashes(plan: ModulePlan, records: readonly CrmRecord[]): ReadonlyMap<Table, readonly RowHash[]>;
  close(): Promise<void>;
}

/** The right to write, until it is closed. */
export interface TargetWriter {
  /**
   * One transaction. Nothing is known to be written until it resolves. The next batch may be handed over before, which
   * saves time; batches are written in the order of the calls, and after one that failed or was aborted no more are:
   * close the writer and begin again, which is harmless.
   */
  write(batch: WriteBatch, signal: AbortSignal): Promise<WriteResult>;
  close(): Promise<void>;
}

export interface WriteBatch {
  readonly plan: ModulePlan;
  /** Applied before the records, so that one which was deleted and restored ends up in the table. */
  readonly deletions: readonly RowDeletion[];
  /**
   * With every field of the plan: one that is missing counts as empty. Of several with one id the last counts, and none
   * replaces a newer version (by Modified_Time). Rows of child tables are replaced as a whole.
   */
  readonly records: readonly CrmRecord[];
  /**
   * More records, as an export gave them, after those; the same holds for them. Never with `onlyFields`. Their bytes are
   * read until the write is settled.
   */
  readonly exported?: ExportedRows;
  /** Present: only the columns of these fields (API names) are written, into rows that exist, without history. */
  readonly onlyFields?: readonly string[];
  /** The CRM's clock when these were read, in epoch milliseconds: from when a version counts where its time does not tell. */
  readonly readAt: number;
  /** Replaces what is remembered; absent = stays as it is. */
  readonly checkpoint?: Checkpoint;
  readonly reconciliation?: Reconciliation;
}

export interface RowDeletion {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly deletedAt: number;
}

export interface WriteResult {
  readonly inserted: number;
  /** Rows whose values changed; rows that were the same already count nowhere. */
  readonly updated: number;
  readonly deleted: number;
  /** Of these records. Others whose lookups the deletions emptied wait, too. */
  readonly rejected: readonly RejectedRow[];
}

/**
 * A record that the database or the column types refuse, or that is written without a lookup (`emptyLookups.ts`). Kept in
 * the target until it is written as it is, or deleted.
 */
export interface RejectedRow {
  readonly recordId: string;
  /** For people: names the field where it is known. */
  readonly reason: string;
  /** Epoch milliseconds of the CRM's clock. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly tries: number;
}

export interface ModuleState {
  readonly checkpoint?: Checkpoint;
  readonly reconciliation?: Reconciliation;
  readonly rejectedRows: number;
}

/** How far a table has got. */
export interface Checkpoint {
  /** Everything modified up to then, in epoch milliseconds, is in the table; absent until a first read went through. */
  readonly upTo?: number;
  /** Where a read that was stopped goes on, in the reader's own words, as plain JSON. */
  readonly resume?: unknown;
}

/** When all ids were last compared with the CRM's. */
export interface Reconciliation {
  /** Epoch milliseconds of the CRM's clock. */
  readonly doneAt?: number;
  readonly resume?: unknown;
}

export interface TargetFacts {
  /** E.g. `PostgreSQL 15.20`. */
  readonly product: string;
  readonly mayCreateTables: boolean;
  /** The fast way to write is refused (by the server's settings), so that it takes about twice as long. For people. */
  readonly slowBecause?: string;
}

/** What is to be done to the tables before anything can be written. */
export interface SchemaChanges {
  /** SQL, in order, as it will be run. Empty on the second run. */
  readonly statements: readonly string[];
  /** Each needs a decision first. */
  readonly issues: readonly SchemaIssue[];
  /** API names of modules whose records must all be read again, as the tables will lack values. Applying forgets their checkpoints. */
  readonly readAgain: readonly string[];
  /** What to write by: the plans with the names and types that decisions kept. */
  readonly plans: readonly ModulePlan[];
  /** What the target will remember; of no interest to others. */
  readonly memory: readonly TableMemory[];
}

/** By `SchemaIssue.key`. */
export type SchemaDecisions = ReadonlyMap<string, SchemaChoice>;

export const schemaChoices = ['renameColumn', 'keepName', 'addColumn', 'keepType', 'replaceColumn'] as const;
/**
 * `renameColumn`, `keepName`: of a renamed field; `keepType`: values go on into the wider column; `replaceColumn`: drop it, make
 * it anew and read all records again; `addColumn`: leave the old column as it is and begin a new one.
 */
export type SchemaChoice = (typeof schemaChoices)[number];

export interface SchemaIssue {
  readonly key: string;
  /** `strange`: a table of that name is there and not ours; no choice but another prefix, or to remove it. */
  readonly kind: 'renamed' | 'typeChanged' | 'strange';
  readonly table: string;
  /** The column as it is in the table. */
  readonly column?: string;
  /** For people: what it was and what is wanted. */
  readonly was?: string;
  readonly wanted?: string;
  readonly choices: readonly SchemaChoice[];
}

/** What the target remembers of a table that it made. */
export interface TableMemory {
  readonly table: string;
  readonly columns: readonly ColumnMemory[];
}

export interface ColumnMemory {
  /** Field id and part; survives a rename of the field. */
  readonly key: string;
  readonly name: string;
  /** What it would be called by its field's name; differs from the name where that was kept. */
  readonly wantedName: string;
  readonly type: string;
  /** The type that the field had; differs from the type where that was kept. */
  readonly wantedType: string;
}

/**
 * What a column holds, the same for each database: texts, ids and big integers as texts; decimals in plain notation
 * without trailing zeros; dates `2026-11-22`; datetimes `2026-11-22T19:00:00Z`; JSON as text with sorted keys.
 */
export type Cell = string | number | boolean | null;

/** By name of column. */
export type TableRow = Readonly<Record<string, Cell>>;

export interface RowHash {
  /** The record's id; of child tables the values of the key, with a blank between them. */
  readonly key: string;
  readonly hash: string;
}
