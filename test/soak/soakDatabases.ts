import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';

import type { DatabaseConnection, DatabaseKind } from '../../src/core/model/databaseConnection.ts';

export interface SoakDatabase {
  readonly connection: DatabaseConnection;
  drop(): Promise<void>;
}

const usual = { tls: 'off', schema: undefined, caFile: undefined } as const;

/** Makes an empty database of its own. Rejects where there is no server on this computer. */
export const soakDatabases: Readonly<Record<DatabaseKind, (folder: string) => Promise<SoakDatabase>>> = {
  sqlite: (folder) =>
    Promise.resolve({
      connection: { id: 'd1', name: 'Soak', kind: 'sqlite', file: path.join(folder, 'soak.db') },
      drop: () => Promise.resolve(),
    }),
  async postgres() {
    const server = { host: '127.0.0.1', port: 5432, user: 'postgres' } as const;
    const admin = new Client({ ...server, database: 'postgres', connectionTimeoutMillis: 5_000 });
    await admin.connect();
    const database = newName();
    await admin.query(`create database ${database}`);
    return {
      connection: { id: 'd1', name: 'Soak', kind: 'postgres', ...server, ...usual, database },
      async drop() {
        await admin.query(`drop database if exists ${database} with (force)`);
        await admin.end();
      },
    };
  },
  async mariadb() {
    const server = { host: '127.0.0.1', port: 3306, user: 'root' } as const;
    const admin = await createConnection({ ...server, connectTimeout: 5_000 });
    const database = newName();
    await admin.query(`create database ${database}`);
    return {
      connection: { id: 'd1', name: 'Soak', kind: 'mariadb', ...server, ...usual, database },
      async drop() {
        await admin.query(`drop database if exists ${database}`);
        await admin.end();
      },
    };
  },
};

function newName(): string {
  return `zoho_soak_${randomBytes(6).toString('hex')}`;
}
