import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';
import type { AccountsCall, AccountsRoute } from './accountsRoute.ts';
import { clientProblem } from './clientAuthentication.ts';
import { oauthError } from './oauthError.ts';
import { errorPage } from './pages/page.ts';

/** Both ways to end a token; with a refresh token end its access tokens (zoho-api.md section 2.12). */
export function revocationRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [
    { method: 'POST', path: '/oauth/v2/token/revoke', handle: (call) => revoke(context, call) },
    { method: 'POST', path: '/oauth/v2/revoke/token', handle: (call) => revokeForClient(context, call) },
  ];
}

function revokeForClient(context: AccountsContext, call: AccountsCall): Reply {
  const problem = clientProblem(call, context.client);
  return problem ? oauthError(problem) : revoke(context, call);
}

function revoke(context: AccountsContext, { parameters, site }: AccountsCall): Reply {
  const token = parameters.get('token') ?? '';
  if (site.isHome && isOfType(context, token, parameters.get('token_type')) && context.tokens.revoke(token)) {
    return json(200, { status: 'success' });
  }
  return errorPage('Invalid Token', 'There is no such token, or it has ended already.');
}

/** Whether a token is of the `token_type` that the call names, if it names one. */
function isOfType(context: AccountsContext, token: string, type: string | undefined): boolean {
  if (type === 'refresh_token') return context.tokens.findRefreshToken(token) !== undefined;
  if (type === 'access_token') return context.tokens.findAccessToken(token) !== undefined;
  return type === undefined;
}
