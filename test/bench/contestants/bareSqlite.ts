import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';

import type { CrmRecord } from '../../../src/core/model/record.ts';
import type { Column } from '../../../src/core/targets/tablePlan.ts';
import type { SinkInput } from '../sinks/sinkInput.ts';
import { openWithTables } from '../sinks/sinkInput.ts';
import { sinkPlan, sinkRecords } from '../sinks/sinkRecords.ts';
import type { Deed } from './contestant.ts';

const transactionRecords = 10_000;

/** The ceiling: one prepared statement in large transactions, values as they come. */
export async function run({ connection, records, mode }: SinkInput): Promise<Deed> {
  if (connection.kind !== 'sqlite') throw new Error('This is another database.');
  await (await openWithTables(connection)).close();
  const database = new DatabaseSync(connection.file);
  database.exec('pragma journal_mode = wal; pragma synchronous = normal');
  if (mode === 'again') write(database, sinkRecords(records, 1));
  const all = sinkRecords(records, mode === 'again' ? 2 : 1);
  const startedAt = performance.now();
  write(database, all);
  const ms = performance.now() - startedAt;
  database.close();
  return { count: all.length, ms };
}

function write(database: DatabaseSync, records: readonly CrmRecord[]): void {
  const { columns, name } = sinkPlan.main;
  const names = columns.map((column) => `"${column.name}"`);
  const set = names.slice(1).map((each) => `${each} = excluded.${each}`);
  const values = columns.map(() => '?').join(', ');
  const statement = database.prepare(
    `insert into "${name}" (${names.join(', ')}) values (${values}) on conflict (id) do update set ${set.join(', ')}`,
  );
  for (let at = 0; at < records.length; at += transactionRecords) {
    database.exec('begin');
    for (const record of records.slice(at, at + transactionRecords)) {
      statement.run(...columns.map((column) => valueOf(record, column)));
    }
    database.exec('commit');
  }
}

function valueOf(record: CrmRecord, { source }: Column): SQLInputValue {
  const value = 'field' in source ? record[source.field] : record.id;
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value) || source.kind !== 'reference') return JSON.stringify(value);
  return String((value as Readonly<Record<string, unknown>>)[source.part]);
}
