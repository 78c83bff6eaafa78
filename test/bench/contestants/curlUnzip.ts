import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ServerConnection } from '../../../src/core/model/databaseConnection.ts';
import type { Deed } from './contestant.ts';

interface CurlInput {
  /** Address of a zip that is ready. */
  readonly url: string;
  readonly records: number;
  readonly into: 'csv' | 'sqlite' | 'postgres';
  /** An empty one. */
  readonly database?: ServerConnection;
}

/**
 * The ceiling: the usual programs fetch the file of an export that is ready, unpack it, and load it as it is. All columns
 * are text, nothing is converted, and nobody asks whether the export is done.
 */
export function run({ url, records, into, database }: CurlInput): Deed {
  const folder = mkdtempSync(path.join(tmpdir(), 'zcb-'));
  const file = path.join(folder, 'all.csv');
  try {
    const startedAt = performance.now();
    fetchAndUnzip(url, file);
    const count = into === 'csv' ? records : into === 'sqlite' ? loadBySqlite(file) : loadByPsql(file, database);
    const ms = performance.now() - startedAt;
    if (count !== records) throw new Error(`${count} of ${records} records came.`);
    return { count, ms };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fetchAndUnzip(url: string, file: string): void {
  execFileSync('curl', ['-s', '-f', '-o', `${file}.zip`, url]);
  const output = openSync(file, 'w');
  execFileSync('unzip', ['-p', `${file}.zip`], { stdio: ['ignore', output, 'pipe'] });
  closeSync(output);
}

function loadBySqlite(file: string): number {
  const columns = columnsOf(file).map((name) => `"${name}" text`);
  const steps = [
    'pragma journal_mode = wal',
    'pragma synchronous = normal',
    `create table leads (${columns.join(', ')}, primary key ("Id"))`,
  ];
  const script = [...steps.map((step) => `${step};`), `.import --csv --skip 1 "${file}" leads`];
  const count = 'select count(*) from leads;';
  const output = execFileSync('sqlite3', [`${file}.sqlite`], { input: [...script, count, ''].join('\n') });
  return Number(output.toString().trim().split('\n').at(-1));
}

function loadByPsql(file: string, connection: ServerConnection | undefined): number {
  if (!connection) throw new Error('There is no database to load into.');
  const { host, port, user, database } = connection;
  const all = columnsOf(file).map((name) => `"${name}"`);
  const columns = all.map((name) => `${name} text`).join(', ');
  const set = all.filter((name) => name !== '"Id"').map((name) => `${name} = excluded.${name}`);
  const steps = [
    `create table leads (${columns}, primary key ("Id"))`,
    `create temp table stage (${columns})`,
    `\\copy stage from '${file}' with (format csv, header)`,
    `insert into leads select * from stage on conflict ("Id") do update set ${set.join(', ')}`,
    'select count(*) from leads',
  ];
  const words = ['-h', host, '-p', String(port), '-U', user, '-d', database, '-q', '-t', '-v', 'ON_ERROR_STOP=1'];
  return Number(
    execFileSync('psql', [...words, ...steps.flatMap((step) => ['-c', step])])
      .toString()
      .trim(),
  );
}

/** Names in the first line, none of which holds a comma. */
function columnsOf(file: string): readonly string[] {
  const start = Buffer.alloc(64 * 1024);
  const input = openSync(file, 'r');
  readSync(input, start);
  closeSync(input);
  return start.toString().split('\n', 1)[0]?.split(',') ?? [];
}
