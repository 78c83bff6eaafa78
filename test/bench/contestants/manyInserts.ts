import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';

import type { ServerConnection } from '../../../src/core/model/databaseConnection.ts';
import type { Cells } from '../../../src/core/targets/rowsOfRecord.ts';
import { rowReader } from '../../../src/core/targets/rowsOfRecord.ts';
import { mariadbDialect } from '../../../src/core/targets/sql/mariadb/mariadbDialect.ts';
import type { SinkInput } from '../sinks/sinkInput.ts';
import { openWithTables } from '../sinks/sinkInput.ts';
import { sinkPlan, sinkRecords } from '../sinks/sinkRecords.ts';
import type { Deed } from './contestant.ts';

const rowsOfStatement = 200;
const transactionRows = 10_000;
const { main } = sinkPlan;

/** A peer: statements of many rows with parameters, as query builders send them. */
export async function run({ connection, records }: SinkInput): Promise<Deed> {
  if (connection.kind === 'sqlite') throw new Error('This is another database.');
  await (await openWithTables(connection)).close();
  const read = rowReader(main, {});
  const rows = sinkRecords(records, 1).flatMap((record) => read(record));
  const database = await (connection.kind === 'postgres' ? openPostgres(connection) : openMariadb(connection));
  const startedAt = performance.now();
  for (let at = 0; at < rows.length; at += rowsOfStatement) {
    if (at % transactionRows === 0) await database.run('begin', []);
    await database.insert(rows.slice(at, at + rowsOfStatement));
    const next = at + rowsOfStatement;
    if (next % transactionRows === 0 || next >= rows.length) await database.run('commit', []);
  }
  const ms = performance.now() - startedAt;
  await database.close();
  return { count: records, ms };
}

interface Database {
  run(sql: string, parameters: readonly unknown[]): Promise<unknown>;
  insert(rows: readonly Cells[]): Promise<unknown>;
  close(): Promise<void>;
}

async function openPostgres({ host, port, user, database }: ServerConnection): Promise<Database> {
  const client = new Client({ host, port, user, database });
  await client.connect();
  const names = main.columns.map(({ name }) => `"${name}"`);
  const set = names.slice(1).map((name) => `${name} = excluded.${name}`);
  const run: Database['run'] = (sql, parameters) => client.query(sql, [...parameters]);
  return {
    run,
    insert(rows) {
      const places = rows.map(
        (_, row) => `(${names.map((_name, at) => `$${row * names.length + at + 1}`).join(', ')})`,
      );
      const sql = `insert into "${main.name}" (${names.join(', ')}) values ${places.join(', ')} on conflict (id) do update set ${set.join(', ')}`;
      return run(sql, rows.flat());
    },
    close: () => client.end(),
  };
}

async function openMariadb({ host, port, user, database }: ServerConnection): Promise<Database> {
  const connection = await createConnection({ host, port, user, database, timezone: 'Z' });
  const names = main.columns.map(({ name }) => `\`${name}\``);
  const set = names.slice(1).map((name) => `${name} = values(${name})`);
  const run: Database['run'] = (sql, parameters) => connection.query(sql, [...parameters]);
  return {
    run,
    insert(rows) {
      const sql = `insert into \`${main.name}\` (${names.join(', ')}) values ? on duplicate key update ${set.join(', ')}`;
      const cells = rows.map((row) =>
        main.columns.map(({ type }, at) => mariadbDialect.parameter(type, row[at] ?? null)),
      );
      return run(sql, [cells]);
    },
    close: () => connection.end(),
  };
}
