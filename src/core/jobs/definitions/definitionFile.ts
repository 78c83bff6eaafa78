import type { CachePolicy, Connection, DataCenter, Environment } from '../../model/connection.ts';
import { dataCenters } from '../../model/dataCenters.ts';
import { asObject } from '../../model/parse.ts';
import type { L10n } from '../../ports.ts';
import { readDefinition } from './readDefinition.ts';

/** What a team shares of a connection: everything but who signs in, and how. `media/schemas` has the file's schema. */
export interface ConnectionDefinition {
  readonly name: string;
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  /** Of the OAuth client; empty for the sample organization, and where everybody uses their own. */
  readonly clientId: string;
  readonly timeZone: string;
  readonly cachePolicy: CachePolicy;
  readonly group: string | undefined;
  /** The organization for which it is meant, if it was known. */
  readonly organization: { readonly id: string; readonly name: string } | undefined;
}

const version = 1;
/** `databases` is read by `parseDatabases`. */
const fileKeys = ['$schema', 'version', 'connections', 'databases'];

/** The file's text. Nothing of the user who signed in is in it, and no secret. */
export function writeDefinitions(connections: readonly Connection[]): string {
  const definitions = connections.map((connection) => ({
    name: connection.name,
    domain: domainKey(connection.dataCenter),
    environment: connection.environment,
    ...(connection.dataCenter === 'sample' || connection.clientId === '' ? {} : { clientId: connection.clientId }),
    timeZone: connection.timeZone,
    metadataCache: connection.cachePolicy,
    ...(connection.group === undefined ? {} : { group: connection.group }),
    ...(connection.organization.id === ''
      ? {}
      : { organization: { id: connection.organization.id, name: connection.organization.name } }),
  }));
  return `${JSON.stringify({ version, connections: definitions }, undefined, 2)}\n`;
}

/** The definitions, or a sentence for each thing that is wrong, beginning with the key. */
export type ParsedDefinitions =
  | { readonly kind: 'definitions'; readonly definitions: readonly ConnectionDefinition[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

export function parseDefinitions(text: string, l10n: L10n): ParsedDefinitions {
  const problems: string[] = [];
  const file = readFile(text, l10n, problems);
  if (!file) return { kind: 'problems', problems };
  const definitions = file.connections.map((value, index) =>
    readDefinition(value, `connections[${index}]`, problems, l10n),
  );
  const names = definitions.map((each) => each?.name);
  for (const [index, name] of names.entries()) {
    if (name === undefined || names.indexOf(name) === index) continue;
    problems.push(`connections[${index}].name: ${l10n.t('"{0}" is there twice.', name)}`);
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'definitions', definitions: definitions.filter((each) => each !== undefined) };
}

function readFile(
  text: string,
  l10n: L10n,
  problems: string[],
): { readonly connections: readonly unknown[] } | undefined {
  let value: unknown;
  try {
    // A byte order mark is what some editors begin a file with.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    problems.push(l10n.t('The file is not JSON: {0}', error instanceof Error ? error.message : String(error)));
    return undefined;
  }
  const file = asObject(value);
  const connections = file?.['connections'];
  if (!file || !Array.isArray(connections)) {
    problems.push(l10n.t('connections: is missing. It must be a list of connection definitions.'));
    return undefined;
  }
  if (file['version'] !== version) {
    problems.push(
      l10n.t('version: must be {0}. Another version of this extension may have written the file.', version),
    );
    return undefined;
  }
  for (const key of Object.keys(file))
    if (!fileKeys.includes(key)) problems.push(`${key}: ${l10n.t('is not known here.')}`);
  return { connections };
}

function domainKey(dataCenter: DataCenter): string {
  return dataCenters.find((each) => each.code === dataCenter)?.webHost ?? 'sample';
}
