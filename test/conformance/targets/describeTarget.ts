import type { DatabaseKind } from '../../../src/core/model/databaseConnection.ts';
import type { EmptyDatabase } from '../../core/jobs/replicating/emptyDatabases.ts';
import { emptyDatabases, missingServer } from '../../core/jobs/replicating/emptyDatabases.ts';
import { leaveOut } from '../../leftOut.ts';
import type { DatabaseUnderTest } from '../dataTarget.ts';
import { describeDataTarget } from '../dataTarget.ts';

/**
 * Runs the suite of every DataTarget against a database of its own. `own` says what is different about it. Where this
 * computer lacks the server, one test says so.
 */
export async function describeTarget(
  name: string,
  kind: DatabaseKind,
  own: (database: EmptyDatabase) => Partial<DatabaseUnderTest> = () => ({}),
): Promise<void> {
  const missing = await missingServer(kind);
  if (missing !== undefined) {
    describe(`${name} as a DataTarget`, () => {
      leaveOut('all of it', missing);
    });
    return;
  }
  describeDataTarget(name, kind === 'sqlite' ? 'file' : 'server', async () => {
    const database = await emptyDatabases[kind]();
    return {
      async makeEmpty() {
        await database.renew();
        return database.connection;
      },
      async run(sql) {
        await database.sql(sql);
      },
      stop: () => database.drop(),
      ...own(database),
    };
  });
}
