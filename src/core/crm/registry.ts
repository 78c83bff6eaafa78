import type { Connection } from '../model/connection.ts';
import type { NetworkSettings } from '../model/network.ts';
import type { AccessToken } from '../model/oauth.ts';
import type { Clock, Log } from '../ports.ts';
import type { CrmClient } from './crmClient.ts';
import type { CrmRecords } from './crmRecords.ts';
import type { CrmSignIn } from './crmSignIn.ts';
import { openZoho } from './zoho/openZoho.ts';

/** What a CRM needs to know to work for connections: handed over once. */
export interface CrmParts {
  readonly log: Log;
  readonly clock: Clock;
  /** The same object until something changes. Undefined = straight to the servers. */
  readonly network?: () => NetworkSettings;
  /** API origin of a connection. */
  readonly apiOriginOf: (connection: Connection, signal: AbortSignal) => Promise<string>;
  readonly tokenFor: (connection: Connection, signal: AbortSignal) => Promise<AccessToken>;
  readonly rejectToken: (connectionId: string, refused: AccessToken) => void;
}

/** One kind of CRM, ready for use. */
export interface Crm {
  readonly signIn: CrmSignIn;
  clientFor(connection: Connection): CrmClient;
  /** One for each piece of work, as each counts what it spends. */
  recordsFor(connection: Connection): CrmRecords;
  /** Ends the network connections. */
  close(): Promise<void>;
}

/** Every CRM that we know, by the word that `Connection.crm` uses. */
export const crms = { zoho: openZoho } satisfies Record<Connection['crm'], (parts: CrmParts) => Crm>;
