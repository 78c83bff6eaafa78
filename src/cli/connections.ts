import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { InputError } from '../core/errors.ts';
import { parseDatabases } from '../core/jobs/definitions/databaseDefinitions.ts';
import type { ConnectionDefinition } from '../core/jobs/definitions/definitionFile.ts';
import { parseDefinitions } from '../core/jobs/definitions/definitionFile.ts';
import type { Connection } from '../core/model/connection.ts';
import { apiOrigin, hostsOf } from '../core/model/dataCenters.ts';
import type { DatabaseConnection } from '../core/model/databaseConnection.ts';
import { english, filled } from './nodePorts.ts';
import { variableFor } from './secrets.ts';

export const connectionsVariable = 'ZOHO_CRM_CONNECTIONS';

export interface KnownConnections {
  readonly connections: readonly Connection[];
  readonly databases: readonly DatabaseConnection[];
}

/** There without a file, so that everything can be tried at once. */
export const sampleName = 'Sample organization';

/**
 * The connections of a file of definitions, as the editor exports it, and the sample organization's. InputError names what
 * is wrong with the file.
 */
export async function readConnections(
  chosenFile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<KnownConnections> {
  const file = chosenFile ?? filled(environment[connectionsVariable]);
  const { connections, databases } = file === undefined ? nothing : await readDefinitions(file);
  requireOwnVariables([...connections, ...databases].map(({ name }) => name));
  const hasSample = connections.some(({ name }) => name === sampleName);
  return { connections: hasSample ? connections : [...connections, sampleConnection], databases };
}

/** The connection of a name; without a name the only one there is. InputError where that does not say which. */
export function connectionNamed(name: string | undefined, { connections }: KnownConnections): Connection {
  const candidates = connections.filter((each) => name === undefined || each.name === name);
  const own = candidates.length > 1 ? candidates.filter(({ name: each }) => each !== sampleName) : candidates;
  const [found, ...others] = own;
  if (found && others.length === 0) return found;
  const names = connections.map((each) => `"${each.name}"`).join(', ');
  if (found) throw new InputError(`Say which connection, by --connection NAME: ${names}.`, '--connection');
  throw new InputError(
    `There is no connection "${name ?? ''}". Known: ${names}. ` +
      `Others are read from the file that --connections or ${connectionsVariable} names.`,
    '--connection',
  );
}

const nothing: KnownConnections = { connections: [], databases: [] };

async function readDefinitions(file: string): Promise<KnownConnections> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The file of connections cannot be read: ${why}`, '--connections', { cause: error });
  }
  const parsed = parseDefinitions(text, english);
  const databases = parseDatabases(text, path.dirname(path.resolve(file)));
  const problems = [parsed, databases].flatMap((each) => (each.kind === 'problems' ? each.problems : []));
  if (parsed.kind === 'problems' || databases.kind === 'problems') {
    throw new InputError([`${file}:`, ...problems].join('\n  '), '--connections');
  }
  return { connections: parsed.definitions.map(connectionOf), databases: databases.databases };
}

/** Who signs in is known when that has happened, and matters to nobody here. */
function connectionOf(definition: ConnectionDefinition): Connection {
  const { name, dataCenter, environment, clientId, timeZone, cachePolicy, group } = definition;
  const hosts = hostsOf(dataCenter);
  return {
    ...{ id: name, name, crm: 'zoho', dataCenter, environment, clientId, timeZone, cachePolicy, group },
    apiDomain: hosts && apiOrigin(hosts, environment),
    organization: { id: '', name: '', edition: '', timeZone: '', ...definition.organization },
    user: { id: '', name: '', email: '', timeZone: '' },
    warnsAboutTimeZone: false,
    grantedScopes: [],
  };
}

const sampleConnection = connectionOf({
  ...{ name: sampleName, dataCenter: 'sample', environment: 'production', clientId: '' },
  ...{ timeZone: 'America/Los_Angeles', cachePolicy: 'disabled', group: undefined, organization: undefined },
});

/** Two names that come to one variable would get each other's secrets. */
function requireOwnVariables(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const variable = variableFor(name, 'password');
    if (variable === undefined) continue;
    const other = seen.get(variable);
    if (other !== undefined) {
      const message = `"${other}" and "${name}" would have their secrets in variables of the same name (${variable}). Rename one.`;
      throw new InputError(message, '--connections');
    }
    seen.set(variable, name);
  }
}
