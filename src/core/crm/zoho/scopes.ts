import type { Feature } from '../crmSignIn.ts';

/** What we ask for at sign-in: everything that a feature needs, as each scope is missed only when it is used. */
export const scopes = [
  'ZohoCRM.org.READ',
  'ZohoCRM.users.READ',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.modules.ALL',
  'ZohoCRM.coql.READ',
  'ZohoCRM.bulk.ALL',
  'ZohoSearch.securesearch.READ',
] as const;

/** What each feature takes (zoho-api.md section 3). */
const needs: Readonly<Record<Feature, readonly string[]>> = {
  organization: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'],
  metadata: ['ZohoCRM.settings.modules.READ', 'ZohoCRM.settings.fields.READ'],
  readRecords: ['ZohoCRM.modules.READ'],
  writeRecords: ['ZohoCRM.modules.CREATE', 'ZohoCRM.modules.UPDATE', 'ZohoCRM.modules.DELETE'],
  coql: ['ZohoCRM.coql.READ', 'ZohoCRM.modules.READ'],
  bulkRead: ['ZohoCRM.bulk.READ', 'ZohoCRM.modules.READ'],
  search: ['ZohoSearch.securesearch.READ', 'ZohoCRM.modules.READ'],
};

/**
 * What will not work with these scopes, or only for some modules. Undefined where they are unknown: older deployments
 * do not say, and then the first use tells.
 */
export function missingFeatures(granted: readonly string[]): readonly Feature[] | undefined {
  if (granted.length === 0) return undefined;
  const allowed = new Set(granted.flatMap(allowedBy));
  const features = Object.keys(needs) as Feature[];
  return features.filter((feature) => !needs[feature].every((scope) => wider(scope).some((each) => allowed.has(each))));
}

/** The operations that one stands for. */
function allowedBy(scope: string): readonly string[] {
  const dot = scope.lastIndexOf('.');
  const [area, operation] = [scope.slice(0, dot + 1).toLowerCase(), scope.slice(dot + 1).toLowerCase()];
  const included = { all: ['read', 'create', 'update', 'delete'], write: ['create', 'update'] }[operation];
  return (included ?? [operation]).map((each) => area + each);
}

/** `Service.a.b.OPERATION` is part of `Service.a.OPERATION`. */
function wider(scope: string): readonly string[] {
  const parts = scope.toLowerCase().split('.');
  const operation = parts.pop() ?? '';
  return parts.slice(1).map((_, index) => [...parts.slice(0, index + 2), operation].join('.'));
}
