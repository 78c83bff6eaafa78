import type { Pasted } from '../connections/pastedToken.ts';
import type { RedirectInbox } from '../connections/redirectInbox.ts';
import { listenForRedirect } from '../connections/redirectListener.ts';
import type { CrmSignIn, SignedIn, SignInPlace } from '../crm/crmSignIn.ts';
import { InputError, SignInError } from '../errors.ts';
import type { Environment, OrganizationSummary, UserSummary } from '../model/connection.ts';
import type { OAuthClient } from '../model/oauth.ts';
import { redirectPath, redirectUriFor } from '../model/oauth.ts';

/** How long a person may take to sign in and agree. */
export const signInTimeoutMs = 5 * 60_000;

/**
 * How the browser's answer comes back: to a port of this computer, or some other way that ends in the inbox. A sign-in
 * by the port can be ended through the inbox as well, for a browser on another computer.
 */
export type RedirectWay =
  { readonly kind: 'loopback'; readonly port: number } | { readonly kind: 'inbox'; readonly redirectUri: string };

export interface BrowserSignInParts {
  readonly signIn: CrmSignIn;
  readonly inbox: RedirectInbox;
  /** Brings the address before the user's eyes; returns when that is done, not when the user has signed in. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Called when the browser's answer is there: what then still takes a while is between the CRM and us. */
  readonly returned?: () => void;
}

export interface BrowserSignIn {
  readonly place: SignInPlace;
  readonly client: OAuthClient;
  readonly way: RedirectWay;
}

/** Who signed in, and where. */
export interface Identity {
  readonly signedIn: SignedIn;
  /** Undefined where an access token alone was pasted. */
  readonly client: OAuthClient | undefined;
  readonly organization: OrganizationSummary;
  readonly user: UserSummary;
}

/** Signs in through the browser. Rejects with one of the errors of `errors.ts`, or the signal's reason. */
export async function signInThroughBrowser(
  parts: BrowserSignInParts,
  request: BrowserSignIn,
  signal: AbortSignal,
): Promise<Identity> {
  const { place, client, way } = request;
  const redirectUri = way.kind === 'loopback' ? redirectUriFor(way.port) : way.redirectUri;
  const { url, state, verifier } = parts.signIn.start(place.accountsOrigin, client.id, redirectUri);
  const redirect = await awaitRedirect(parts, way, { url, state }, signal);
  parts.returned?.();
  const signedIn = await parts.signIn
    .exchange({ place, redirect, client, redirectUri, verifier }, signal)
    .catch((error: unknown) => {
      throw explainLanding(error, redirect, place);
    });
  return identify(parts.signIn, signedIn, client, signal);
}

async function awaitRedirect(
  parts: BrowserSignInParts,
  way: RedirectWay,
  { url, state }: { readonly url: string; readonly state: string },
  signal: AbortSignal,
): Promise<URLSearchParams> {
  const inbox = parts.inbox.wait(state, signInTimeoutMs, signal);
  try {
    if (way.kind === 'inbox') return await Promise.race([failureOf(parts.openBrowser(url)), inbox.redirect]);
    const listener = await listenForRedirect({ port: way.port, path: redirectPath }, state, signInTimeoutMs, signal);
    try {
      return await Promise.race([failureOf(parts.openBrowser(url)), inbox.redirect, listener.redirect]);
    } finally {
      listener.close();
    }
  } finally {
    inbox.close();
  }
}

/**
 * Rejects when the work fails, and never resolves: an editor may tell late, or never, that it opened a browser in which
 * the user has signed in long since.
 */
function failureOf(work: Promise<void>): Promise<never> {
  return new Promise((_resolve, reject) => {
    work.catch(reject);
  });
}

/** A client may have another secret in each data center, or be unknown in all but its own (zoho-api.md section 1.2). */
function explainLanding(error: unknown, redirect: URLSearchParams, started: SignInPlace): unknown {
  const landed = redirect.get('accounts-server') ?? started.accountsOrigin;
  const isElsewhere = landed !== started.accountsOrigin && URL.canParse(landed);
  if (!(error instanceof InputError) || !isElsewhere) return error;
  return new InputError(
    `Your organization lives in another data center than the chosen one: its sign-in is ${new URL(landed).host}. ` +
      `${error.message} Choose that data center and its client secret, or let the client be used in all data centers.`,
    error.field,
    { cause: error },
  );
}

