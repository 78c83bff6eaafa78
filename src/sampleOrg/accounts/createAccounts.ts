import type { SampleClock } from '../clock.ts';
import type { SampleOrgOptions } from '../options.ts';
import type { OrgState } from '../orgState.ts';
import type { Accounts } from './accounts.ts';
import type { AccountsContext } from './accountsContext.ts';
import { accessTokenIn, authenticate } from './authentication.ts';
import { AccountsServer } from './accountsServer.ts';
import type { Environment } from './caller.ts';
import { DeviceRequests } from './deviceRequests.ts';
import { ExpiringMap } from './expiringMap.ts';
import { GrantCodes } from './grantCodes.ts';
import { oauthClientOf } from './oauthClient.ts';
import { everyScope } from './scopeNames.ts';
import { SignInsFile } from './signInsFile.ts';
import { tokenTextFromSeed } from './tokenText.ts';
import { TokenStore } from './tokenStore.ts';

/** What the accounts server is made of. */
export interface AccountsParts {
  readonly options: SampleOrgOptions;
  readonly clock: SampleClock;
  readonly orgFor: (environment: Environment) => OrgState;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  readonly origin: () => string;
}

/**
 * Makes the accounts server of an organization. Throws UsageError for a redirect address that cannot be one;
 * rejects when the file of sign-ins can be neither read nor set aside.
 */
export async function createAccounts(parts: AccountsParts): Promise<Accounts> {
  const { options, clock } = parts;
  const context: AccountsContext = {
    ...parts,
    client: oauthClientOf(options),
    tokens: new TokenStore(clock, options.tokenLifetimeSeconds),
    codes: new GrantCodes(clock),
    devices: new DeviceRequests(clock),
    consentForms: new ExpiringMap(clock),
  };
  const signInsFile = options.signInsFile === undefined ? undefined : new SignInsFile(options.signInsFile);
  if (signInsFile) context.tokens.restore(await signInsFile.load());
  const firstTokens = addFirstTokens(context);
  const server = new AccountsServer(context, signInsFile);
  return {
    client: context.client,
    firstTokens: () => firstTokens,
    owns: (path) => server.owns(path),
    answer: (request, site) => server.answer(request, site),
    authenticate: (authorization, environment) => authenticate(context, authorization, environment),
    expire: (authorization) => {
      context.tokens.expire(accessTokenIn(authorization) ?? '');
    },
  };
}

/** Tokens of the administrator that the seed alone decides, so that a script may hold them from one run to the next. */
function addFirstTokens({ options, orgFor, client, tokens }: AccountsContext): ReturnType<Accounts['firstTokens']> {
  const administrator = orgFor('production').users[0];
  if (!administrator) throw new Error('The organization has no users.');
  const refreshToken = tokenTextFromSeed(options.seed, 'first refresh token');
  const accessToken = tokenTextFromSeed(options.seed, 'first access token');
  const grant = {
    zuid: administrator.zuid,
    clientId: client.id,
    scopes: everyScope,
    environment: 'production',
  } as const;
  tokens.addPrinted(grant, refreshToken, accessToken);
  return { refreshToken, accessToken };
}
