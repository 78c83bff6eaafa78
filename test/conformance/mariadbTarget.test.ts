import type { DatabaseConnection } from '../../src/core/model/databaseConnection.ts';
import { MariadbSession } from '../../src/core/targets/sql/mariadb/mariadbSession.ts';
import { connectMariadb } from '../../src/core/targets/sql/mariadb/openMariadb.ts';
import { SqlTarget } from '../../src/core/targets/sql/sqlTarget.ts';
import type { EmptyDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import type { DatabaseUnderTest } from './dataTarget.ts';
import { describeTarget } from './targets/describeTarget.ts';

await describeTarget('MariaDB', 'mariadb', mariadb);
await describeTarget('MariaDB without local files', 'mariadb', (database) => ({
  ...mariadb(database),
  async open(connection: DatabaseConnection) {
    if (connection.kind !== 'mariadb') throw new Error('This is another database.');
    return new SqlTarget(new MariadbSession(await connectMariadb(connection, undefined), connection, false));
  },
}));

function mariadb(database: EmptyDatabase): Partial<DatabaseUnderTest> {
  return {
    async dropConnections() {
      const others = 'db = database() and id <> connection_id()';
      const connections = await database.sql(`select id from information_schema.processlist where ${others}`);
      for (const { id } of connections) await database.sql(`kill ${Number(id)}`);
    },
  };
}
