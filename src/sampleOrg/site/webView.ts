import type { Caller, Environment } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { ModuleDefinition } from '../schema/module.ts';

/** What every page needs: the organization, who looks at it, and where its pages are. */
export interface WebView {
  readonly org: OrgState;
  /** The administrator; datetimes are shown in that user's zone. */
  readonly caller: Caller;
  readonly origin: string;
  /** Empty, `/sandbox` or `/developer`. */
  readonly prefix: string;
}

/** The administrator's view of an organization. */
export function webViewOf(org: OrgState, environment: Environment, origin: string): WebView {
  const user = org.users[0];
  if (!user) throw new RangeError('An organization has at least its administrator');
  const caller = { user, clientId: '', scopes: new Set<string>(), expiresAt: Infinity };
  return { org, caller, origin, prefix: prefixOf(environment) };
}

export function prefixOf(environment: Environment): string {
  return environment === 'production' ? '' : `/${environment}`;
}

/** Where a module's records are shown, in the form of Zoho's own links (zoho-api.md section 4.1, `domain_name`). */
export function modulePath({ org, prefix }: WebView, module: ModuleDefinition): string {
  return `${prefix}/crm/${org.organization.domainName}/tab/${module.moduleName}`;
}

export function recordPath(view: WebView, module: ModuleDefinition, id: string): string {
  return `${modulePath(view, module)}/${id}`;
}
