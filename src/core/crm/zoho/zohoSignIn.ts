import type { Environment } from '../../model/connection.ts';
import type { AccessToken, OAuthClient } from '../../model/oauth.ts';
import type { Clock } from '../../ports.ts';
import type { CrmClient } from '../crmClient.ts';
import type {
  Authorization,
  CodeExchange,
  CrmSignIn,
  Feature,
  PastedAccessToken,
  SignedIn,
  SignInPlace,
} from '../crmSignIn.ts';
import type { HttpClient } from './httpClient.ts';
import { environmentOf, placeOfApi, usualApiDomain } from './landing.ts';
import { exchangeCode, refreshAccessToken, resumeSignIn, revokeToken, startAuthorization } from './oauth.ts';
import { missingFeatures } from './scopes.ts';
import { ZohoClient } from './zohoClient.ts';

const usualLifetimeSeconds = 3600;

/** Zoho's OAuth (zoho-api.md section 2). */
export class ZohoSignIn implements CrmSignIn {
  readonly #http: HttpClient;
  readonly #clock: Clock;

  constructor(parts: { readonly http: HttpClient; readonly clock: Clock }) {
    this.#http = parts.http;
    this.#clock = parts.clock;
  }

  start(accountsOrigin: string, clientId: string, redirectUri: string): Authorization {
    return startAuthorization(accountsOrigin, clientId, redirectUri);
  }

  exchange(exchange: CodeExchange, signal: AbortSignal): Promise<SignedIn> {
    return exchangeCode(this.#http, this.#clock, exchange, signal);
  }

  resume(place: SignInPlace, client: OAuthClient, refreshToken: string, signal: AbortSignal): Promise<SignedIn> {
    return resumeSignIn(this.#http, this.#clock, place, client, refreshToken, signal);
  }

  adopt(chosen: SignInPlace, environment: Environment, token: PastedAccessToken): SignedIn {
    const apiDomain = token.apiDomain ?? usualApiDomain(chosen, environment);
    const place = placeOfApi(apiDomain, chosen);
    const lifetimeMs = Math.min(token.lifetimeSeconds ?? Infinity, usualLifetimeSeconds) * 1000;
    return {
      accessToken: { text: token.text, expiresAt: this.#clock.now() + lifetimeMs },
      refreshToken: undefined,
      ...{ apiDomain, place, environment: environmentOf(apiDomain), scopes: token.scopes },
    };
  }

  placeOf(apiDomain: string, chosen: SignInPlace): SignInPlace {
    return placeOfApi(apiDomain, chosen);
  }

  refresh(
    accountsOrigin: string,
    client: OAuthClient,
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    return refreshAccessToken(this.#http, this.#clock, accountsOrigin, client, refreshToken, signal);
  }

  revoke(accountsOrigin: string, token: string, signal: AbortSignal): Promise<void> {
    return revokeToken(this.#http, accountsOrigin, token, signal);
  }

  clientFor(signedIn: SignedIn, environment: Environment): CrmClient {
    return new ZohoClient({
      http: this.#http,
      apiOrigin: () => Promise.resolve(signedIn.apiDomain),
      token: () => Promise.resolve(signedIn.accessToken),
      rejectToken: () => undefined,
      connection: { id: undefined, name: `new connection (${environment})` },
    });
  }

  missingFeatures(scopes: readonly string[]): readonly Feature[] | undefined {
    return missingFeatures(scopes);
  }
}
