import type { Connection, DataCenter, Environment, OrganizationSummary, UserSummary } from './connection.ts';
import { cachePolicies } from './connection.ts';
import { dataCenters } from './dataCenters.ts';
import { asObject, asText } from './parse.ts';

const environments: readonly Environment[] = ['production', 'sandbox', 'developer'];

/** Reads a stored description. Undefined where something needed is missing: it was damaged or is of a newer version. */
export function parseConnection(value: unknown): Connection | undefined {
  const stored = asObject(value);
  if (stored?.['crm'] !== 'zoho') return undefined;
  const id = asText(stored['id']);
  const name = asText(stored['name']);
  const clientId = asText(stored['clientId']);
  const timeZone = asText(stored['timeZone']);
  const dataCenter = parseDataCenter(stored['dataCenter']);
  const environment = environments.find((each) => each === stored['environment']);
  const cachePolicy = cachePolicies.find((each) => each === stored['cachePolicy']);
  const organization = parseOrganization(stored['organization']);
  const user = parseUser(stored['user']);
  if (!id || !name || !clientId || !timeZone || !dataCenter || !environment || !cachePolicy || !organization || !user) {
    return undefined;
  }
  const apiDomain = asText(stored['apiDomain']);
  return {
    ...{ id, name, crm: 'zoho', dataCenter, environment, apiDomain, clientId },
    ...{ organization, user, timeZone, cachePolicy },
  };
}

function parseDataCenter(value: unknown): DataCenter | undefined {
  if (value === 'sample') return 'sample';
  return dataCenters.find((each) => each.code === value)?.code;
}

function parseOrganization(value: unknown): OrganizationSummary | undefined {
  const stored = asObject(value);
  const [id, name] = [asText(stored?.['id']), asText(stored?.['name'])];
  const [edition, timeZone] = [asText(stored?.['edition']), asText(stored?.['timeZone'])];
  if (id === undefined || name === undefined || edition === undefined || timeZone === undefined) return undefined;
  return { id, name, edition, timeZone };
}

function parseUser(value: unknown): UserSummary | undefined {
  const stored = asObject(value);
  const [id, name] = [asText(stored?.['id']), asText(stored?.['name'])];
  const [email, timeZone] = [asText(stored?.['email']), asText(stored?.['timeZone'])];
  if (id === undefined || name === undefined || email === undefined || timeZone === undefined) return undefined;
  return { id, name, email, timeZone };
}
