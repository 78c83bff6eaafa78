import type { Environment } from './accounts/caller.ts';
import { createAccounts } from './accounts/createAccounts.ts';
import { ApiSite } from './api/apiSite.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { SampleClock } from './clock.ts';
import { coqlRoutes } from './coql/routes.ts';
import { ControlSite } from './faults/controlSite.ts';
import { FaultList } from './faults/faultList.ts';
import { RequestCounts } from './faults/requestCounts.ts';
import type { HttpRequest, Reply } from './http/exchange.ts';
import { headerText } from './http/exchange.ts';
import { listen } from './http/server.ts';
import { RollingLimits } from './limits/rollingLimits.ts';
import { metadataRoutes } from './metadata/routes.ts';
import type { SampleOrgOptions } from './options.ts';
import { dataCenters, defaultOptions } from './options.ts';
import type { OrgState } from './orgState.ts';
import { queryRoutes } from './query/routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { buildOrganization } from './seed/buildOrganization.ts';
import { WebSite } from './site/webSite.ts';

/** What a caller needs to know to use a running sample organization: the line that `npm run sample-org` prints. */
export interface SampleOrgInfo {
  readonly origin: string;
  readonly accountsUrl: string;
  readonly apiUrl: string;
  readonly webUrl: string;
  readonly organizationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly refreshToken: string;
  readonly accessToken: string;
}

export interface RunningSampleOrg {
  readonly info: SampleOrgInfo;
  readonly clock: SampleClock;
  /** Ends all connections and frees the port. */
  stop(): Promise<void>;
}

/**
 * Starts a sample organization on 127.0.0.1. Rejects when the port is taken or the faults file cannot be read.
 * `onFailure` hears of defects in the server itself.
 */
export async function startSampleOrg(
  chosen: Partial<SampleOrgOptions> = {},
  onFailure: (error: unknown) => void = () => undefined,
): Promise<RunningSampleOrg> {
  const options = { ...defaultOptions, ...chosen };
  const clock = new SampleClock(options.clockStart);
  const orgFor = perEnvironment((environment): OrgState => buildOrganization(options, environment, clock));
  const limitsFor = perEnvironment(
    (environment) => new RollingLimits(orgFor(environment).organization, options.credits, clock),
  );
  const faults = await FaultList.fromFile(options.faultsFile, options.seed);
  const requests = new RequestCounts();
  const origin = { url: '' };
  const accounts = await createAccounts({ options, clock, orgFor, origin: () => origin.url });
  const api = new ApiSite({
    accounts,
    orgFor,
    limitsFor,
    routes: [...metadataRoutes, ...queryRoutes, ...coqlRoutes, ...bulkRoutes, ...recordsRoutes],
  });
  const control = new ControlSite({
    options,
    clock,
    faults,
    requests,
    orgFor,
    limitsFor,
    origin: () => origin.url,
    client: accounts.client,
  });
  const web = new WebSite({ orgFor, origin: () => origin.url, client: accounts.client });

  async function answer(request: HttpRequest): Promise<Reply> {
    if (control.owns(request.path)) return control.answer(request);
    const { environment, dataCenter, path } = splitPrefix(request.path);
    const inner = { ...request, path };
    const isHome = dataCenter === undefined || dataCenter === options.dataCenter;
    if (accounts.owns(path)) {
      return accounts.answer(inner, { dataCenter: dataCenter ?? options.dataCenter, isHome });
    }
    if (api.owns(path)) {
      // A token of this organization means nothing to another data center.
      return api.answer(isHome ? inner : withoutAuthorization(inner), environment);
    }
    return web.answer(inner, environment);
  }

  const { server, port } = await listen(options.port, {
    faults,
    arrived: (request) => requests.arrived(request),
    answer,
    onFailure,
    expireToken: (request) => {
      accounts.expire(headerText(request, 'authorization'));
    },
  });
  origin.url = `http://127.0.0.1:${port}`;
  return {
    clock,
    info: {
      origin: origin.url,
      accountsUrl: origin.url,
      apiUrl: origin.url,
      webUrl: origin.url,
      organizationId: orgFor('production').organization.zgid,
      clientId: accounts.client.id,
      clientSecret: accounts.client.secret,
      redirectUris: accounts.client.redirectUris,
      ...accounts.firstTokens(),
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/**
 * Zoho tells environments and data centers apart by host name; with one origin, a path prefix does it:
 * `/sandbox/crm/v8/…`, `/developer/crm/v8/…`, `/dc/eu/oauth/v2/token`.
 */
function splitPrefix(path: string): { environment: Environment; dataCenter: string | undefined; path: string } {
  const dataCenter = /^\/dc\/([a-z]{2})(\/.*)$/.exec(path);
  if (dataCenter?.[1] !== undefined && dataCenters.some((each) => each === dataCenter[1])) {
    return { environment: 'production', dataCenter: dataCenter[1], path: dataCenter[2] ?? '/' };
  }
  const environment = /^\/(sandbox|developer)(\/.*)$/.exec(path);
  if (environment) {
    return {
      environment: environment[1] === 'sandbox' ? 'sandbox' : 'developer',
      dataCenter: undefined,
      path: environment[2] ?? '/',
    };
  }
  return { environment: 'production', dataCenter: undefined, path };
}

function withoutAuthorization(request: HttpRequest): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: 'Zoho-oauthtoken of-another-data-center' } };
}

/** The three environments have data and limits of their own, made when first asked for. */
function perEnvironment<T>(make: (environment: Environment) => T): (environment: Environment) => T {
  const made = new Map<Environment, T>();
  return (environment) => {
    let value = made.get(environment);
    if (value === undefined) {
      value = make(environment);
      made.set(environment, value);
    }
    return value;
  };
}
