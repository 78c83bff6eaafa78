import type { DataCenter, Environment } from './connection.ts';
import { environments } from './connection.ts';

/** One of Zoho's data centers (zoho-api.md section 1.1; uk is on Zoho's list, but in no client of theirs yet). */
export interface DataCenterHosts {
  readonly code: Exclude<DataCenter, 'sample'>;
  readonly country: string;
  /** The web host that people know. */
  readonly webHost: string;
  readonly accountsOrigin: string;
  /** API hosts by environment; the top-level domain is that of the production host. */
  readonly apiHostSuffix: string;
}

export const dataCenters: readonly DataCenterHosts[] = [
  hosts('us', 'United States', 'zoho.com', 'zohoapis.com'),
  hosts('eu', 'Europe', 'zoho.eu', 'zohoapis.eu'),
  hosts('in', 'India', 'zoho.in', 'zohoapis.in'),
  hosts('au', 'Australia', 'zoho.com.au', 'zohoapis.com.au'),
  hosts('jp', 'Japan', 'zoho.jp', 'zohoapis.jp'),
  hosts('cn', 'China', 'zoho.com.cn', 'zohoapis.com.cn'),
  hosts('ca', 'Canada', 'zohocloud.ca', 'zohoapis.ca'),
  hosts('sa', 'Saudi Arabia', 'zoho.sa', 'zohoapis.sa'),
  hosts('uk', 'United Kingdom', 'zoho.uk', 'zohoapis.uk'),
];

function hosts(code: DataCenterHosts['code'], country: string, domain: string, apiHostSuffix: string): DataCenterHosts {
  return { code, country, webHost: `crm.${domain}`, accountsOrigin: `https://accounts.${domain}`, apiHostSuffix };
}

/** Where the API of an environment answers, e.g. `https://sandbox.zohoapis.eu`. */
export function apiOrigin(dataCenter: DataCenterHosts, environment: Environment): string {
  const prefix = environment === 'production' ? 'www' : environment;
  return `https://${prefix}.${dataCenter.apiHostSuffix}`;
}

/** Whether a token may be sent to this API address: it must be in the table, letter by letter. */
export function isKnownApiOrigin(origin: string): boolean {
  return placeOfApiOrigin(origin) !== undefined;
}

/** Whose API this is; undefined where the table does not have it. */
export function placeOfApiOrigin(
  origin: string,
): { readonly dataCenter: DataCenterHosts; readonly environment: Environment } | undefined {
  for (const dataCenter of dataCenters) {
    const environment = environments.find((each) => apiOrigin(dataCenter, each) === origin);
    if (environment) return { dataCenter, environment };
  }
  return undefined;
}

/** Undefined for the sample organization, which is at no address of Zoho's. */
export function hostsOf(dataCenter: DataCenter): DataCenterHosts | undefined {
  return dataCenters.find((each) => each.code === dataCenter);
}

/** Whether an address is this computer itself, where no stranger can listen without being let in. */
export function isLoopback(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}
