import { ApiError, invalidModule } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { formatInZone } from '../time/zones.ts';

/**
 * The module that the `module` parameter names. Throws REQUIRED_PARAM_MISSING or INVALID_MODULE, both 400. Some of the
 * settings APIs (`param`) still name the parameter as older versions of all of them did (zoho-api.md section 8).
 */
export function requiredModule(call: ApiCall, style: 'param_name' | 'param' = 'param_name'): ModuleDefinition {
  const name = call.request.query.get('module');
  if (!name) {
    const message = 'One of the expected parameter is missing';
    throw new ApiError(400, 'REQUIRED_PARAM_MISSING', message, { [style]: 'module' });
  }
  const module = call.org.schema.module(name);
  if (!module) throw invalidModule(style === 'param' ? { param: 'module' } : { api_name: name });
  return module;
}

/** `{api_name, id}` of a module with the further names that the metadata APIs repeat; nulls for an unknown one. */
export function moduleReference(call: ApiCall, apiName: string) {
  const module = call.org.schema.module(apiName);
  return {
    api_name: module?.apiName ?? null,
    id: module?.id ?? null,
    module: apiName,
    module_name: module?.moduleName ?? apiName,
  };
}

export function fieldReference(module: ModuleDefinition | undefined, apiName: string) {
  const field = module?.fields.find((each) => each.apiName === apiName);
  return { api_name: apiName, id: field?.id ?? null };
}

/** An instant in the zone of the token's user (zoho-api.md section 6.1). */
export function instant(call: ApiCall, epochMs: number): string {
  return formatInZone(epochMs, call.caller.user.timeZone);
}

/** The administrator who set the organization up: `created_by` of everything that settings hold. */
export function founder(call: ApiCall): { readonly name: string; readonly id: string } {
  const [user] = call.org.users;
  if (!user) throw new RangeError('An organization has at least one user.');
  return { name: `${user.firstName} ${user.lastName}`, id: user.id };
}

export function layoutReferences(module: ModuleDefinition, field: FieldDefinition) {
  return module.layouts
    .filter((layout) => layout.sections.some((section) => section.fields.includes(field.apiName)))
    .map((layout) => ({ api_name: layout.name.replaceAll(' ', '_'), name: layout.name, id: layout.id }));
}
