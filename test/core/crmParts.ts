import { AccessTokens } from '../../src/core/connections/accessTokens.ts';
import { ConnectionStore } from '../../src/core/connections/connectionStore.ts';
import { RedirectInbox } from '../../src/core/connections/redirectInbox.ts';
import { crms } from '../../src/core/crm/registry.ts';
import type { Clock } from '../../src/core/ports.ts';
import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';
import { memoryLog, memorySecrets, memoryState } from './memoryPorts.ts';

/** All that a host puts together for connections to one sample organization, with ports that keep everything in memory. */
export function crmPartsFor(sampleOrg: Pick<RunningSampleOrg, 'info'>, clock: Clock = { now: () => Date.now() }) {
  const log = memoryLog();
  const state = memoryState();
  const secrets = memorySecrets();
  const store = new ConnectionStore({ state, secrets });
  const tokens: AccessTokens = new AccessTokens({
    clock,
    secretsOf: (id) => store.secretsOf(id),
    refresh: (connection, { clientSecret, refreshToken }, signal) => {
      const client = { id: connection.clientId, secret: clientSecret };
      return crm.signIn.refresh(sampleOrg.info.origin, client, refreshToken, signal);
    },
  });
  const crm = crms.zoho({
    log,
    clock,
    apiOriginOf: ({ environment }) =>
      Promise.resolve(environment === 'production' ? sampleOrg.info.apiUrl : `${sampleOrg.info.apiUrl}/${environment}`),
    tokenFor: (connection, signal) => tokens.tokenFor(connection, signal),
    rejectToken: (id, refused) => {
      tokens.reject(id, refused);
    },
  });
  return { log, state, secrets, store, tokens, crm, signIn: crm.signIn, inbox: new RedirectInbox() };
}
