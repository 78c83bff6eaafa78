import { asNumber, asObject, asText } from './parse.ts';

export const databaseKinds = ['sqlite', 'postgres', 'mariadb'] as const;
/** `mariadb` stands for MySQL as well: they speak one protocol. */
export type DatabaseKind = (typeof databaseKinds)[number];

/**
 * `off`: in clear text, for this computer or a tunnel; `encrypted`: whoever answers is believed; `verified`: the
 * certificate and the host's name are checked.
 */
export const tlsModes = ['off', 'encrypted', 'verified'] as const;
export type TlsMode = (typeof tlsModes)[number];

/** What may be stored and shown of a connection to a database. Never the password. */
export type DatabaseConnection = SqliteConnection | ServerConnection;

export interface SqliteConnection {
  /** Made by us, never changes; keys the secret. */
  readonly id: string;
  /** 1–100 characters, unique, trimmed. */
  readonly name: string;
  readonly kind: 'sqlite';
  /** Absolute path; made where it does not exist, in a folder that does. */
  readonly file: string;
}

export interface ServerConnection {
  readonly id: string;
  readonly name: string;
  readonly kind: 'postgres' | 'mariadb';
  /** Name or address of the server. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** PostgreSQL only; undefined = `public`. */
  readonly schema: string | undefined;
  readonly tls: TlsMode;
  /** Absolute path of a PEM file with the authorities to believe besides the well-known ones. */
  readonly caFile: string | undefined;
}

/** What a server listens on where nobody changed it. */
export const defaultPorts = { postgres: 5432, mariadb: 3306 } as const satisfies Record<
  ServerConnection['kind'],
  number
>;

/** Reads a stored description. Undefined where something needed is missing: it was damaged or is of a newer version. */
export function parseDatabaseConnection(value: unknown): DatabaseConnection | undefined {
  const stored = asObject(value);
  const [id, name] = [asText(stored?.['id']), asText(stored?.['name'])];
  const kind = databaseKinds.find((each) => each === stored?.['kind']);
  if (!stored || !id || !name || !kind) return undefined;
  if (kind === 'sqlite') {
    const file = asText(stored['file']);
    return file ? { id, name, kind, file } : undefined;
  }
  const [host, database, user] = [asText(stored['host']), asText(stored['database']), asText(stored['user'])];
  const port = asNumber(stored['port']) ?? defaultPorts[kind];
  const tls = tlsModes.find((each) => each === stored['tls']);
  if (!host || !database || !user || !tls || !isPort(port)) return undefined;
  return {
    id,
    name,
    kind,
    host,
    port,
    database,
    user,
    schema: filled(stored['schema']),
    tls,
    caFile: filled(stored['caFile']),
  };
}

/** An empty text is none. */
function filled(value: unknown): string | undefined {
  return value === '' ? undefined : asText(value);
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}
