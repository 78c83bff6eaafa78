import { ApiError, invalidModule } from '../api/apiError.ts';
import type { ApiCall, ApiRoute } from '../api/route.ts';
import { moduleScopes } from '../api/scopes.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { looksLikeId } from '../ids.ts';
import type { StoredRecord } from './store.ts';

export type Operation = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE';

/** The scopes of a route whose path names a module as `:module`, for all of the given operations. */
export function recordScopes(...operations: readonly Operation[]): ApiRoute['scopes'] {
  return ({ params, org }) => {
    const name = params['module'] ?? '';
    const isCustom = org.schema.module(name)?.generatedType === 'custom';
    return operations.map((operation) => moduleScopes(name, operation, isCustom));
  };
}

/** The scopes of a route below a record that also reads or writes another module, such as `notes` or `attachments`. */
export function scopesWithArea(operation: Operation, area: string, areaOperation: Operation): ApiRoute['scopes'] {
  const own = recordScopes(operation);
  return (call) => [...own(call), moduleScopes(area, areaOperation)];
}

/**
 * The module in the path of a call. Throws INVALID_MODULE where it does not exist or its records cannot be reached
 * (zoho-api.md section 4.3), and NOT_SUPPORTED where its settings forbid the operation.
 */
export function moduleOf(call: Pick<ApiCall, 'org' | 'params'>, operation: Operation): ModuleDefinition {
  return reachableModule(call, call.params['module'] ?? '', operation);
}

/** The same for a module that is not named in the path. */
export function reachableModule(call: Pick<ApiCall, 'org'>, name: string, operation: Operation): ModuleDefinition {
  const module = call.org.schema.module(name);
  if (!module) throw invalidModule();
  if (!module.apiSupported || module.recordsAnswer === 'invalidModule') {
    throw new ApiError(400, 'INVALID_MODULE', 'the given module is not supported in api', { resource_path_index: 0 });
  }
  const allowed = { READ: true, CREATE: module.creatable, UPDATE: module.editable, DELETE: module.deletable };
  // Rows of subforms are written through the record that they belong to (section 4.20).
  if (!allowed[operation] || (operation !== 'READ' && module.generatedType === 'subform')) {
    throw new ApiError(400, 'NOT_SUPPORTED', 'the operation is not supported for the module', { module: name });
  }
  return module;
}

/** Some lists are for administrators only: 403 NOT_SUPPORTED for others (zoho-api.md section 4.7). */
export function requireListPermission(call: ApiCall, module: ModuleDefinition): void {
  if (module.recordsAnswer === 'adminOnly' && call.caller.user.profile !== 'Administrator') {
    throw new ApiError(403, 'NOT_SUPPORTED', 'the module is supported only for admin users');
  }
}

/** The id at a place of the path, counted from the module (0). Throws INVALID_DATA when it does not look like one. */
export function idInPath(call: Pick<ApiCall, 'params'>, name: string, pathIndex: number): string {
  const id = call.params[name] ?? '';
  if (!looksLikeId(id)) throw invalidPathId(pathIndex);
  return id;
}

/** The record that the path names, where the call cannot go on without it. */
export function recordInPath(call: ApiCall, module: ModuleDefinition): StoredRecord {
  const record = call.org.records.table(module.apiName).get(idInPath(call, 'id', 1));
  if (!record) throw invalidPathId(1);
  return record;
}

export function invalidPathId(pathIndex: number): ApiError {
  return new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: pathIndex });
}
