import type { AccountsContext } from './accountsContext.ts';
import { apiDomainOf } from './accountsContext.ts';
import type { Grant, PendingGrant } from './grant.ts';

/** The body of a successful answer of the token endpoints (zoho-api.md section 2.3). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  /** Between spaces, though requests have them between commas. */
  readonly scope: string;
  readonly api_domain: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
}

/** Makes the tokens that a pending grant entitles to: a refresh token only for offline access and a first consent. */
export function redeemGrant(context: AccountsContext, pending: PendingGrant): TokenAnswer {
  const { grant } = pending;
  if (!pending.offline || !(pending.consentForced || isFirstConsent(context, grant))) {
    return tokenAnswer(context, grant, context.tokens.addAccessToken(grant));
  }
  const refreshToken = context.tokens.addRefreshToken(grant);
  const answer = tokenAnswer(context, grant, context.tokens.addAccessToken(grant, refreshToken));
  return { ...answer, refresh_token: refreshToken };
}

/** The answer for an access token that was made already; a refresh token is not part of it. */
export function tokenAnswer(context: AccountsContext, grant: Grant, accessToken: string): TokenAnswer {
  return {
    access_token: accessToken,
    scope: grant.scopes.join(' '),
    api_domain: apiDomainOf(context, grant.environment),
    token_type: 'Bearer',
    expires_in: context.options.tokenLifetimeSeconds,
  };
}

function isFirstConsent(context: AccountsContext, grant: Grant): boolean {
  return !context.tokens
    .signIns()
    .some(
      ({ grant: earlier }) =>
        earlier.zuid === grant.zuid && earlier.clientId === grant.clientId && earlier.environment === grant.environment,
    );
}
