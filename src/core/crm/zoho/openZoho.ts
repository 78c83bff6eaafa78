import type { Connection } from '../../model/connection.ts';
import type { Crm, CrmParts } from '../registry.ts';
import type { ApiCallsParts } from './apiCalls.ts';
import { HttpClient } from './httpClient.ts';
import { ZohoClient } from './zohoClient.ts';
import { ZohoRecords } from './zohoRecords.ts';
import { ZohoSignIn } from './zohoSignIn.ts';

/** Zoho CRM for the registry: one HTTP client for all connections. */
export function openZoho(parts: CrmParts): Crm {
  const http = new HttpClient(parts);
  const callsOf = (connection: Connection): ApiCallsParts => ({
    http,
    apiOrigin: (signal) => parts.apiOriginOf(connection, signal),
    token: (signal) => parts.tokenFor(connection, signal),
    rejectToken: (refused) => {
      parts.rejectToken(connection.id, refused);
    },
    connection,
  });
  return {
    signIn: new ZohoSignIn({ http, clock: parts.clock }),
    clientFor: (connection) => new ZohoClient(callsOf(connection)),
    recordsFor: (connection) => new ZohoRecords(callsOf(connection)),
    close: () => http.close(),
  };
}
