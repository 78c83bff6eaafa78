import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';
import type { AccountsCall, AccountsRoute } from './accountsRoute.ts';
import { environments } from './caller.ts';
import { clientProblem } from './clientAuthentication.ts';
import { accessDenied, oauthError } from './oauthError.ts';
import { keepsPromise } from './pkce.ts';
import { parseScopes } from './scopeNames.ts';
import { redeemGrant, tokenAnswer } from './tokenAnswer.ts';

/** `POST /oauth/v2/token` (zoho-api.md sections 2.3, 2.4 and 2.11). */
export function tokenRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [{ method: 'POST', path: '/oauth/v2/token', handle: (call) => answerTokenRequest(context, call) }];
}

function answerTokenRequest(context: AccountsContext, call: AccountsCall): Reply {
  const problem = clientProblem(call, context.client);
  if (problem) return oauthError(problem);
  switch (call.parameters.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(context, call);
    case 'refresh_token':
      return refresh(context, call);
    case 'client_credentials':
      return answerClientItself(context, call);
    default:
      return oauthError('unsupported_grant_type');
  }
}

function exchangeCode(context: AccountsContext, { parameters, site }: AccountsCall): Reply {
  const code = parameters.get('code') ?? '';
  const pending = site.isHome ? context.codes.peek(code) : undefined;
  if (pending?.grant.clientId !== context.client.id) return oauthError('invalid_code');
  if (pending.redirectUri !== undefined && parameters.get('redirect_uri') !== pending.redirectUri) {
    return oauthError('invalid_redirect_uri');
  }
  context.codes.use(code);
  if (!keepsPromise(pending.challenge, parameters.get('code_verifier'))) return oauthError('invalid_code');
  return json(200, redeemGrant(context, pending));
}

function refresh(context: AccountsContext, { parameters, site }: AccountsCall): Reply {
  if (!site.isHome) return oauthError('invalid_code');
  const refreshed = context.tokens.refresh(parameters.get('refresh_token') ?? '', context.client.id);
  switch (refreshed.kind) {
    case 'token':
      return json(200, tokenAnswer(context, refreshed.grant, refreshed.accessToken));
    case 'throttled':
      return accessDenied(context);
    case 'unknown':
      return oauthError('invalid_code');
  }
}

/** Client credentials: the client acts as the administrator of the organization that `soid` names. */
function answerClientItself(context: AccountsContext, { parameters, site }: AccountsCall): Reply {
  const soid = parameters.get('soid');
  const environment = site.isHome
    ? environments.find((each) => `ZohoCRM.${context.orgFor(each).organization.zgid}` === soid)
    : undefined;
  const administrator = environment && context.orgFor(environment).users[0];
  if (!administrator) return oauthError('missing_org_info');
  const scopes = parseScopes(parameters.get('scope'));
  if (!scopes) return oauthError('invalid_scope');
  const grant = { zuid: administrator.zuid, clientId: context.client.id, scopes, environment };
  return json(200, tokenAnswer(context, grant, context.tokens.addAccessToken(grant)));
}
