import type { Environment } from '../model/connection.ts';
import type { AccessToken, OAuthClient } from '../model/oauth.ts';
import type { CrmClient } from './crmClient.ts';

/** A sign-in under way. `verifier` proves later that the code came back to whoever started (PKCE, RFC 7636). */
export interface Authorization {
  /** Where the user signs in and agrees. */
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

export interface CodeExchange {
  /** The origin at which the sign-in was started. */
  readonly accountsOrigin: string;
  /** What the redirect brought: the code, and perhaps another accounts server. */
  readonly redirect: URLSearchParams;
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly verifier: string;
}

export interface SignedIn {
  readonly accessToken: AccessToken;
  readonly refreshToken: string;
  /** Checked: in the data-center table, or on this computer where the accounts server is. */
  readonly apiDomain: string;
}

/** How one signs in to a CRM with OAuth. All calls reject with one of the errors of `errors.ts`. */
export interface CrmSignIn {
  start(accountsOrigin: string, clientId: string, redirectUri: string): Authorization;
  /** Turns the code of a redirect into tokens. */
  exchange(exchange: CodeExchange, signal: AbortSignal): Promise<SignedIn>;
  /** Rejects with SignInError when the refresh token is no longer taken. */
  refresh(accountsOrigin: string, client: OAuthClient, refreshToken: string, signal: AbortSignal): Promise<AccessToken>;
  /** A client for a sign-in that is not stored yet. */
  clientFor(signedIn: SignedIn, environment: Environment): CrmClient;
}
