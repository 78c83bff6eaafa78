import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import type { DataTarget } from '../../../src/core/targets/dataTarget.ts';
import { openTarget } from '../../../src/core/targets/registry.ts';
import { sinkPlan } from './sinkRecords.ts';

/** What every side of a contest of sinks gets: a database of its own, empty. */
export interface SinkInput {
  readonly connection: DatabaseConnection;
  readonly records: number;
  /** `again`: all rows are there, and come with changes. */
  readonly mode: 'fresh' | 'again';
}

export const never = new AbortController().signal;

/** Opens the database and makes the tables, which are the same for every side. */
export async function openWithTables(connection: DatabaseConnection): Promise<DataTarget> {
  const target = await openTarget(connection, undefined);
  await target.applySchema(await target.schemaChanges([sinkPlan], new Map(), never), never);
  return target;
}
