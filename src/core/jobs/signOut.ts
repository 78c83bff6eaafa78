import type { AccessTokens } from '../connections/accessTokens.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { CrmSignIn } from '../crm/crmSignIn.ts';
import type { ProductError } from '../errors.ts';
import { RetriableError, isProductError } from '../errors.ts';
import type { Connection } from '../model/connection.ts';

export interface SignOutParts {
  readonly signIn: CrmSignIn;
  readonly store: ConnectionStore;
  readonly tokens: AccessTokens;
  readonly accountsOriginOf: (connection: Connection, signal: AbortSignal) => Promise<string>;
}

/** `notRevoked`: forgotten here, but the CRM still lists the sign-in, because it could not be asked. */
export type SignedOut = { readonly kind: 'revoked' } | { readonly kind: 'notRevoked'; readonly because: ProductError };

/**
 * Ends the sign-in at the CRM and forgets it here; the second happens in any case, also when the signal ends the first.
 * The description stays.
 */
export async function signOut(parts: SignOutParts, connection: Connection, signal: AbortSignal): Promise<SignedOut> {
  const outcome = await revoke(parts, connection, signal);
  parts.tokens.forget(connection.id);
  await parts.store.signOut(connection.id);
  return outcome;
}

async function revoke(parts: SignOutParts, connection: Connection, signal: AbortSignal): Promise<SignedOut> {
  const secrets = await parts.store.secretsOf(connection.id);
  const token = secrets?.refreshToken ?? secrets?.accessToken?.text;
  if (token === undefined) return { kind: 'revoked' };
  try {
    await parts.signIn.revoke(await parts.accountsOriginOf(connection, signal), token, signal);
    return { kind: 'revoked' };
  } catch (error) {
    if (isProductError(error)) return { kind: 'notRevoked', because: error };
    if (!signal.aborted) throw error;
    const because = new RetriableError('The accounts server did not answer in time.', undefined, { cause: error });
    return { kind: 'notRevoked', because };
  }
}