export interface PastedSignIn {
  readonly place: SignInPlace;
  readonly environment: Environment;
  /** Not needed for an access token. */
  readonly client: OAuthClient | undefined;
}

/**
 * Signs in with what somebody pasted. Texts that look alike are tried as grant code, refresh token and access token, in
 * this order. Rejects with InputError of `pasted` for what nobody can sign in with.
 */
export async function signInWithPasted(
  signIn: CrmSignIn,
  request: PastedSignIn,
  pasted: Pasted,
  signal: AbortSignal,
): Promise<Identity> {
  const { place, environment } = request;
  switch (pasted.kind) {
    case 'grantCode':
      return redeemCode(signIn, request, pasted.client ?? clientOf(request), pasted.text, signal);
    case 'redirect': {
      const client = clientOf(request);
      const { query: redirect, redirectUri } = pasted;
      const signedIn = await signIn.exchange({ place, redirect, client, redirectUri, verifier: undefined }, signal);
      return identify(signIn, signedIn, client, signal);
    }
    case 'refreshToken': {
      const home = pasted.apiDomain === undefined ? place : signIn.placeOf(pasted.apiDomain, place);
      return resume(signIn, { ...request, place: home }, pasted.text, signal);
    }
    case 'accessToken':
      return identify(signIn, signIn.adopt(place, environment, pasted), undefined, signal);
    case 'token':
      return tryAll(signIn, request, pasted.text, signal);
    default:
      throw new InputError(
        'This is no grant code, no token, and no address of a finished sign-in. Paste one of these.',
        'pasted',
      );
  }
}

async function tryAll(signIn: CrmSignIn, request: PastedSignIn, text: string, signal: AbortSignal): Promise<Identity> {
  const { client, place, environment } = request;
  const token = { text, apiDomain: undefined, lifetimeSeconds: undefined, scopes: [] };
  const ways = [
    ...(client ? [() => redeemCode(signIn, request, client, text, signal)] : []),
    ...(client ? [() => resume(signIn, request, text, signal)] : []),
    () => identify(signIn, signIn.adopt(place, environment, token), undefined, signal),
  ];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
    }
  }
  if (!client) throw needsClient();
  throw new SignInError(
    `${new URL(place.accountsOrigin).host} accepts this neither as a grant code, nor as a refresh token, nor as an ` +
      'access token. Codes are good once and for a few minutes; tokens end when they are revoked, and belong to one ' +
      'data center and one client. Make a new one, or check the domain and the client.',
  );
}

async function redeemCode(
  signIn: CrmSignIn,
  { place }: PastedSignIn,
  client: OAuthClient,
  code: string,
  signal: AbortSignal,
): Promise<Identity> {
  const redirect = new URLSearchParams({ code });
  const exchange = { place, redirect, client, redirectUri: undefined, verifier: undefined };
  return identify(signIn, await signIn.exchange(exchange, signal), client, signal);
}

async function resume(
  signIn: CrmSignIn,
  request: PastedSignIn,
  refreshToken: string,
  signal: AbortSignal,
): Promise<Identity> {
  const client = clientOf(request);
  return identify(signIn, await signIn.resume(request.place, client, refreshToken, signal), client, signal);
}

async function identify(
  signIn: CrmSignIn,
  signedIn: SignedIn,
  client: OAuthClient | undefined,
  signal: AbortSignal,
): Promise<Identity> {
  const crm = signIn.clientFor(signedIn, signedIn.environment);
  const [organization, user] = await Promise.all([crm.organization(signal), crm.currentUser(signal)]);
  // The address of an API may be that of production for a sandbox as well; the organization knows what it is.
  const environment = organization.environment ?? signedIn.environment;
  return { signedIn: { ...signedIn, environment }, client, organization, user };
}

function clientOf({ client }: PastedSignIn): OAuthClient {
  if (!client) throw needsClient();
  return client;
}

function needsClient(): InputError {
  return new InputError(
    'To sign in with this, enter the client ID and the client secret with which it was made.',
    'clientId',
  );
}
