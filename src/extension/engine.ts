import path from 'node:path';

import { AccessTokens } from '../core/connections/accessTokens.ts';
import type { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { Crm } from '../core/crm/registry.ts';
import { crms } from '../core/crm/registry.ts';
import { FatalError } from '../core/errors.ts';
import type { Connection, DataCenter } from '../core/model/connection.ts';
import { hostsOf } from '../core/model/dataCenters.ts';
import type { NetworkSettings } from '../core/model/network.ts';
import type { Clock, Log } from '../core/ports.ts';
import { withFileLock } from '../core/util/fileLock.ts';

/** The parts that talk to a CRM. They are loaded when first needed, not when the editor starts. */
export interface Engine {
  readonly crm: Crm;
  readonly tokens: AccessTokens;
  /** Where one signs in to a data center. */
  readonly accountsOriginOf: (dataCenter: DataCenter, signal: AbortSignal) => Promise<string>;
  readonly apiOriginOf: (connection: Connection, signal: AbortSignal) => Promise<string>;
  /** Proxy and certificates; the same object until they change. */
  readonly network: () => NetworkSettings;
}

export interface EngineParts {
  readonly store: ConnectionStore;
  readonly log: Log;
  readonly clock: Clock;
  /** Proxy and certificates; the same object until they change. */
  readonly network: () => NetworkSettings;
  /** A folder that all windows on this computer share: in it they take turns at asking for new tokens. */
  readonly locksFolder: string;
  /** Where the sample organization runs, which is started if need be. */
  readonly sampleOrigin: (signal: AbortSignal) => Promise<string>;
}

export function createEngine(parts: EngineParts): Engine {
  const tokens: AccessTokens = new AccessTokens({
    clock: parts.clock,
    secretsOf: (id) => parts.store.secretsOf(id),
    refresh: async (connection, secrets, signal) => {
      const accountsOrigin = await accountsOriginOf(connection.dataCenter, signal);
      const client = { id: connection.clientId, secret: secrets.clientSecret };
      return crm.signIn.refresh(accountsOrigin, client, secrets.refreshToken, signal);
    },
    share: (id, token) => parts.store.shareAccessToken(id, token),
    exclusively: (id, work, signal) => withFileLock(path.join(parts.locksFolder, `${id}.refresh`), work, signal),
  });
  const crm = crms.zoho({
    log: parts.log,
    clock: parts.clock,
    network: parts.network,
    apiOriginOf,
    tokenFor: (connection, signal) => tokens.tokenFor(connection, signal),
    rejectToken: (connectionId, refused) => {
      tokens.reject(connectionId, refused);
    },
  });
  const identities = new Map(parts.store.list().map((connection) => [connection.id, identityOf(connection)]));
  parts.store.onDidChange((ids) => {
    for (const id of ids) void forgetIfOver(id);
  });
  return { crm, tokens, accountsOriginOf, apiOriginOf, network: parts.network };

  /** Another window may have signed out, or signed in as somebody else: tokens that we hold are then not to be used. */
  async function forgetIfOver(id: string): Promise<void> {
    const connection = parts.store.find(id);
    const identity = connection && identityOf(connection);
    if (identity !== identities.get(id)) tokens.forget(id);
    if (identity === undefined) identities.delete(id);
    else identities.set(id, identity);
    if ((await parts.store.secretsOf(id)) === undefined) tokens.forget(id);
  }

  async function accountsOriginOf(dataCenter: DataCenter, signal: AbortSignal): Promise<string> {
    if (dataCenter === 'sample') return parts.sampleOrigin(signal);
    const hosts = hostsOf(dataCenter);
    if (!hosts) throw new FatalError(`This version does not know the data center "${dataCenter}".`);
    return hosts.accountsOrigin;
  }

  async function apiOriginOf(connection: Connection, signal: AbortSignal): Promise<string> {
    if (connection.dataCenter === 'sample') {
      const origin = await parts.sampleOrigin(signal);
      return connection.environment === 'production' ? origin : `${origin}/${connection.environment}`;
    }
    if (connection.apiDomain === undefined)
      throw new FatalError(`"${connection.name}" has no API address. Sign in again.`);
    return connection.apiDomain;
  }
}

/** Whose token a connection uses, and where. */
function identityOf({ dataCenter, environment, clientId, organization, user }: Connection): string {
  return [dataCenter, environment, clientId, organization.id, user.id].join(' ');
}
