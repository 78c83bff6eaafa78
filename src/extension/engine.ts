import { AccessTokens } from '../core/connections/accessTokens.ts';
import type { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { Crm } from '../core/crm/registry.ts';
import { crms } from '../core/crm/registry.ts';
import { FatalError } from '../core/errors.ts';
import type { Connection } from '../core/model/connection.ts';
import { dataCenters } from '../core/model/dataCenters.ts';
import type { Clock, Log } from '../core/ports.ts';

/** The parts that talk to a CRM. They are loaded when first needed, not when the editor starts. */
export interface Engine {
  readonly crm: Crm;
  readonly tokens: AccessTokens;
}

export interface EngineParts {
  readonly store: ConnectionStore;
  readonly log: Log;
  readonly clock: Clock;
  /** Where the sample organization runs, which is started if need be. */
  readonly sampleOrigin: (signal: AbortSignal) => Promise<string>;
}

export function createEngine(parts: EngineParts): Engine {
  const tokens: AccessTokens = new AccessTokens({
    clock: parts.clock,
    secretsOf: (id) => parts.store.secretsOf(id),
    refresh: async (connection, secrets, signal) => {
      const accountsOrigin = await accountsOriginOf(connection, signal);
      const client = { id: connection.clientId, secret: secrets.clientSecret };
      return crm.signIn.refresh(accountsOrigin, client, secrets.refreshToken, signal);
    },
  });
  const crm = crms.zoho({
    log: parts.log,
    clock: parts.clock,
    apiOriginOf,
    tokenFor: (connection, signal) => tokens.tokenFor(connection, signal),
    rejectToken: (connectionId, refused) => {
      tokens.reject(connectionId, refused);
    },
  });
  return { crm, tokens };

  async function accountsOriginOf(connection: Connection, signal: AbortSignal): Promise<string> {
    if (connection.dataCenter === 'sample') return parts.sampleOrigin(signal);
    const hosts = dataCenters.find((each) => each.code === connection.dataCenter);
    if (!hosts) throw new FatalError(`"${connection.name}" names a data center that this version does not know.`);
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
