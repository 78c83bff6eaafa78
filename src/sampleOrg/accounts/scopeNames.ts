const operations = ['ALL', 'READ', 'CREATE', 'UPDATE', 'DELETE', 'WRITE', 'CUSTOM'];

/** Claims of OpenID Connect, the only scopes without a service. */
const identityScopes = new Set(['openid', 'profile', 'email', 'phone']);

const serviceScope = new RegExp(
  `^(?:ZohoCRM|ZohoSearch|ZohoFiles|AaaServer)(?:\\.[A-Za-z]\\w*){1,4}\\.(?:${operations.join('|')})$`,
  'i',
);

/** What an operation includes besides itself (zoho-api.md section 3). */
const included: Readonly<Record<string, readonly string[]>> = {
  all: ['read', 'create', 'update', 'delete', 'write'],
  write: ['create', 'update'],
};

/** All that zoho-api.md section 3 names, each with every operation. */
export const everyScope: readonly string[] = [
  ...['org', 'users', 'settings', 'modules', 'modules.attachments', 'modules.notes', 'modules.custom', 'bulk'],
  ...['modules', 'fields', 'layouts', 'related_lists', 'custom_views', 'tags', 'recycle_bin', 'currencies'].map(
    (area) => `settings.${area}`,
  ),
  ...['Files', 'notifications'],
]
  .map((area) => `ZohoCRM.${area}.ALL`)
  .concat('ZohoCRM.coql.READ', 'ZohoCRM.composite_requests.CUSTOM')
  .concat('ZohoSearch.securesearch.READ', 'ZohoFiles.files.ALL', 'AaaServer.profile.READ', 'email');

/**
 * Reads the `scope` parameter, names between commas. Undefined when it is empty or one of the names cannot be a scope
 * ("Scope does not exist"). Only the shape of a name is checked: Zoho adds areas with each release.
 */
export function parseScopes(text: string | undefined): readonly string[] | undefined {
  const names = [...new Set((text ?? '').split(',').map((name) => name.trim()))];
  return names.every(isScope) ? names : undefined;
}

/** What the scopes allow, in lower case: with ALL also READ, CREATE and so on. */
export function allowedBy(scopes: readonly string[]): ReadonlySet<string> {
  const allowed = new Set<string>();
  for (const scope of scopes) {
    const name = scope.toLowerCase();
    allowed.add(name);
    const dot = name.lastIndexOf('.');
    for (const operation of included[name.slice(dot + 1)] ?? []) allowed.add(name.slice(0, dot + 1) + operation);
  }
  return allowed;
}

function isScope(name: string): boolean {
  return identityScopes.has(name.toLowerCase()) || serviceScope.test(name);
}
