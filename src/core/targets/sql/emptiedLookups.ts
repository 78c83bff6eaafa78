import { emptyLookupReason } from '../emptyLookups.ts';
import type { Table } from '../tablePlan.ts';
import type { SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';
import type { TargetState } from './targetState.ts';

/** By main table and record id: which lookups are going to be empty. */
export type EmptiedLookups = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Tools {
  readonly session: SqlSession;
  readonly statements: Statements;
  readonly state: TargetState;
}

/**
 * Lookups in our tables that the database is going to empty when these rows are deleted: their records have to be written
 * again when the rows come back. Nobody can add one before the transaction that is open ends.
 */
export async function emptiedLookups(main: Table, ids: readonly string[], tools: Tools): Promise<EmptiedLookups> {
  const { session, statements, state } = tools;
  const emptied = new Map<string, Map<string, string>>();
  const query = session.dialect.emptiedLookupsOf?.(main.name);
  const lookups = query ? (await session.run(query)).rows : [];
  if (lookups.length === 0) return emptied;
  for (const lock of statements.lockIn(main, 'id', ids)) await session.run(lock);
  const deleted = new Set(ids);
  for (const lookup of lookups) {
    const [table, column] = [String(lookup['table_name']), String(lookup['column_name'])];
    // A table of somebody else may lead to ours.
    if ((await state.memoryOf(table)) === undefined) continue;
    const reasons = emptied.get(table) ?? new Map<string, string>();
    emptied.set(table, reasons);
    for (const select of statements.selectIn({ name: table, columns: [] }, ['id', column], column, ids)) {
      for (const row of (await session.run(select)).rows) {
        const id = String(row['id']);
        if (table === main.name && deleted.has(id)) continue;
        const reason = emptyLookupReason(column, String(row[column]), main.name);
        reasons.set(id, withReason(reasons.get(id), reason));
      }
    }
  }
  return emptied;
}

export function withReason(before: string | undefined, reason: string): string {
  if (before === undefined) return reason;
  return before.includes(reason) ? before : `${before} ${reason}`;
}
