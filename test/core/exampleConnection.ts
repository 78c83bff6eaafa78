import type { Connection } from '../../src/core/model/connection.ts';

/** A connection for tests that care about a few of its parts only. */
export function exampleConnection(parts: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    name: 'Acme EU',
    crm: 'zoho',
    dataCenter: 'eu',
    environment: 'production',
    apiDomain: 'https://www.zohoapis.eu',
    clientId: '1000.CLIENT',
    organization: { id: '10', name: 'Acme', edition: 'enterprise', timeZone: 'Europe/Berlin' },
    user: { id: '20', name: 'Ann Example', email: 'ann@example.com', timeZone: 'Europe/Berlin' },
    timeZone: 'Europe/Berlin',
    cachePolicy: 'infinite',
    group: undefined,
    warnsAboutTimeZone: true,
    grantedScopes: [],
    ...parts,
  };
}
