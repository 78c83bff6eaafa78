import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { RowDataPacket } from 'mysql2/promise';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';

import type { DatabaseConnection, DatabaseKind } from '../../../../src/core/model/databaseConnection.ts';
import { databaseKinds } from '../../../../src/core/model/databaseConnection.ts';
import { leaveOut } from '../../../leftOut.ts';

/** A database of its own, empty at first. */
export interface EmptyDatabase {
  readonly connection: DatabaseConnection;
  /** Asks it without any of our code. Names may stand between double quotes. */
  sql(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Makes it empty again. */
  renew(): Promise<void>;
  drop(): Promise<void>;
}

export const postgresServer = { host: '127.0.0.1', port: 5432, user: 'postgres' } as const;
export const mariadbServer = { host: '127.0.0.1', port: 3306, user: 'root' } as const;

const usual = { id: 'd1', name: 'Test', tls: 'off', schema: undefined, caFile: undefined } as const;

/** Makes an empty database. Rejects where there is no server for it on this computer. */
export const emptyDatabases: Readonly<Record<DatabaseKind, () => Promise<EmptyDatabase>>> = {
  async sqlite() {
    const folder = await mkdtemp(path.join(tmpdir(), 'database-'));
    const file = path.join(folder, 'replica.db');
    return {
      connection: { id: 'd1', name: 'Test', kind: 'sqlite', file },
      sql: (text) => Promise.resolve(askSqlite(file, text)),
      async renew() {
        for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
      },
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  },
  async postgres() {
    const database = newName();
    const admin = (text: string) => askPostgres('postgres', text);
    const drop = () => admin(`drop database if exists ${database} with (force)`);
    await admin(`create database ${database}`);
    return {
      connection: { kind: 'postgres', ...postgresServer, ...usual, database },
      sql: (text) => askPostgres(database, text),
      async renew() {
        await drop();
        await admin(`create database ${database}`);
      },
      async drop() {
        await drop();
      },
    };
  },
  async mariadb() {
    const database = newName();
    const drop = () => askMariadb(undefined, `drop database if exists ${database}`);
    await askMariadb(undefined, `create database ${database}`);
    return {
      connection: { kind: 'mariadb', ...mariadbServer, ...usual, database },
      sql: (text) => askMariadb(database, text),
      async renew() {
        await drop();
        await askMariadb(undefined, `create database ${database}`);
      },
      async drop() {
        await drop();
      },
    };
  },
};

/** Defines tests for each kind of database that this computer has; for the others, one that names what is missing. */
export async function describeForEachDatabase(title: string, define: (kind: DatabaseKind) => void): Promise<void> {
  for (const kind of databaseKinds) {
    const missing = await missingServer(kind);
    describe(`${title}, in ${kind}`, () => {
      if (missing === undefined) define(kind);
      else leaveOut('all of it', missing);
    });
  }
}

/** Why there can be no database of a kind on this computer; undefined where there can. */
export async function missingServer(kind: DatabaseKind): Promise<string | undefined> {
  try {
    if (kind === 'postgres') await askPostgres('postgres', 'select 1');
    if (kind === 'mariadb') await askMariadb(undefined, 'select 1');
    return undefined;
  } catch (error) {
    const { host, port } = kind === 'postgres' ? postgresServer : mariadbServer;
    return `no ${kind} answers at ${host}:${port} (${error instanceof Error ? error.message : String(error)})`;
  }
}

function askSqlite(file: string, text: string): readonly Readonly<Record<string, unknown>>[] {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(text).all();
  } finally {
    database.close();
  }
}

async function askPostgres(database: string, text: string) {
  const client = new Client({ ...postgresServer, database, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function askMariadb(database: string | undefined, text: string) {
  const client = await createConnection({ ...mariadbServer, ...(database === undefined ? {} : { database }) });
  try {
    await client.query(`set sql_mode = concat(@@sql_mode, ',ANSI_QUOTES')`);
    const [rows] = await client.query<RowDataPacket[]>(text);
    return rows;
  } finally {
    await client.end();
  }
}

function newName(): string {
  return `zoho_test_${randomBytes(6).toString('hex')}`;
}
