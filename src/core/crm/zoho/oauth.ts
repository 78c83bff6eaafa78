import { createHash, randomBytes } from 'node:crypto';

import { FatalError, InputError, RetriableError, SignInError } from '../../errors.ts';
import { dataCenters, isKnownApiOrigin, isLoopback } from '../../model/dataCenters.ts';
import type { AccessToken, OAuthClient } from '../../model/oauth.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObject, asText } from '../../model/parse.ts';
import type { Clock } from '../../ports.ts';
import type { Authorization, CodeExchange, SignedIn } from '../crmSignIn.ts';
import type { HttpClient } from './httpClient.ts';

/** What we ask for at sign-in: everything that a feature needs, as each scope is missed only when it is used. */
export const scopes = [
  'ZohoCRM.org.READ',
  'ZohoCRM.users.READ',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.modules.ALL',
  'ZohoCRM.coql.READ',
  'ZohoCRM.bulk.ALL',
  'ZohoSearch.securesearch.READ',
] as const;

/** Makes the address at which the user signs in and agrees. `prompt=consent` makes Zoho issue a refresh token each time. */
export function startAuthorization(accountsOrigin: string, clientId: string, redirectUri: string): Authorization {
  const state = randomBytes(16).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(`${accountsOrigin}/oauth/v2/auth`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(','),
    access_type: 'offline',
    prompt: 'consent',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return { url: url.href, state, verifier };
}

/** Turns the code of a redirect into tokens. Rejects with SignInError, InputError, RetriableError or FatalError. */
export async function exchangeCode(
  http: HttpClient,
  clock: Clock,
  exchange: CodeExchange,
  signal: AbortSignal,
): Promise<SignedIn> {
  const accountsOrigin = checkAccountsServer(exchange);
  const answer = await askForToken(http, accountsOrigin, signal, {
    grant_type: 'authorization_code',
    client_id: exchange.client.id,
    client_secret: exchange.client.secret,
    redirect_uri: exchange.redirectUri,
    code: exchange.redirect.get('code') ?? '',
    code_verifier: exchange.verifier,
  });
  const refreshToken = asText(answer['refresh_token']);
  if (refreshToken === undefined) throw new FatalError('Zoho answered the sign-in without a refresh token.');
  const apiDomain = checkApiDomain(asText(answer['api_domain']), accountsOrigin);
  return { accessToken: readAccessToken(answer, clock), refreshToken, apiDomain };
}

/** A new access token for a refresh token. Rejects with SignInError when Zoho no longer takes the refresh token. */
export async function refreshAccessToken(
  http: HttpClient,
  clock: Clock,
  accountsOrigin: string,
  client: OAuthClient,
  refreshToken: string,
  signal: AbortSignal,
): Promise<AccessToken> {
  const answer = await askForToken(http, accountsOrigin, signal, {
    grant_type: 'refresh_token',
    client_id: client.id,
    client_secret: client.secret,
    refresh_token: refreshToken,
  });
  return readAccessToken(answer, clock);
}

async function askForToken(
  http: HttpClient,
  accountsOrigin: string,
  signal: AbortSignal,
  fields: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const answer = await http.send(
    {
      method: 'POST',
      origin: accountsOrigin,
      path: '/oauth/v2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
    },
    signal,
  );
  const body = asObject(answer.json);
  if (!body) throw new RetriableError(`The accounts server answered ${answer.status} without JSON.`);
  const error = asText(body['error']);
  if (error !== undefined) throw toError(error);
  if (asText(body['access_token']) === undefined) throw new FatalError('Zoho answered without an access token.');
  return body;
}

/** Zoho reports errors with HTTP 200, so the body decides (zoho-api.md section 2.4). */
function toError(code: string): Error {
  switch (code) {
    case 'invalid_code':
      return new SignInError('Zoho no longer accepts this sign-in: it was revoked, has expired, or belongs elsewhere.');
    case 'invalid_client':
      return new InputError('Zoho does not know this client ID in this data center.', 'clientId');
    case 'invalid_client_secret':
      return new InputError('Zoho does not accept the client secret.', 'clientSecret');
    case 'invalid_redirect_uri':
      return new InputError('The redirect address is not registered with this client.', 'redirectUri');
    case 'Access Denied':
      return new RetriableError('Zoho refuses new tokens for now: too many were asked for. Wait ten minutes.', 600_000);
    case 'access_denied':
      return new SignInError('The sign-in was declined.');
    default:
      return new RetriableError(`Zoho's accounts server answered "${code.slice(0, 60)}".`);
  }
}

function readAccessToken(answer: JsonObject, clock: Clock): AccessToken {
  const text = asText(answer['access_token']) ?? '';
  return { text, expiresAt: clock.now() + lifetimeSeconds(answer) * 1000 };
}

/** Older deployments give `expires_in` in milliseconds, and seconds in `expires_in_sec` (section 2.3). */
function lifetimeSeconds(answer: JsonObject): number {
  const seconds = asNumber(answer['expires_in_sec']);
  if (seconds !== undefined) return seconds;
  const either = asNumber(answer['expires_in']) ?? 3600;
  return either > 86_400 ? either / 1000 : either;
}

/**
 * The code is exchanged where the redirect says that the user lives (section 1.2), if that is one of Zoho's accounts
 * servers, or on this computer where the sign-in was started there: the client secret goes nowhere else.
 */
function checkAccountsServer(exchange: CodeExchange): string {
  const named = exchange.redirect.get('accounts-server') ?? exchange.accountsOrigin;
  if (named === exchange.accountsOrigin || dataCenters.some((each) => each.accountsOrigin === named)) return named;
  if (isLoopback(exchange.accountsOrigin) && isLoopback(named)) return named;
  throw new FatalError(
    `The sign-in names an accounts server that is not Zoho's: ${named.slice(0, 100)}. Nothing was sent there.`,
  );
}

/** A token goes only to hosts that we know. An accounts server on this computer may name an API on this computer. */
function checkApiDomain(apiDomain: string | undefined, accountsOrigin: string): string {
  if (apiDomain === undefined) throw new FatalError('Zoho did not say where its API is.');
  if (isKnownApiOrigin(apiDomain)) return apiDomain;
  if (isLoopback(accountsOrigin) && isLoopback(apiDomain)) return apiDomain;
  throw new FatalError(
    `The sign-in names an API address that is not Zoho's: ${apiDomain.slice(0, 100)}. Nothing was sent there.`,
  );
}
