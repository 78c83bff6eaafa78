import { FatalError } from '../../errors.ts';
import type { Environment } from '../../model/connection.ts';
import {
  apiOrigin,
  dataCenters,
  hostsOf,
  isKnownApiOrigin,
  isLoopback,
  placeOfApiOrigin,
} from '../../model/dataCenters.ts';
import type { SignInPlace } from '../crmSignIn.ts';

/** Where a sign-in lands, and what may be sent there: tokens and client secrets go only to hosts that we know. */

/**
 * The code is exchanged where the redirect says that the user lives (zoho-api.md section 1.2), if that is one of Zoho's
 * accounts servers, or on this computer where the sign-in was started there. Throws FatalError.
 */
export function landingOf(redirect: URLSearchParams, started: SignInPlace): SignInPlace {
  const named = redirect.get('accounts-server')?.replace(/\/$/, '') ?? started.accountsOrigin;
  if (named === started.accountsOrigin) return started;
  const home = dataCenters.find((each) => each.accountsOrigin === named);
  if (home) return { dataCenter: home.code, accountsOrigin: named };
  if (isLoopback(started.accountsOrigin) && isLoopback(named)) {
    // On this computer all data centers have one host; the redirect says which is meant.
    const location = dataCenters.find((each) => each.code === redirect.get('location'));
    const dataCenter = started.dataCenter === 'sample' ? 'sample' : (location?.code ?? started.dataCenter);
    return { dataCenter, accountsOrigin: named };
  }
  throw strange('accounts server', named);
}

/** An accounts server on this computer may name an API on this computer. Throws FatalError. */
export function checkApiDomain(apiDomain: string | undefined, accountsOrigin: string): string {
  if (apiDomain === undefined) throw new FatalError('Zoho did not say where its API is.');
  if (isKnownApiOrigin(apiDomain)) return apiDomain;
  if (isLoopback(accountsOrigin) && isLoopback(apiDomain)) return apiDomain;
  throw strange('API address', apiDomain);
}

/** The data center that an API address is of; one on this computer is of the chosen place. Throws FatalError. */
export function placeOfApi(apiDomain: string, chosen: SignInPlace): SignInPlace {
  const origin = checkApiDomain(apiDomain, chosen.accountsOrigin);
  const home = placeOfApiOrigin(origin)?.dataCenter;
  return home ? { dataCenter: home.code, accountsOrigin: home.accountsOrigin } : chosen;
}

/** By host name, or on this computer by path. */
export function environmentOf(apiDomain: string): Environment {
  const known = placeOfApiOrigin(apiDomain);
  if (known) return known.environment;
  const path = new URL(apiDomain).pathname;
  return path === '/sandbox' ? 'sandbox' : path === '/developer' ? 'developer' : 'production';
}

/** Where the API of a place is, for a token that came without saying so. */
export function usualApiDomain(place: SignInPlace, environment: Environment): string {
  const hosts = hostsOf(place.dataCenter);
  if (hosts && !isLoopback(place.accountsOrigin)) return apiOrigin(hosts, environment);
  const { origin } = new URL(place.accountsOrigin);
  return environment === 'production' ? origin : `${origin}/${environment}`;
}

function strange(what: string, named: string): FatalError {
  return new FatalError(
    `The sign-in names an ${what} that is not Zoho's: ${named.slice(0, 100)}. Nothing was sent there.`,
  );
}
