import type {
  CachePolicy,
  Connection,
  DataCenter,
  Environment,
  OrganizationSummary,
  UserSummary,
} from './connection.ts';
import { cachePolicies, environments } from './connection.ts';
import { dataCenters } from './dataCenters.ts';
import { asObject, asText, asTexts } from './parse.ts';

/** Reads a stored description. Undefined where something needed is missing: it was damaged or is of a newer version. */
export function parseConnection(value: unknown): Connection | undefined {
  const stored = asObject(value);
  if (stored?.['crm'] !== 'zoho') return undefined;
  const id = asText(stored['id']);
  const name = asText(stored['name']);
  const clientId = asText(stored['clientId']);
  const timeZone = asText(stored['timeZone']);
  const dataCenter = parseDataCenter(stored['dataCenter']);
  const environment = parseEnvironment(stored['environment']);
  const cachePolicy = parseCachePolicy(stored['cachePolicy']);
  const organization = parseOrganization(stored['organization']);
  const user = parseUser(stored['user']);
  if (
    !id ||
    !name ||
    clientId === undefined ||
    !timeZone ||
    !dataCenter ||
    !environment ||
    !cachePolicy ||
    !organization ||
    !user
  ) {
    return undefined;
  }
  const apiDomain = asText(stored['apiDomain']);
  return {
    ...{ id, name, crm: 'zoho', dataCenter, environment, apiDomain, clientId },
    ...{ organization, user, timeZone, cachePolicy },
    // These came later: descriptions of the first version lack them.
    group: asText(stored['group']),
    warnsAboutTimeZone: stored['warnsAboutTimeZone'] !== false,
    grantedScopes: asTexts(stored['grantedScopes']),
  };
}

export function parseDataCenter(value: unknown): DataCenter | undefined {
  if (value === 'sample') return 'sample';
  return dataCenters.find((each) => each.code === value)?.code;
}

export function parseEnvironment(value: unknown): Environment | undefined {
  return environments.find((each) => each === value);
}

export function parseCachePolicy(value: unknown): CachePolicy | undefined {
  return cachePolicies.find((each) => each === value);
}

function parseOrganization(value: unknown): OrganizationSummary | undefined {
  const stored = asObject(value);
  const [id, name] = [asText(stored?.['id']), asText(stored?.['name'])];
  const [edition, timeZone] = [asText(stored?.['edition']), asText(stored?.['timeZone'])];
  if (id === undefined || name === undefined || edition === undefined || timeZone === undefined) return undefined;
  const environment = parseEnvironment(stored?.['environment']);
  return { id, name, edition, timeZone, ...(environment ? { environment } : {}) };
}

function parseUser(value: unknown): UserSummary | undefined {
  const stored = asObject(value);
  const [id, name] = [asText(stored?.['id']), asText(stored?.['name'])];
  const [email, timeZone] = [asText(stored?.['email']), asText(stored?.['timeZone'])];
  if (id === undefined || name === undefined || email === undefined || timeZone === undefined) return undefined;
  return { id, name, email, timeZone };
}
