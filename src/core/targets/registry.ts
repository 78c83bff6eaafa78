import type {
  DatabaseConnection,
  DatabaseKind,
  ServerConnection,
  SqliteConnection,
} from '../model/databaseConnection.ts';
import type { DataTarget } from './dataTarget.ts';

/** Opens a database. The password is undefined where none is kept. */
type OpenTarget<Of extends DatabaseConnection> = (connection: Of, password: string | undefined) => Promise<DataTarget>;

/** Every database that we know, by the word that `DatabaseConnection.kind` uses. Drivers are loaded on first use. */
export const targets = {
  sqlite: async (connection: SqliteConnection) => (await import('./sql/sqlite/openSqlite.ts')).openSqlite(connection),
  postgres: async (connection: ServerConnection, password: string | undefined) =>
    (await import('./sql/postgres/openPostgres.ts')).openPostgres(connection, password),
  mariadb: async (connection: ServerConnection, password: string | undefined) =>
    (await import('./sql/mariadb/openMariadb.ts')).openMariadb(connection, password),
} satisfies Record<DatabaseKind, OpenTarget<SqliteConnection> | OpenTarget<ServerConnection>>;

export function openTarget(connection: DatabaseConnection, password: string | undefined): Promise<DataTarget> {
  return connection.kind === 'sqlite' ? targets.sqlite(connection) : targets[connection.kind](connection, password);
}
