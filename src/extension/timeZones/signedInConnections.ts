import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Connection } from '../../core/model/connection.ts';

/** Those with a sign-in, by name. Where the secret store does not answer, nobody is signed in. */
export async function signedInConnections(
  store: Pick<ConnectionStore, 'list' | 'secretsOf'>,
): Promise<readonly Connection[]> {
  const connections = store.list();
  const secrets = await Promise.all(connections.map((each) => store.secretsOf(each.id).catch(() => undefined)));
  return connections.filter((_, index) => secrets[index]);
}
