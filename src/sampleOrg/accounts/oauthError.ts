import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';

/** Words that the token endpoints use; `unsupported_grant_type` and `invalid_scope` are RFC 6749's, Zoho's are not known. */
export type OAuthErrorWord =
  | 'invalid_code'
  | 'invalid_client'
  | 'invalid_client_secret'
  | 'invalid_redirect_uri'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'missing_org_info'
  | 'authorization_pending'
  | 'slow_down'
  | 'access_denied'
  | 'expired';

/** An error as Zoho's token endpoints send it: with status 200 (zoho-api.md section 2.4). */
export function oauthError(error: OAuthErrorWord): Reply {
  return json(200, { error });
}

/** Too many codes or tokens in ten minutes. The status is an option, because sources disagree (section 2.4). */
export function accessDenied(context: AccountsContext): Reply {
  return json(context.options.throttleStatus, {
    error_description: 'You have made too many requests continuously. Please try again after some time.',
    error: 'Access Denied',
    status: 'failure',
  });
}
