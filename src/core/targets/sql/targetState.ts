import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { asNumber, asObject, asObjects, asText, parseJson } from '../../model/parse.ts';
import type { Checkpoint, ColumnMemory, ModuleState, Reconciliation, RejectedRow, TableMemory } from '../dataTarget.ts';
import type { Table } from '../tablePlan.ts';
import { rejectedTable, stateTable } from './ownTables.ts';
import type { SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';

type Scope = 'table' | 'checkpoint' | 'reconciliation';

/** Reads and writes what the target remembers, in whatever transaction is open. The tables must exist. */
export class TargetState {
  readonly #session: SqlSession;
  readonly #statements: Statements;

  constructor(session: SqlSession, statements: Statements) {
    this.#session = session;
    this.#statements = statements;
  }

  async memoryOf(table: string): Promise<TableMemory | undefined> {
    const columns = asObject(await this.#read('table', table))?.['columns'];
    return columns === undefined ? undefined : { table, columns: asObjects(columns).map(parseColumn).filter(isThere) };
  }

  remember(memory: TableMemory): Promise<void> {
    return this.#write('table', memory.table, memory);
  }

  async moduleState(main: Table): Promise<ModuleState> {
    const [checkpoint, reconciliation] = [
      await this.#read('checkpoint', main.name),
      await this.#read('reconciliation', main.name),
    ];
    const table = this.#statements.table(rejectedTable.name);
    const count = sql`select count(*) as rejected from ${table} where main_table = ${nameKey(main.name)}`;
    const { rows } = await this.#session.run(this.#statements.compile(count));
    const [upTo, doneAt] = [asNumber(asObject(checkpoint)?.['upTo']), asNumber(asObject(reconciliation)?.['doneAt'])];
    return {
      ...(checkpoint === undefined
        ? {}
        : { checkpoint: { ...resumeOf(checkpoint), ...(upTo === undefined ? {} : { upTo }) } }),
      ...(reconciliation === undefined
        ? {}
        : { reconciliation: { ...resumeOf(reconciliation), ...(doneAt === undefined ? {} : { doneAt }) } }),
      rejectedRows: Number(rows[0]?.['rejected'] ?? 0),
    };
  }

  saveCheckpoint(main: Table, checkpoint: Checkpoint | undefined): Promise<void> {
    return this.#write('checkpoint', main.name, checkpoint);
  }

  saveReconciliation(main: Table, reconciliation: Reconciliation | undefined): Promise<void> {
    return this.#write('reconciliation', main.name, reconciliation);
  }

  async rejectedRows(main: Pick<Table, 'name'>): Promise<readonly RejectedRow[]> {
    const columns = ['record_id', 'reason', 'first_at', 'last_at', 'tries'];
    const found: RejectedRow[] = [];
    for (const query of this.#statements.selectIn(rejectedTable, columns, 'main_table', [nameKey(main.name)])) {
      for (const row of (await this.#session.run(query)).rows) {
        const [recordId, reason] = [String(row['record_id']), String(row['reason'])];
        const [firstAt, lastAt, tries] = [Number(row['first_at']), Number(row['last_at']), Number(row['tries'])];
        found.push({ recordId, reason, firstAt, lastAt, tries });
      }
    }
    return found.sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
  }

  async saveRejected(main: Pick<Table, 'name'>, rejected: readonly RejectedRow[]): Promise<void> {
    const rows = rejected.map(({ recordId, reason, firstAt, lastAt, tries }) => [
      ...[nameKey(main.name), recordId, reason, String(firstAt), String(lastAt), tries],
    ]);
    if (rows.length === 0) return;
    await this.#session.load({ table: rejectedTable, columns: rejectedTable.columns, rows, mode: 'upsert' });
  }

  async forgetRejected(main: Table, recordIds: readonly string[]): Promise<void> {
    const table = this.#statements.table(rejectedTable.name);
    for (const id of recordIds) {
      const where = sql`main_table = ${nameKey(main.name)} and record_id = ${id}`;
      await this.#session.run(this.#statements.compile(sql`delete from ${table} where ${where}`));
    }
  }

  async #read(scope: Scope, name: string): Promise<unknown> {
    const query = sql`select value from ${this.#statements.table(stateTable.name)}
      where scope = ${scope} and name = ${nameKey(name)}`;
    const { rows } = await this.#session.run(this.#statements.compile(query));
    return typeof rows[0]?.['value'] === 'string' ? parseJson(rows[0]['value']) : undefined;
  }

  async #write(scope: Scope, name: string, value: object | undefined): Promise<void> {
    const table = this.#statements.table(stateTable.name);
    const remove = sql`delete from ${table} where scope = ${scope} and name = ${nameKey(name)}`;
    await this.#session.run(this.#statements.compile(remove));
    if (value === undefined) return;
    // The name is in the value too: the key is only a hash of it.
    const text = JSON.stringify({ of: name, ...value });
    const insert = sql`insert into ${table} (scope, name, value) values (${scope}, ${nameKey(name)}, ${text})`;
    await this.#session.run(this.#statements.compile(insert));
  }
}

/** Names of tables may hold any character; keys hold ASCII. */
function nameKey(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

function resumeOf(stored: unknown): { readonly resume?: unknown } {
  const resume = asObject(stored)?.['resume'];
  return resume === undefined ? {} : { resume };
}

function parseColumn(stored: Readonly<Record<string, unknown>>): ColumnMemory | undefined {
  const [key, name, wantedName] = [asText(stored['key']), asText(stored['name']), asText(stored['wantedName'])];
  const [type, wantedType] = [asText(stored['type']), asText(stored['wantedType'])];
  if (!key || !name || !wantedName || !type || !wantedType) return undefined;
  return { key, name, wantedName, type, wantedType };
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
