import { randomBytes } from 'node:crypto';

import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createConnection } from 'mysql2/promise';

import { MariadbSession } from '../../src/core/targets/sql/mariadb/mariadbSession.ts';
import { connectMariadb } from '../../src/core/targets/sql/mariadb/openMariadb.ts';
import { SqlTarget } from '../../src/core/targets/sql/sqlTarget.ts';
import type { DatabaseUnderTest } from './dataTarget.ts';
import { describeDataTarget } from './dataTarget.ts';
import { leaveOut } from './targets/leftOut.ts';

const server = { host: '127.0.0.1', port: 3306, user: 'root' } as const;

try {
  const connect = (): Promise<Connection> => createConnection({ ...server, connectTimeout: 5_000 });
  describeMariadb('MariaDB', await connect());
  describeMariadb('MariaDB without local files', await connect(), async (connection) => {
    if (connection.kind !== 'mariadb') throw new Error('This is another database.');
    return new SqlTarget(new MariadbSession(await connectMariadb(connection, undefined), connection, false));
  });
} catch (error) {
  leaveOut('MariaDB', `${server.host}:${server.port}`, error);
}

function describeMariadb(name: string, admin: Connection, open?: DatabaseUnderTest['open']): void {
  describeDataTarget(name, 'server', () => {
    const database = `zoho_test_${randomBytes(6).toString('hex')}`;
    const drop = (): Promise<unknown> => admin.query(`drop database if exists ${database}`);
    return Promise.resolve({
      ...(open ? { open } : {}),
      async makeEmpty() {
        await drop();
        await admin.query(`create database ${database}`);
        return {
          id: 'my',
          name: 'Test',
          kind: 'mariadb',
          ...server,
          database,
          schema: undefined,
          tls: 'off',
          caFile: undefined,
        };
      },
      async run(sql) {
        await admin.query(`use ${database}`);
        await admin.query(sql);
      },
      async dropConnections() {
        const sql = 'select id from information_schema.processlist where db = ? and id <> connection_id()';
        const [rows] = await admin.execute<RowDataPacket[]>(sql, [database]);
        for (const row of rows) await admin.query(`kill ${Number(row['id'])}`);
      },
      async stop() {
        await drop();
        await admin.end();
      },
    });
  });
}
