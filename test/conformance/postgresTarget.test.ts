import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

import { describeDataTarget } from './dataTarget.ts';
import { leaveOut } from './targets/leftOut.ts';

const server = { host: '127.0.0.1', port: 5432, user: 'postgres' } as const;
const admin = new Client({ ...server, database: 'postgres', connectionTimeoutMillis: 5_000 });

try {
  await admin.connect();
  describePostgres();
} catch (error) {
  leaveOut('PostgreSQL', `${server.host}:${server.port}`, error);
}

function describePostgres(): void {
  describeDataTarget('PostgreSQL', 'server', () => {
    const database = `zoho_test_${randomBytes(6).toString('hex')}`;
    const drop = (): Promise<unknown> => admin.query(`drop database if exists ${database} with (force)`);
    return Promise.resolve({
      async makeEmpty() {
        await drop();
        await admin.query(`create database ${database}`);
        return {
          id: 'pg',
          name: 'Test',
          kind: 'postgres',
          ...server,
          database,
          schema: 'from zoho',
          tls: 'off',
          caFile: undefined,
        };
      },
      async run(sql) {
        const client = new Client({ ...server, database });
        await client.connect();
        await client.query('create schema if not exists "from zoho"; set search_path = "from zoho"');
        await client.query(sql.replaceAll(/Things|Name/g, '"$&"'));
        await client.end();
      },
      async dropConnections() {
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]);
      },
      async stop() {
        await drop();
        await admin.end();
      },
    });
  });
}
