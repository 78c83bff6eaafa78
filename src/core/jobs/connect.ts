import { randomUUID } from 'node:crypto';

import type { AccessTokens } from '../connections/accessTokens.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import { listenForRedirect } from '../connections/redirectListener.ts';
import type { CrmSignIn, SignedIn } from '../crm/crmSignIn.ts';
import type { Connection, DataCenter, Environment } from '../model/connection.ts';
import type { OAuthClient } from '../model/oauth.ts';
import { redirectPath, redirectUriFor } from '../model/oauth.ts';

/** How long a person may take to sign in and agree. */
const signInTimeoutMs = 5 * 60_000;

export interface ConnectParts {
  readonly signIn: CrmSignIn;
  readonly store: ConnectionStore;
  readonly tokens: AccessTokens;
  /** Brings the address before the user's eyes; returns when that is done, not when the user has signed in. */
  readonly openBrowser: (url: string) => Promise<void>;
}

export interface ConnectRequest {
  readonly name: string;
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  readonly accountsOrigin: string;
  readonly client: OAuthClient;
  /** On 127.0.0.1; the address that it gives must be registered with the client. */
  readonly redirectPort: number;
}

/**
 * Signs in through the browser and stores the connection. Signing in again to an organization, data center and
 * environment that the same user has a connection to renews that connection. Nothing is stored when anything fails.
 */
export async function connect(parts: ConnectParts, request: ConnectRequest, signal: AbortSignal): Promise<Connection> {
  const signedIn = await signInThroughBrowser(parts, request, signal);
  const client = parts.signIn.clientFor(signedIn, request.environment);
  const [organization, user] = await Promise.all([client.organization(signal), client.currentUser(signal)]);
  const known = parts.store.list().find((each) => {
    const isSamePlace = each.dataCenter === request.dataCenter && each.environment === request.environment;
    return isSamePlace && each.organization.id === organization.id && each.user.id === user.id;
  });
  const connection: Connection = {
    id: known?.id ?? randomUUID(),
    name: known?.name ?? uniqueName(request.name, parts.store),
    crm: 'zoho',
    dataCenter: request.dataCenter,
    environment: request.environment,
    apiDomain: request.dataCenter === 'sample' ? undefined : signedIn.apiDomain,
    clientId: request.client.id,
    organization,
    user,
    timeZone: known?.timeZone ?? user.timeZone,
    cachePolicy: known?.cachePolicy ?? 'infinite',
  };
  await parts.store.save(connection, { clientSecret: request.client.secret, refreshToken: signedIn.refreshToken });
  parts.tokens.remember(connection.id, signedIn.accessToken);
  return connection;
}

async function signInThroughBrowser(
  parts: ConnectParts,
  request: ConnectRequest,
  signal: AbortSignal,
): Promise<SignedIn> {
  const { accountsOrigin, client } = request;
  const redirectUri = redirectUriFor(request.redirectPort);
  const { url, state, verifier } = parts.signIn.start(accountsOrigin, client.id, redirectUri);
  const address = { port: request.redirectPort, path: redirectPath };
  const listener = await listenForRedirect(address, state, signInTimeoutMs, signal);
  try {
    await parts.openBrowser(url);
    const redirect = await listener.redirect;
    return await parts.signIn.exchange({ accountsOrigin, redirect, client, redirectUri, verifier }, signal);
  } finally {
    listener.close();
  }
}

/** The name itself, or with the first number from 2 on that makes it unique. */
function uniqueName(wanted: string, store: ConnectionStore): string {
  const taken = new Set(store.list().map((each) => each.name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  return name;
}
