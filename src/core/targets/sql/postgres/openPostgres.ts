import { hostname } from 'node:os';

import { Client } from 'pg';

import type { ServerConnection } from '../../../model/databaseConnection.ts';
import type { DataTarget } from '../../dataTarget.ts';
import { SqlTarget } from '../sqlTarget.ts';
import { tlsOptions } from '../tlsOptions.ts';
import { toProductError } from './postgresErrors.ts';
import { PostgresSession } from './postgresSession.ts';

const connectMs = 15_000;

/** One connection, without a pool. Values come as the server writes them, as we know best what they mean. */
export async function openPostgres(connection: ServerConnection, password: string | undefined): Promise<DataTarget> {
  const { host, port, database, user, schema = 'public' } = connection;
  const client = new Client({
    ...{ host, port, database, user, password: password ?? '' },
    ssl: (await tlsOptions(connection)) ?? false,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: `zoho-crm on ${hostname()}, process ${process.pid}`,
    client_encoding: 'UTF8',
    options: '-c timezone=UTC -c datestyle=ISO -c client_min_messages=warning',
    types: { getTypeParser: () => (text: string) => text },
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw toProductError(error, connection);
  }
  return new SqlTarget(new PostgresSession(client, connection, schema));
}
