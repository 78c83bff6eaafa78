import { randomUUID } from 'node:crypto';

import type { AccessTokens } from '../connections/accessTokens.ts';
import { uniqueName } from '../connections/connectionDraft.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { SecretsKept } from '../connections/keptSecrets.ts';
import type { CachePolicy, Connection, DataCenter } from '../model/connection.ts';
import type { OAuthClient } from '../model/oauth.ts';
import type { BrowserSignInParts, Identity } from './signIn.ts';
import { signInThroughBrowser } from './signIn.ts';

export interface KeepParts {
  readonly store: ConnectionStore;
  readonly tokens: AccessTokens;
}

export interface ConnectRequest {
  readonly name: string;
  readonly dataCenter: DataCenter;
  readonly accountsOrigin: string;
  readonly client: OAuthClient;
  /** On 127.0.0.1; the address that it gives must be registered with the client. */
  readonly redirectPort: number;
}

/**
 * Signs in through the browser and stores the connection. Signing in again to an organization, data center and
 * environment that the same user has a connection to renews that connection. Nothing is stored when anything fails.
 */
export async function connect(
  parts: BrowserSignInParts & KeepParts,
  request: ConnectRequest,
  signal: AbortSignal,
): Promise<Connection> {
  const { accountsOrigin, client, dataCenter } = request;
  const way = { kind: 'loopback', port: request.redirectPort } as const;
  const identity = await signInThroughBrowser(parts, { place: { dataCenter, accountsOrigin }, client, way }, signal);
  const known = parts.store.list().find((each) => isSamePlaceAndUser(each, identity));
  const connection = known
    ? renewed(known, identity)
    : newConnection(identity, {
        name: uniqueName(
          request.name,
          parts.store.list().map((each) => each.name),
        ),
        timeZone: identity.user.timeZone,
        cachePolicy: 'infinite',
      });
  await keepSignIn(parts, connection, identity);
  return connection;
}

/** What a person chooses about a connection; the rest comes from the sign-in. */
export interface ChosenParts {
  readonly name: string;
  readonly timeZone: string;
  readonly cachePolicy: CachePolicy;
}

export function newConnection(identity: Identity, chosen: ChosenParts): Connection {
  return {
    id: randomUUID(),
    crm: 'zoho',
    ...chosen,
    ...signInParts(identity),
    group: undefined,
    warnsAboutTimeZone: true,
  };
}

/** The same connection with another sign-in. */
export function renewed(connection: Connection, identity: Identity): Connection {
  return { ...connection, ...signInParts(identity) };
}

/** Stores a connection with its sign-in, and its client for the next one. */
export async function keepSignIn(
  { store, tokens }: KeepParts,
  connection: Connection,
  { signedIn, client }: Identity,
): Promise<SecretsKept> {
  const { accessToken, refreshToken } = signedIn;
  if (client && connection.dataCenter !== 'sample') await store.rememberClient(connection.dataCenter, client);
  const kept = await store.save(connection, { clientSecret: client?.secret ?? '', refreshToken, accessToken });
  tokens.remember(connection.id, accessToken);
  return kept;
}

type SignInParts = Pick<
  Connection,
  'dataCenter' | 'environment' | 'apiDomain' | 'clientId' | 'organization' | 'user' | 'grantedScopes'
>;

function signInParts({ signedIn, client, organization, user }: Identity): SignInParts {
  const { dataCenter } = signedIn.place;
  return {
    dataCenter,
    environment: signedIn.environment,
    // The sample organization's address changes from one start to the next.
    apiDomain: dataCenter === 'sample' ? undefined : signedIn.apiDomain,
    // A pasted access token does not say whose client made it.
    clientId: client?.id ?? '',
    organization,
    user,
    grantedScopes: signedIn.scopes,
  };
}

function isSamePlaceAndUser(connection: Connection, { signedIn, organization, user }: Identity): boolean {
  const isSamePlace =
    connection.dataCenter === signedIn.place.dataCenter && connection.environment === signedIn.environment;
  return isSamePlace && connection.organization.id === organization.id && connection.user.id === user.id;
}
