import type { ApiCall } from '../../../src/sampleOrg/api/route.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { User } from '../../../src/sampleOrg/schema/organization.ts';
import { buildOrganization } from '../../../src/sampleOrg/seed/buildOrganization.ts';

/** An organization without a server, for what depends on the clock or on who calls. */
export function localOrg(records: Readonly<Record<string, number>> = {}): OrgState {
  return buildOrganization(
    { ...defaultOptions, records: new Map(Object.entries(records)) },
    'production',
    new SampleClock(),
  );
}

/** The call of a user, as a route's handler gets it. `path` is below `/crm/v8`. */
export function localCall(
  org: OrgState,
  path: string,
  params: Readonly<Record<string, string>>,
  { user = org.users[0], body }: { readonly user?: User | undefined; readonly body?: unknown } = {},
): ApiCall {
  if (!user) throw new Error('no such user');
  const url = new URL(`http://127.0.0.1/crm/v8${path}`);
  return {
    org,
    params,
    caller: { user, clientId: 'client', scopes: new Set(), expiresAt: org.clock.now() + 3_600_000 },
    request: {
      method: 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: {},
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    },
  };
}
