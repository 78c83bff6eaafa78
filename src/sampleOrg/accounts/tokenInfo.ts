import { ApiError } from '../api/apiError.ts';
import type { Reply } from '../http/exchange.ts';
import { headerText, json } from '../http/exchange.ts';
import type { User } from '../schema/organization.ts';
import type { AccountsContext } from './accountsContext.ts';
import { userOf } from './accountsContext.ts';
import type { AccountsCall, AccountsRoute } from './accountsRoute.ts';
import { signedIn } from './authentication.ts';
import { clientProblem } from './clientAuthentication.ts';
import { oauthError } from './oauthError.ts';
import { allowedBy } from './scopeNames.ts';

/** Who is behind a token: for its holder, and for its client (RFC 7662) (zoho-api.md section 2.1). */
export function tokenInfoRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [
    {
      method: 'GET',
      path: '/oauth/v2/userinfo',
      handle: (call) => json(200, claimsOf(profileUser(context, call, ['openid', 'profile', 'email']))),
    },
    {
      method: 'GET',
      path: '/oauth/user/info',
      handle: (call) => json(200, profileOf(profileUser(context, call, ['aaaserver.profile.read']))),
    },
    { method: 'POST', path: '/oauth/v2/introspect', handle: (call) => introspect(context, call) },
  ];
}

/** The user of a token that holds one of the scopes. Throws ApiError 401. */
function profileUser(context: AccountsContext, { request, site }: AccountsCall, scopes: readonly string[]): User {
  const authorization = headerText(request, 'authorization');
  const { token, user } = signedIn(context, authorization);
  if (!site.isHome) throw new ApiError(401, 'INVALID_TOKEN', 'invalid oauth token');
  const allowed = allowedBy(token.grant.scopes);
  if (scopes.some((scope) => allowed.has(scope))) return user;
  throw new ApiError(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
}

function claimsOf(user: User): Record<string, unknown> {
  return {
    sub: user.zuid,
    email: user.email,
    email_verified: user.confirmed,
    name: `${user.firstName} ${user.lastName}`,
    given_name: user.firstName,
    family_name: user.lastName,
    zoneinfo: user.timeZone,
    locale: user.locale,
  };
}

function profileOf(user: User): Record<string, unknown> {
  return {
    First_Name: user.firstName,
    Last_Name: user.lastName,
    Display_Name: `${user.firstName} ${user.lastName}`,
    Email: user.email,
    ZUID: Number(user.zuid),
  };
}

function introspect(context: AccountsContext, call: AccountsCall): Reply {
  const problem = clientProblem(call, context.client);
  if (problem) return oauthError(problem);
  const token = call.site.isHome ? context.tokens.findAccessToken(call.parameters.get('token') ?? '') : undefined;
  const user = token && userOf(context, token.grant);
  if (!user) return json(200, { active: false });
  return json(200, {
    active: true,
    scope: token.grant.scopes.join(' '),
    client_id: token.grant.clientId,
    token_type: 'Bearer',
    sub: user.zuid,
    username: user.email,
    iat: Math.floor(token.issuedAt / 1000),
    exp: Math.floor(token.expiresAt / 1000),
  });
}
