import type { Connection } from '../../core/model/connection.ts';
import type { DatabaseConnection } from '../../core/model/databaseConnection.ts';
import type { CommandLine } from '../commandLine.ts';
import { readConnections } from '../connections.ts';
import type { CliHost } from '../host.ts';
import type { SecretKind } from '../secrets.ts';
import { Secrets, variableFor } from '../secrets.ts';

/** Lists connections and what they lack. Asks nothing of anybody. */
export async function connections(line: CommandLine, host: CliHost): Promise<number> {
  const known = await readConnections(line.connections, host.environment);
  const secrets = await Secrets.from(host.environment);
  for (const connection of known.connections) {
    tell(host, connection.name, placeOf(connection), missingOf(connection, secrets));
  }
  for (const database of known.databases) {
    const lacksPassword = database.kind !== 'sqlite' && secrets.of(database.name).password === undefined;
    tell(host, database.name, databasePlace(database), lacksPassword ? ['password'] : []);
  }
  return 0;
}

function tell({ output }: CliHost, name: string, place: string, missing: readonly SecretKind[]): void {
  const variables = missing.map((kind) => variableFor(name, kind) ?? kind);
  output.tell('connection', { name, place, missing, variables });
  const lacks = variables.length === 0 ? '' : `; not set: ${variables.join(', ')}`;
  output.say(`${name}: ${place}${lacks}`);
}

function placeOf({ dataCenter, environment, organization }: Connection): string {
  const place = dataCenter === 'sample' ? 'on this computer' : `data center ${dataCenter}`;
  return [place, environment, organization.name].filter((each) => each !== '').join(', ');
}

function missingOf({ name, dataCenter, clientId }: Connection, secrets: Secrets): readonly SecretKind[] {
  const given = secrets.of(name);
  if (dataCenter === 'sample' || given.accessToken !== undefined) return [];
  const needed: readonly SecretKind[] = [
    ...(clientId === '' ? (['clientId'] as const) : []),
    'clientSecret',
    'refreshToken',
  ];
  return needed.filter((kind) => given[kind] === undefined);
}

function databasePlace(database: DatabaseConnection): string {
  if (database.kind === 'sqlite') return `SQLite, ${database.file}`;
  const { kind, host, port, user } = database;
  return `${kind}, ${user} at ${host}:${port}, database ${database.database}`;
}
