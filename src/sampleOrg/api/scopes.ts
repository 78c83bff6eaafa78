/** The alternatives that allow `operation` on the records of a module (zoho-api.md section 3). */
export function moduleScopes(
  moduleApiName: string,
  operation: 'READ' | 'CREATE' | 'UPDATE' | 'DELETE',
  isCustom = false,
): readonly string[] {
  const operations =
    operation === 'CREATE' || operation === 'UPDATE' ? [operation, 'WRITE', 'ALL'] : [operation, 'ALL'];
  const areas = ['', `${moduleApiName}.`, ...(isCustom ? ['custom.'] : [])];
  return areas.flatMap((area) => operations.map((each) => `ZohoCRM.modules.${area}${each}`));
}

/** The alternatives that allow `operation` in a settings area such as `fields`. */
export function settingsScopes(area: string, operation: 'READ' | 'UPDATE' = 'READ'): readonly string[] {
  return ['ALL', operation].flatMap((each) => [`ZohoCRM.settings.${each}`, `ZohoCRM.settings.${area}.${each}`]);
}
