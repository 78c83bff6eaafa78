import type { Socket } from 'node:net';
import { connect } from 'node:net';

import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createConnection } from 'mysql2/promise';

import type { ServerConnection } from '../../../model/databaseConnection.ts';
import type { DataTarget } from '../../dataTarget.ts';
import { SqlTarget } from '../sqlTarget.ts';
import { tlsOptions } from '../tlsOptions.ts';
import { toProductError } from './mariadbErrors.ts';
import { MariadbSession } from './mariadbSession.ts';

const connectMs = 15_000;

/**
 * Texts are utf8mb4 even where the server is set up to ignore what the handshake said. Wrong values are errors, zones are
 * UTC, foreign keys are there for readers and do not hold up our writing.
 */
const session = `set names utf8mb4 collate utf8mb4_bin,
  session sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO',
  time_zone = '+00:00', foreign_key_checks = 0`;

export async function openMariadb(connection: ServerConnection, password: string | undefined): Promise<DataTarget> {
  try {
    const opened = await connectMariadb(connection, password);
    return new SqlTarget(new MariadbSession(opened, connection, await takesFiles(opened)));
  } catch (error) {
    throw toProductError(error, connection);
  }
}

/**
 * One connection, without a pool. Numbers that a double would damage, dates and JSON come as texts. Rejects with errors of
 * the driver.
 */
export async function connectMariadb(connection: ServerConnection, password: string | undefined): Promise<Connection> {
  const { host, port, database, user } = connection;
  const tls = await tlsOptions(connection);
  const opened = await createConnection({
    ...{ host, port, database, user, password: password ?? '' },
    ...(tls ? { ssl: { ...tls, verifyIdentity: tls.rejectUnauthorized }, stream: () => socketTo(host, port) } : {}),
    ...{ connectTimeout: connectMs, enableKeepAlive: true, charset: 'utf8mb4_bin' },
    ...{ dateStrings: true, supportBigNumbers: true, bigNumberStrings: true, jsonStrings: true },
    // What an update leaves as it is must not count.
    flags: ['-FOUND_ROWS'],
  });
  await opened.query(session);
  // A table of very many columns is made even if a row that fills all of them would be too long.
  await opened.query('set session innodb_strict_mode = 0').catch(() => undefined);
  return opened;
}

/**
 * The driver hands its socket to TLS without its host. Node then takes what the socket was told to look up, which for an
 * address is nothing, and would look for "localhost" in the certificate.
 */
function socketTo(host: string, port: number): Socket {
  return Object.assign(connect({ host, port, keepAlive: true, noDelay: true }), { _host: host });
}

async function takesFiles(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>('select @@global.local_infile as allowed');
  return Number(rows[0]?.['allowed']) === 1;
}
