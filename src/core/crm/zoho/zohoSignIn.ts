import type { Environment } from '../../model/connection.ts';
import type { AccessToken, OAuthClient } from '../../model/oauth.ts';
import type { Clock } from '../../ports.ts';
import type { CrmClient } from '../crmClient.ts';
import type { Authorization, CodeExchange, CrmSignIn, SignedIn } from '../crmSignIn.ts';
import type { HttpClient } from './httpClient.ts';
import { exchangeCode, refreshAccessToken, startAuthorization } from './oauth.ts';
import { ZohoClient } from './zohoClient.ts';

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

  refresh(
    accountsOrigin: string,
    client: OAuthClient,
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    return refreshAccessToken(this.#http, this.#clock, accountsOrigin, client, refreshToken, signal);
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
}
