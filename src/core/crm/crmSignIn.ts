import type { DataCenter, Environment } from '../model/connection.ts';
import type { AccessToken, OAuthClient } from '../model/oauth.ts';
import type { CrmClient } from './crmClient.ts';

/** Where one signs in: the chosen data center, and the origin of its accounts server. */
export interface SignInPlace {
  readonly dataCenter: DataCenter;
  readonly accountsOrigin: string;
}

/** A sign-in under way. `verifier` proves later that the code came back to whoever started (PKCE, RFC 7636). */
export interface Authorization {
  /** Where the user signs in and agrees. */
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

export interface CodeExchange {
  /** Where the sign-in was started. */
  readonly place: SignInPlace;
  /** What the redirect brought: the code, and perhaps another accounts server. */
  readonly redirect: URLSearchParams;
  readonly client: OAuthClient;
  /** Undefined for a code that was made without a redirect (a self client's). */
  readonly redirectUri: string | undefined;
  readonly verifier: string | undefined;
}

/** Somebody who is signed in, wherever that turned out to be. */
export interface SignedIn {
  readonly accessToken: AccessToken;
  /** Undefined where an access token alone was pasted. */
  readonly refreshToken: string | undefined;
  /** Checked: in the data-center table, or on this computer where the accounts server is. */
  readonly apiDomain: string;
  /** Where the sign-in landed, which may be elsewhere than it was started. */
  readonly place: SignInPlace;
  readonly environment: Environment;
  /** What the user allowed; empty where the CRM did not say. */
  readonly scopes: readonly string[];
}

/** An access token that somebody has, and what else its holder was told. */
export interface PastedAccessToken {
  readonly text: string;
  readonly apiDomain: string | undefined;
  readonly lifetimeSeconds: number | undefined;
  readonly scopes: readonly string[];
}

/** What the product can do only with a permission of the user's. */
export type Feature = 'organization' | 'metadata' | 'readRecords' | 'writeRecords' | 'coql' | 'bulkRead' | 'search';

/** How one signs in to a CRM with OAuth. All calls reject with one of the errors of `errors.ts`. */
export interface CrmSignIn {
  start(accountsOrigin: string, clientId: string, redirectUri: string): Authorization;
  /** Turns the code of a redirect into tokens. */
  exchange(exchange: CodeExchange, signal: AbortSignal): Promise<SignedIn>;
  /** Signs in with a refresh token. Rejects with SignInError when it is not taken. */
  resume(place: SignInPlace, client: OAuthClient, refreshToken: string, signal: AbortSignal): Promise<SignedIn>;
  /** Takes an access token for what it says it is; nothing is asked. Throws FatalError for an API that is a stranger's. */
  adopt(place: SignInPlace, environment: Environment, token: PastedAccessToken): SignedIn;
  /** The data center that an API address is of. Throws FatalError for a stranger's. */
  placeOf(apiDomain: string, chosen: SignInPlace): SignInPlace;
  /** Rejects with SignInError when the refresh token is no longer taken. */
  refresh(accountsOrigin: string, client: OAuthClient, refreshToken: string, signal: AbortSignal): Promise<AccessToken>;
  /** Ends a refresh token and its access tokens, or an access token. One that has ended already is no failure. */
  revoke(accountsOrigin: string, token: string, signal: AbortSignal): Promise<void>;
  /** A client for a sign-in that is not stored yet. */
  clientFor(signedIn: SignedIn, environment: Environment): CrmClient;
  /** What will not work with these scopes; undefined where the CRM did not say what was allowed. */
  missingFeatures(scopes: readonly string[]): readonly Feature[] | undefined;
}
