import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { SignedOut } from '../../core/jobs/signOut.ts';
import { signOut } from '../../core/jobs/signOut.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Engine } from '../engine.ts';

export interface EndSignInParts {
  readonly store: ConnectionStore;
  readonly engine: () => Promise<Engine>;
}

/** Ends a connection's sign-in at the CRM and forgets it here, the latter also when the CRM stays silent. */
export async function endSignIn(
  connection: Connection,
  { store, engine }: EndSignInParts,
  signal: AbortSignal,
): Promise<SignedOut> {
  const { crm, tokens, accountsOriginOf } = await engine();
  const parts = {
    ...{ signIn: crm.signIn, store, tokens },
    accountsOriginOf: (each: Connection, aborted: AbortSignal) => accountsOriginOf(each.dataCenter, aborted),
  };
  return signOut(parts, connection, signal);
}
