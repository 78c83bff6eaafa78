import type { Connection } from '../../core/model/connection.ts';

/** The parts of a connection that a sign-in fills in, before there was one. */
export const nobodySignedIn: Pick<Connection, 'apiDomain' | 'organization' | 'user' | 'grantedScopes'> = {
  apiDomain: undefined,
  organization: { id: '', name: '', edition: '', timeZone: '' },
  user: { id: '', name: '', email: '', timeZone: '' },
  grantedScopes: [],
};
