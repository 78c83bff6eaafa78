import type { CrmClient } from '../crm/crmClient.ts';
import type { CrmSignIn, Feature } from '../crm/crmSignIn.ts';
import type { OrganizationSummary, UserSummary } from '../model/connection.ts';

/** What the CRM says of a connection. */
export interface ConnectionReport {
  readonly organization: OrganizationSummary;
  readonly user: UserSummary;
  /** Undefined where the CRM did not tell: Zoho does so when half of them are used. */
  readonly creditsLeft: number | undefined;
  /** Features that a scope is missing for; undefined where the CRM did not say what was allowed. */
  readonly missingFeatures: readonly Feature[] | undefined;
}

/** Asks the CRM who we are to it. Two calls. Rejects with one of the errors of `errors.ts`. */
export async function testConnection(
  client: CrmClient,
  signIn: CrmSignIn,
  grantedScopes: readonly string[],
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const [organization, user] = await Promise.all([client.organization(signal), client.currentUser(signal)]);
  const missingFeatures = signIn.missingFeatures(grantedScopes);
  return { organization, user, creditsLeft: client.creditsLeft(), missingFeatures };
}
