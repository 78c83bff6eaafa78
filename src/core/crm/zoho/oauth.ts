import { createHash, randomBytes } from 'node:crypto';

import { FatalError, InputError, RetriableError, SignInError } from '../../errors.ts';
import type { AccessToken, OAuthClient } from '../../model/oauth.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObject, asText } from '../../model/parse.ts';
import { lifetimeIn, splitScopes } from '../../model/tokenAnswer.ts';
import type { Clock } from '../../ports.ts';
import type { Authorization, CodeExchange, SignedIn, SignInPlace } from '../crmSignIn.ts';
import type { HttpClient } from './httpClient.ts';
import { checkApiDomain, environmentOf, landingOf } from './landing.ts';
import { scopes } from './scopes.ts';
import { perhapsAProxy } from './zohoErrors.ts';

const usualLifetimeSeconds = 3600;
const redirectNotRegistered =
  'The redirect address is not registered with this client. Register the one that the form shows, in Zoho’s API console.';

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
  const place = landingOf(exchange.redirect, exchange.place);
  const answer = await askForToken(http, place.accountsOrigin, signal, {
    grant_type: 'authorization_code',
    client_id: exchange.client.id,
    client_secret: exchange.client.secret,
    ...(exchange.redirectUri === undefined ? {} : { redirect_uri: exchange.redirectUri }),
    code: exchange.redirect.get('code') ?? '',
    ...(exchange.verifier === undefined ? {} : { code_verifier: exchange.verifier }),
  });
  const refreshToken = asText(answer['refresh_token']);
  if (refreshToken === undefined)
    throw new FatalError('Zoho answered the sign-in without a refresh token. Log in again.');
  return readSignedIn(answer, clock, place, refreshToken);
}

/** Signs in with a refresh token that somebody has. */
export async function resumeSignIn(
  http: HttpClient,
  clock: Clock,
  place: SignInPlace,
  client: OAuthClient,
  refreshToken: string,
  signal: AbortSignal,
): Promise<SignedIn> {
  const answer = await askForRefresh(http, place.accountsOrigin, client, refreshToken, signal);
  return readSignedIn(answer, clock, place, refreshToken);
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
  return readAccessToken(await askForRefresh(http, accountsOrigin, client, refreshToken, signal), clock);
}

/**
 * Ends a token (zoho-api.md section 2.12). Zoho answers a token that it does not know with 400 and a page; that it does
 * not know it is what we want.
 */
export async function revokeToken(
  http: HttpClient,
  accountsOrigin: string,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  const answer = await http.send(
    {
      method: 'POST',
      origin: accountsOrigin,
      path: '/oauth/v2/token/revoke',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    },
    signal,
  );
  const error = asText(asObject(answer.json)?.['error']);
  if (error !== undefined) throw toError(error);
  const isDone = answer.status === 400 || (answer.status === 200 && asObject(answer.json) !== undefined);
  if (!isDone) throw new RetriableError(`Zoho's accounts server answered ${answer.status} to the sign-out.`);
}

function askForRefresh(
  http: HttpClient,
  accountsOrigin: string,
  client: OAuthClient,
  refreshToken: string,
  signal: AbortSignal,
): Promise<JsonObject> {
  return askForToken(http, accountsOrigin, signal, {
    grant_type: 'refresh_token',
    client_id: client.id,
    client_secret: client.secret,
    refresh_token: refreshToken,
  });
}

function readSignedIn(answer: JsonObject, clock: Clock, place: SignInPlace, refreshToken: string): SignedIn {
  const apiDomain = checkApiDomain(asText(answer['api_domain']), place.accountsOrigin);
  return {
    accessToken: readAccessToken(answer, clock),
    refreshToken,
    apiDomain,
    place,
    environment: environmentOf(apiDomain),
    scopes: splitScopes(asText(answer['scope'])),
  };
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
  if (!body)
    throw new RetriableError(`Not Zoho but something else seems to have answered (${answer.status}). ${perhapsAProxy}`);
  const error = asText(body['error']);
  if (error !== undefined) throw toError(error);
  if (asText(body['access_token']) === undefined) throw new FatalError('Zoho answered without an access token.');
  return body;
}

/** Zoho reports errors with any status, so the body decides (zoho-api.md section 2.4). */
function toError(code: string): Error {
  switch (code) {
    case 'invalid_code':
      return new SignInError('Zoho no longer accepts this sign-in: it was revoked, has expired, or belongs elsewhere.');
    case 'invalid_client':
      return new InputError('Zoho does not know this client ID in this data center. Check both.', 'clientId');
    case 'invalid_client_secret':
      return new InputError(
        'Zoho does not accept the client secret. Copy it again from Zoho’s API console.',
        'clientSecret',
      );
    case 'invalid_redirect_uri':
      return new InputError(redirectNotRegistered, 'redirectUri');
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
  return { text, expiresAt: clock.now() + (lifetimeIn(answer) ?? usualLifetimeSeconds) * 1000 };
}
