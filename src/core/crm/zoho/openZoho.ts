import type { Crm, CrmParts } from '../registry.ts';
import { HttpClient } from './httpClient.ts';
import { ZohoClient } from './zohoClient.ts';
import { ZohoSignIn } from './zohoSignIn.ts';

/** Zoho CRM for the registry: one HTTP client for all connections. */
export function openZoho(parts: CrmParts): Crm {
  const http = new HttpClient(parts);
  return {
    signIn: new ZohoSignIn({ http, clock: parts.clock }),
    clientFor: (connection) =>
      new ZohoClient({
        http,
        apiOrigin: (signal) => parts.apiOriginOf(connection, signal),
        token: (signal) => parts.tokenFor(connection, signal),
        rejectToken: (refused) => {
          parts.rejectToken(connection.id, refused);
        },
        connection,
      }),
    close: () => http.close(),
  };
}
