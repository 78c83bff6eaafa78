import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ServerConnection } from '../../../src/core/model/databaseConnection.ts';
import { writeRowsFile } from '../sinks/rowsFile.ts';
import type { SinkInput } from '../sinks/sinkInput.ts';
import { openWithTables } from '../sinks/sinkInput.ts';
import { sinkPlan } from '../sinks/sinkRecords.ts';
import type { Deed } from './contestant.ts';

/** The ceiling: the database's own program reads a file that is ready into a stage, and merges it. */
export async function run({ connection, records, mode }: SinkInput): Promise<Deed> {
  if (connection.kind === 'sqlite') throw new Error('This is another database.');
  await (await openWithTables(connection)).close();
  const folder = mkdtempSync(path.join(tmpdir(), 'zcb-'));
  const load = connection.kind === 'postgres' ? loadByPsql : loadByMariadb;
  try {
    const files = ([1, 2] as const).map((version) => {
      const file = path.join(folder, `rows${version}`);
      if (version === 1 || mode === 'again') writeRowsFile(file, records, version);
      return file;
    });
    if (mode === 'again') load(connection, files[0] ?? '');
    const startedAt = performance.now();
    load(connection, files[mode === 'again' ? 1 : 0] ?? '');
    return { count: records, ms: performance.now() - startedAt };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const names = sinkPlan.main.columns.map(({ name }) => name);

function loadByPsql({ host, port, user, database }: ServerConnection, file: string): void {
  const all = names.map((name) => `"${name}"`);
  const table = `"${sinkPlan.main.name}"`;
  const set = all.slice(1).map((name) => `${name} = excluded.${name}`);
  const steps = [
    `create temp table stage as select * from ${table} where false`,
    `\\copy stage (${all.join(', ')}) from '${file}'`,
    `insert into ${table} (${all.join(', ')}) select ${all.join(', ')} from stage on conflict (id) do update set ${set.join(', ')}`,
  ];
  const words = ['-h', host, '-p', String(port), '-U', user, '-d', database, '-q', '-v', 'ON_ERROR_STOP=1'];
  execFileSync('psql', [...words, ...steps.flatMap((step) => ['-c', step])], {
    env: { ...process.env, PGTZ: 'UTC' },
  });
}

function loadByMariadb({ host, port, user, database }: ServerConnection, file: string): void {
  const all = names.map((name) => `\`${name}\``);
  const table = `\`${sinkPlan.main.name}\``;
  const set = all.slice(1).map((name) => `${name} = values(${name})`);
  const steps = [
    `create temporary table stage as select * from ${table} where false`,
    `load data local infile '${file}' into table stage character set utf8mb4 (${all.join(', ')})`,
    `insert into ${table} (${all.join(', ')}) select ${all.join(', ')} from stage on duplicate key update ${set.join(', ')}`,
  ];
  const words = ['-h', host, '-P', String(port), '-u', user, '--local-infile=1', database];
  execFileSync('mariadb', [...words, '-e', steps.join('; ')]);
}
