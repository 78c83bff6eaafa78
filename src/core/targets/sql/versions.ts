import { sql } from 'kysely';

import { fromDatabase } from '../cells.ts';
import type { Cell, RowDeletion } from '../dataTarget.ts';
import { instantText } from '../instants.ts';
import type { Cells } from '../rowsOfRecord.ts';
import { contentOf } from '../rowsOfRecord.ts';
import type { ModulePlan, Table } from '../tablePlan.ts';
import type { PreparedRecord } from './preparedRecords.ts';
import type { SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';

interface Tools {
  readonly session: SqlSession;
  readonly statements: Statements;
}

/** In a row of a history table: id, begin, end, whether it holds now; then the columns of the main table after its id. */
const [endAt, isCurrentAt, firstValueAt] = [2, 3, 4];

/**
 * Adds a version for each record whose values differ from those of its current version, and ends that one. A version
 * begins when the record says that it was modified, or, where that is no later than what is there, when it was read.
 */
export async function writeVersions(
  { main, history }: ModulePlan & { readonly history: Table },
  records: readonly PreparedRecord[],
  readAt: number,
  tools: Tools,
): Promise<void> {
  const ids = records.map(({ id }) => id);
  const current = await currentVersions(history, ids, tools);
  const ended = await lastEnds(
    history,
    ids.filter((id) => !current.has(id)),
    tools,
  );
  const types = main.columns.slice(1).map(({ type }) => type);
  const versionAt = main.columns.findIndex(({ name }) => name === main.versionColumn);
  const rows: Cells[] = [];
  for (const { id, row } of records) {
    const before = current.get(id);
    const values = row.slice(1);
    if (before && contentOf(types, before.slice(firstValueAt)) === contentOf(types, values)) continue;
    const floor = before ? before[1] : (ended.get(id) ?? null);
    const begin = beginOf({ modified: row[versionAt] ?? null, floor: String(floor ?? ''), isOpen: !!before, readAt });
    if (before && begin !== before[1]) rows.push(endedAt(before, begin));
    rows.push([row[0] ?? null, begin, null, true, ...values]);
  }
  await tools.session.load({ table: history, columns: history.columns, rows, mode: 'upsert' });
}

/** Ends the current versions of deleted records. */
export async function closeVersions(history: Table, deletions: readonly RowDeletion[], tools: Tools): Promise<void> {
  const times = new Map(deletions.map(({ id, deletedAt }) => [id, instantText(deletedAt) ?? null]));
  const current = await currentVersions(history, [...times.keys()], tools);
  const rows = [...current].map(([id, version]) => {
    const begin = String(version[1]);
    const end = times.get(id) ?? begin;
    return endedAt(version, end > begin ? end : begin);
  });
  await tools.session.load({ table: history, columns: history.columns, rows, mode: 'upsert' });
}

function beginOf(times: {
  readonly modified: Cell;
  readonly floor: string;
  readonly isOpen: boolean;
  readonly readAt: number;
}): string {
  const { modified, floor, isOpen, readAt } = times;
  if (typeof modified === 'string' && (isOpen ? modified > floor : modified >= floor)) return modified;
  const read = instantText(readAt) ?? floor;
  return read > floor ? read : floor;
}

function endedAt(version: Cells, end: string): Cells {
  return version.with(endAt, end).with(isCurrentAt, false);
}

async function currentVersions(
  history: Table,
  ids: readonly string[],
  { session, statements }: Tools,
): Promise<ReadonlyMap<string, Cells>> {
  const current = new Map<string, Cells>();
  const names = history.columns.map(({ name }) => name);
  for (const query of statements.selectIn(history, names, 'id', ids)) {
    const isOpen = statements.compile(sql` and ${sql.id('_valid_to')} is null`).sql;
    for (const row of (await session.run({ ...query, sql: query.sql + isOpen })).rows) {
      const cells = history.columns.map(({ name, type }) => fromDatabase(type, row[name]));
      current.set(String(cells[0]), cells);
    }
  }
  return current;
}

/** When the last version of each ended. */
async function lastEnds(
  history: Table,
  ids: readonly string[],
  { session, statements }: Tools,
): Promise<ReadonlyMap<string, string>> {
  const ends = new Map<string, string>();
  for (const query of statements.selectIn(history, ['id', '_valid_to'], 'id', ids)) {
    for (const row of (await session.run(query)).rows) {
      const [id, end] = [String(row['id']), fromDatabase('dateTime', row['_valid_to'])];
      if (typeof end === 'string' && end > (ends.get(id) ?? '')) ends.set(id, end);
    }
  }
  return ends;
}
