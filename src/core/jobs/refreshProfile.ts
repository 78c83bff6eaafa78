import type { CrmClient } from '../crm/crmClient.ts';
import type { Connection } from '../model/connection.ts';

/**
 * Reads again who signed in and to which organization, as either may have changed at the CRM: a name, an edition, and
 * above all a time zone. Answers what is to be changed in the connection's description, or undefined. Two calls.
 */
export async function refreshProfile(
  client: Pick<CrmClient, 'currentUser' | 'organization'>,
  connection: Connection,
  signal: AbortSignal,
): Promise<Pick<Connection, 'user' | 'organization'> | undefined> {
  const [user, organization] = await Promise.all([client.currentUser(signal), client.organization(signal)]);
  const isSame = isEqual(user, connection.user) && isEqual(organization, connection.organization);
  return isSame ? undefined : { user, organization };
}

function isEqual<T extends object>(a: T, b: T): boolean {
  return Object.entries(a).every(([key, value]) => Reflect.get(b, key) === value);
}
