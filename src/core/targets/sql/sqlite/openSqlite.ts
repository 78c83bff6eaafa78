import { DatabaseSync } from 'node:sqlite';

import type { SqliteConnection } from '../../../model/databaseConnection.ts';
import { SqlTarget } from '../sqlTarget.ts';
import type { DataTarget } from '../../dataTarget.ts';
import { isBeingWritten } from './lockRow.ts';
import { PostponedIndexes } from './postponedIndexes.ts';
import { toProductError } from './sqliteErrors.ts';
import { SqliteSession } from './sqliteSession.ts';

/** How long a statement waits for another program to finish with the file. */
const busyMs = 5_000;

/** Opens the file, or makes it. Foreign keys are there for readers: they do not hold up our writing. */
export function openSqlite({ file }: SqliteConnection): DataTarget {
  try {
    const database = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: false });
    // Readers and we do not wait for each other, and a commit survives the end of the process (of the power: the last few may not).
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32000');
    // 32 MB: pages that many batches change, such as those of indexes, move from the log into the file once.
    database.exec('pragma wal_autocheckpoint = 8000');
    // Somebody was killed before.
    if (!isBeingWritten(database)) new PostponedIndexes(database).make();
    return new SqlTarget(new SqliteSession(database, file));
  } catch (error) {
    throw toProductError(error, file);
  }
}
