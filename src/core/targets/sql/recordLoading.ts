import { fromDatabase } from '../cells.ts';
import type { WriteBatch } from '../dataTarget.ts';
import type { ModulePlan, Table } from '../tablePlan.ts';
import type { PreparedRecord, PreparedRecords } from './preparedRecords.ts';
import type { Meanwhile, SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';
import { writeVersions } from './versions.ts';

/** What came of records. */
export interface Loaded {
  readonly inserted: number;
  readonly updated: number;
  /** Reasons by record id, of those that are to be tried again. */
  readonly problems: ReadonlyMap<string, string>;
  /** Ids of those that are settled. */
  readonly accepted: () => readonly string[];
}

interface Tools {
  readonly session: SqlSession;
  readonly statements: Statements;
  readonly meanwhile: Meanwhile;
}

/** Writes records into all tables of their module, within the transaction that is open. */
export async function loadRecords(
  { plan, onlyFields, readAt }: Pick<WriteBatch, 'plan' | 'onlyFields' | 'readAt'>,
  prepared: PreparedRecords,
  tools: Tools,
): Promise<Loaded> {
  const hasMore = (plan.children.length > 0 || plan.history !== undefined) && onlyFields === undefined;
  const fresh = hasMore ? await withoutOlder(plan.main, prepared.records, tools) : prepared.records;
  const {
    inserted,
    updated,
    refused,
    incomplete = [],
  } = await tools.session.load({
    table: plan.main,
    columns: prepared.columns,
    rows: fresh.map(({ row }) => row),
    mode: onlyFields === undefined ? 'upsert' : 'update',
    meanwhile: tools.meanwhile,
  });
  const refusals = new Map(refused.map(({ row, reason }) => [String(row[0]), reason]));
  const written = refusals.size === 0 ? fresh : fresh.filter(({ id }) => !refusals.has(id));
  const problems = new Map([...prepared.refused, ...refusals]);
  for (const { id, reason } of incomplete) problems.set(id, reason);
  if (hasMore) await loadMore(plan, written, { readAt, problems }, tools);
  return {
    ...{ inserted, updated, problems },
    accepted: () => written.map(({ id }) => id).filter((id) => !problems.has(id)),
  };
}

/** Rows of child tables, and versions. A child that is refused makes its record one to be tried again. */
async function loadMore(
  plan: ModulePlan,
  written: readonly PreparedRecord[],
  { readAt, problems }: { readonly readAt: number; readonly problems: Map<string, string> },
  { session, statements }: Omit<Tools, 'meanwhile'>,
): Promise<void> {
  const ids = written.map(({ id }) => id);
  for (const [at, table] of plan.children.entries()) {
    for (const query of statements.deleteIn(table, 'parent_id', ids)) await session.run(query);
    const rows = written.flatMap(({ children }) => children[at] ?? []);
    const { refused } = await session.load({ table, columns: table.columns, rows, mode: 'upsert' });
    for (const { row, reason } of refused) problems.set(String(row[0]), `${table.name}: ${reason}`);
  }
  if (plan.history) {
    await writeVersions({ ...plan, history: plan.history }, written, readAt, { session, statements });
  }
}

/** Leaves out records of which the table holds a newer version. */
async function withoutOlder(
  main: Table,
  records: readonly PreparedRecord[],
  { session, statements }: Omit<Tools, 'meanwhile'>,
): Promise<readonly PreparedRecord[]> {
  const { versionColumn } = main;
  const at = main.columns.findIndex(({ name }) => name === versionColumn);
  if (versionColumn === undefined || at < 0) return records;
  const newest = new Map<string, string>();
  const ids = records.map(({ id }) => id);
  for (const query of statements.selectIn(main, ['id', versionColumn], 'id', ids)) {
    for (const row of (await session.run(query)).rows) {
      const version = fromDatabase('dateTime', row[versionColumn]);
      if (typeof version === 'string') newest.set(String(row['id']), version);
    }
  }
  return records.filter(({ id, row }) => {
    const version = row[at];
    return typeof version !== 'string' || version >= (newest.get(id) ?? '');
  });
}
