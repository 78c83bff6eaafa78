import path from 'node:path';

import type { DatabaseConnection } from '../../model/databaseConnection.ts';
import { exportFiles } from '../exporting/exportFiles.ts';
import type { Job } from './jobSchema.ts';

/** A file or tables that a job writes. */
export interface WrittenPlace {
  /** The same text for the same place, whichever job names it. */
  readonly key: string;
  /** For people: the file's name, or the module whose tables they are. */
  readonly name: string;
}

export interface PlacesParts {
  /** Absolute path of the folder of the job file. */
  readonly folder: string;
  /** By the name that job files use. */
  readonly databaseNamed: (name: string) => DatabaseConnection | undefined;
}

/**
 * Where a job writes, a place for each of its modules. Tables count as the same where database, prefix and module are,
 * however the names are written: databases differ in what they take for the same name.
 */
export function writtenPlaces(job: Job, { folder, databaseNamed }: PlacesParts): readonly WrittenPlace[] {
  const modules = job.modules.map(({ module }) => module);
  if (job.kind === 'export') return modules.map((module) => exportedFile(job.to, module, folder));
  const { database, sqlite, prefix } = job.to;
  const connection = database === undefined ? undefined : databaseNamed(database);
  const place =
    sqlite !== undefined
      ? path.resolve(folder, sqlite)
      : connection
        ? addressOf(connection)
        : `a database called ${database ?? ''}`;
  return modules.map((module) => ({
    key: JSON.stringify(['tables', place, prefix.toLowerCase(), module]),
    name: module,
  }));
}

/** The places of `other` that `own` has as well. */
export function sharedPlaces(own: readonly WrittenPlace[], other: readonly WrittenPlace[]): readonly WrittenPlace[] {
  const keys = new Set(own.map(({ key }) => key));
  return other.filter(({ key }) => keys.has(key));
}

/** A file whose name tells the day or the time is one place, too: what its next run has to know is kept under one name. */
function exportedFile(to: { readonly file: string }, module: string, folder: string): WrittenPlace {
  const { state, pattern } = exportFiles(to, module, { folder, timeZone: 'UTC', startedAt: 0 });
  return { key: JSON.stringify(['file', state]), name: pattern };
}

/** Not the user: two users of one database write the same tables. */
function addressOf(connection: DatabaseConnection): string {
  if (connection.kind === 'sqlite') return path.resolve(connection.file);
  const { kind, host, port, database, schema } = connection;
  return `${kind}://${host.toLowerCase()}:${port}/${database}/${kind === 'postgres' ? (schema ?? 'public') : ''}`;
}
