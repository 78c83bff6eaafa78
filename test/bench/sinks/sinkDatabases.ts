import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';

import type { DatabaseConnection, ServerConnection } from '../../../src/core/model/databaseConnection.ts';

/** A place for one database that is made anew for each side. */
export interface SinkDatabase {
  readonly connection: DatabaseConnection;
  readonly makeEmpty: () => Promise<unknown>;
  /** Leaves nothing behind. */
  close(): Promise<unknown>;
}

export type SinkKind = DatabaseConnection['kind'];

const database = `zoho_bench_${process.pid}`;
const local = { id: 'b1', name: 'Bench', host: '127.0.0.1', database, tls: 'off', caFile: undefined } as const;

/** The servers are those of this computer, without a password. Rejects where there is none. */
export const sinkDatabases: Readonly<Record<SinkKind, () => Promise<SinkDatabase>>> = {
  async sqlite() {
    const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
    const file = path.join(folder, 'bench.sqlite');
    const files = ['', '-wal', '-shm'].map((end) => file + end);
    return {
      connection: { id: 'b1', name: 'Bench', kind: 'sqlite', file },
      makeEmpty: () => Promise.all(files.map((each) => rm(each, { force: true }))),
      close: () => rm(folder, { recursive: true }),
    };
  },
  async postgres() {
    const connection: ServerConnection = {
      ...local,
      kind: 'postgres',
      port: 5432,
      user: 'postgres',
      schema: undefined,
    };
    const { host, port, user } = connection;
    const admin = new Client({ host, port, user, database: 'postgres', connectionTimeoutMillis: 5_000 });
    await admin.connect();
    const drop = (): Promise<unknown> => admin.query(`drop database if exists ${database} with (force)`);
    return {
      connection,
      makeEmpty: async () => {
        await drop();
        await admin.query(`create database ${database}`);
      },
      close: async () => {
        await drop();
        await admin.end();
      },
    };
  },
  async mariadb() {
    const connection: ServerConnection = { ...local, kind: 'mariadb', port: 3306, user: 'root', schema: undefined };
    const { host, port, user } = connection;
    const admin = await createConnection({ host, port, user, connectTimeout: 5_000 });
    const drop = (): Promise<unknown> => admin.query(`drop database if exists ${database}`);
    return {
      connection,
      makeEmpty: async () => {
        await drop();
        await admin.query(`create database ${database}`);
      },
      close: async () => {
        await drop();
        await admin.end();
      },
    };
  },
};
