import type { SampleClock } from '../clock.ts';
import type { SampleOrgOptions } from '../options.ts';
import type { OrgState } from '../orgState.ts';
import type { User } from '../schema/organization.ts';
import type { AccountsSite } from './accounts.ts';
import type { Environment } from './caller.ts';
import type { ConsentRequest } from './consentRequest.ts';
import type { DeviceRequests } from './deviceRequests.ts';
import type { ExpiringMap } from './expiringMap.ts';
import type { Grant } from './grant.ts';
import type { GrantCodes } from './grantCodes.ts';
import type { OAuthClient } from './oauthClient.ts';
import type { TokenStore } from './tokenStore.ts';

/** What the accounts server's endpoints share. */
export interface AccountsContext {
  readonly options: SampleOrgOptions;
  readonly clock: SampleClock;
  readonly orgFor: (environment: Environment) => OrgState;
  /** `http://127.0.0.1:<port>` */
  readonly origin: () => string;
  readonly client: OAuthClient;
  readonly tokens: TokenStore;
  readonly codes: GrantCodes;
  readonly devices: DeviceRequests;
  /** Consent forms that were shown and not yet sent, by their one-time token. */
  readonly consentForms: ExpiringMap<ConsentRequest>;
}

/** The accounts server's own address, as a data center names it: `<origin>` at home, `<origin>/dc/eu` elsewhere. */
export function accountsUrlOf(context: AccountsContext, site: AccountsSite): string {
  return site.isHome ? context.origin() : `${context.origin()}/dc/${site.dataCenter}`;
}

/** `api_domain` of an environment (zoho-api.md section 1.1; a path prefix stands for the host name). */
export function apiDomainOf(context: AccountsContext, environment: Environment): string {
  return environment === 'production' ? context.origin() : `${context.origin()}/${environment}`;
}

/** Who can sign in, the administrator first: who is active and has accepted the invitation. */
export function usersWhoSignIn(context: AccountsContext, environment: Environment): readonly User[] {
  return context.orgFor(environment).users.filter((user) => user.status === 'active' && user.confirmed);
}

/** The user of a grant, as long as he or she can sign in. */
export function userOf(context: AccountsContext, grant: Grant): User | undefined {
  return usersWhoSignIn(context, grant.environment).find((user) => user.zuid === grant.zuid);
}
