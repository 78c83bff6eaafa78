import { ApiError } from '../api/apiError.ts';
import type { User } from '../schema/organization.ts';
import type { AccountsContext } from './accountsContext.ts';
import { userOf } from './accountsContext.ts';
import type { Caller, Environment } from './caller.ts';
import { allowedBy } from './scopeNames.ts';
import type { AccessToken } from './tokenStore.ts';

/** The access token of an `Authorization` header, `Zoho-oauthtoken` or `Bearer` (zoho-api.md section 2.5), as it was sent. */
export function accessTokenIn(authorization: string | undefined): string | undefined {
  return /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** A live token of the header and its user, in any environment. Throws ApiError 401 (zoho-api.md section 8). */
export function signedIn(
  context: AccountsContext,
  authorization: string | undefined,
): { readonly token: AccessToken; readonly user: User } {
  const text = accessTokenIn(authorization);
  if (text === undefined) throw new ApiError(401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
  const token = context.tokens.findAccessToken(text);
  const user = token && userOf(context, token.grant);
  if (!user) throw invalidToken();
  return { token, user };
}

/** Whose token a call of the API carries. Throws ApiError 401, also for the token of another environment. */
export function authenticate(
  context: AccountsContext,
  authorization: string | undefined,
  environment: Environment,
): Caller {
  const { token, user } = signedIn(context, authorization);
  if (token.grant.environment !== environment) throw invalidToken();
  return {
    user,
    clientId: token.grant.clientId,
    scopes: allowedBy(token.grant.scopes),
    expiresAt: token.expiresAt,
  };
}

function invalidToken(): ApiError {
  return new ApiError(401, 'INVALID_TOKEN', 'invalid oauth token');
}
