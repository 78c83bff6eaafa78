import { FatalError, InputError } from '../../errors.ts';
import type { CrmRecord } from '../../model/record.ts';
import { CellError, fromDatabase } from '../cells.ts';
import type {
  Cell,
  DataTarget,
  ModuleState,
  RejectedRow,
  RowHash,
  SchemaChanges,
  SchemaDecisions,
  TableRow,
  TargetFacts,
  TargetWriter,
} from '../dataTarget.ts';
import type { Cells } from '../rowsOfRecord.ts';
import { rowHasher, rowReader } from '../rowsOfRecord.ts';
import type { ModulePlan, Table } from '../tablePlan.ts';
import { OneAtATime } from './oneAtATime.ts';
import { rejectedTable, stateTable } from './ownTables.ts';
import { existingColumns, findSchemaChanges } from './schemaChanges.ts';
import type { SqlSession } from './sqlSession.ts';
import { SqlWriter } from './sqlWriter.ts';
import { Statements } from './statements.ts';
import { TargetState } from './targetState.ts';
import { inTransaction } from './transaction.ts';

const pageRows = 5_000;

/** A DataTarget over any SQL database: what differs between them is in their sessions and dialects. */
export class SqlTarget implements DataTarget {
  readonly #session: SqlSession;
  readonly #statements: Statements;
  readonly #state: TargetState;
  readonly #calls = new OneAtATime();

  constructor(session: SqlSession) {
    this.#session = session;
    this.#statements = new Statements(session);
    this.#state = new TargetState(session, this.#statements);
  }

  test(signal: AbortSignal): Promise<TargetFacts> {
    return this.#calls.run(() => this.#session.facts(), signal);
  }

  schemaChanges(plans: readonly ModulePlan[], decisions: SchemaDecisions, signal: AbortSignal): Promise<SchemaChanges> {
    const tools = { session: this.#session, statements: this.#statements, state: this.#state };
    return this.#calls.run(() => findSchemaChanges(plans, decisions, tools), signal);
  }

  async applySchema(changes: SchemaChanges, signal: AbortSignal): Promise<void> {
    const [issue] = changes.issues;
    if (issue) {
      const what = issue.column === undefined ? issue.table : `${issue.table}.${issue.column}`;
      throw new InputError(`The tables cannot be changed before it is decided what becomes of "${what}".`, issue.key);
    }
    await this.#calls.run(() => this.#apply(changes), signal);
  }

  state(plan: ModulePlan, signal: AbortSignal): Promise<ModuleState> {
    return this.#calls.run(async () => {
      const existing = await existingColumns([stateTable, plan.main], { session: this.#session });
      if (!existing.has(stateTable.name)) return { rejectedRows: 0 };
      const state = await this.#state.moduleState(plan.main);
      // Who drops a table wants it to be filled again.
      return existing.has(plan.main.name) ? state : { rejectedRows: state.rejectedRows };
    }, signal);
  }

  startWriting(name: string, signal: AbortSignal): Promise<TargetWriter> {
    return this.#calls.run(async () => {
      const lock = await this.#session.lock(name);
      return new SqlWriter({
        ...{ session: this.#session, statements: this.#statements, state: this.#state },
        ...{ calls: this.#calls, lock },
      });
    }, signal);
  }

  async *rejectedRows(plan: ModulePlan, signal: AbortSignal): AsyncIterable<readonly RejectedRow[]> {
    const rows = await this.#calls.run(async () => {
      const existing = await existingColumns([rejectedTable], { session: this.#session });
      return existing.size === 0 ? [] : this.#state.rejectedRows(plan.main);
    }, signal);
    if (rows.length > 0) yield rows;
  }

  async *ids({ main }: ModulePlan, signal: AbortSignal): AsyncIterable<readonly string[]> {
    const columns = main.columns.filter(({ name }) => main.primaryKey.includes(name));
    for await (const page of this.#pages({ ...main, columns }, signal)) yield page.map(([id]) => String(id));
  }

  async *rows(table: Table, signal: AbortSignal): AsyncIterable<readonly TableRow[]> {
    const names = table.columns.map(({ name }) => name);
    for await (const page of this.#pages(table, signal)) {
      yield page.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null])));
    }
  }

  async *hashes(table: Table, signal: AbortSignal): AsyncIterable<readonly RowHash[]> {
    const hash = rowHasher(table);
    for await (const page of this.#pages(table, signal)) yield page.map(hash);
  }

  expectedHashes(plan: ModulePlan, records: readonly CrmRecord[]): ReadonlyMap<Table, readonly RowHash[]> {
    const tables = [plan.main, ...plan.children];
    const readers = tables.map((table) => {
      return {
        table,
        read: rowReader(table, this.#session.dialect.rules),
        hash: rowHasher(table),
        hashes: [] as RowHash[],
      };
    });
    for (const record of records) {
      try {
        const rows = readers.map(({ read }) => read(record));
        for (const [at, { hash, hashes }] of readers.entries()) hashes.push(...(rows[at] ?? []).map(hash));
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
      }
    }
    return new Map(readers.map(({ table, hashes }) => [table, hashes]));
  }

  async close(): Promise<void> {
    await this.#calls.run(() => this.#session.close(), new AbortController().signal);
  }

  async *#pages(table: Table, signal: AbortSignal): AsyncIterable<readonly Cells[]> {
    const names = table.columns.map(({ name }) => name);
    const keys = table.primaryKey.map((name) => names.indexOf(name));
    if (keys.includes(-1)) throw new FatalError(`The plan of table "${table.name}" lacks a column of its key.`);
    let after: readonly Cell[] | undefined;
    for (;;) {
      const query = this.#statements.page(table, names, after, pageRows);
      const { rows } = await this.#calls.run(() => this.#session.run(query), signal);
      const page = rows.map((row) => table.columns.map(({ name, type }) => fromDatabase(type, row[name])));
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (!last || page.length < pageRows) return;
      after = keys.map((at) => last[at] ?? null);
    }
  }

  async #apply({ statements, memory, plans, readAgain }: SchemaChanges): Promise<void> {
    await this.#session.forgetTables();
    const change = async (done: ReadonlySet<string> = new Set()): Promise<void> => {
      for (const sql of statements) if (!done.has(sql)) await this.#session.run({ sql, parameters: [] });
      for (const { module, main } of plans) {
        if (readAgain.includes(module)) await this.#state.saveCheckpoint(main, undefined);
      }
      for (const each of memory) await this.#state.remember(each);
    };
    if (this.#session.dialect.transactionalDdl) return inTransaction(this.#session, () => change());
    // Where a table cannot be made and remembered in one go, it is remembered first: what is there is compared anyway.
    await change(await this.#rememberFirst(statements, memory));
  }

  /** Answers the statements that are done with. */
  async #rememberFirst(statements: readonly string[], memory: SchemaChanges['memory']): Promise<ReadonlySet<string>> {
    const own = [stateTable, rejectedTable].map((table) => this.#statements.createTable(table));
    const done = statements.filter((sql) => own.includes(sql));
    for (const sql of done) await this.#session.run({ sql, parameters: [] });
    for (const each of memory) {
      if ((await this.#state.memoryOf(each.table)) === undefined) await this.#state.remember(each);
    }
    return new Set(done);
  }
}
