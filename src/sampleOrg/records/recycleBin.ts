import { ApiError } from '../api/apiError.ts';
import type { ApiCall, ApiRoute } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { OrgState } from '../orgState.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { formatInZone } from '../time/zones.ts';
import { updateRollups } from './computed.ts';
import { agedDeletion, pageOf } from './deleted.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { idInPath } from './moduleAccess.ts';
import { optionalIds, requiredIds } from './params.ts';
import { renderUser } from './render.ts';
import type { DeletedRecord } from './store.ts';
import { nowInSeconds } from './timestamps.ts';

/** A record in the recycle bin. */
interface BinRow {
  readonly module: ModuleDefinition;
  readonly row: DeletedRecord;
}

export function recycleBinScopes(operation: 'READ' | 'DELETE' | 'UPDATE'): ApiRoute['scopes'] {
  const held = ['ALL', operation].map((each) => `ZohoCRM.settings.recycle_bin.${each}`);
  return () => [['ZohoCRM.settings.ALL', ...held]];
}

/** `GET /settings/recycle_bin` and `…/{id}`: what is in the bins of all modules, the latest first (section 4.14). */
export function listRecycleBin(call: ApiCall): Reply {
  const ids =
    call.params['id'] === undefined ? optionalIds(call.request.query, 100) : new Set([idInPath(call, 'id', 2)]);
  const rows = rowsInBin(call.org)
    .filter(({ row }) => ids === undefined || ids.has(row.id))
    .sort((a, b) => b.row.deletedAt - a.row.deletedAt || (a.row.id < b.row.id ? 1 : -1));
  const { page, info } = pageOf(call, rows);
  if (page.length === 0) return empty(204);
  return json(200, { recycle_bin: page.map((each) => render(call, each)), info });
}

/** `DELETE /settings/recycle_bin?ids=` and `…/{id}`: for good. */
export function emptyRecycleBin(call: ApiCall): Reply {
  return forEachInBin(call, ({ module, row }) => {
    const { deleted } = call.org.records.table(module.apiName);
    const gone: DeletedRecord = {
      ...row,
      type: 'permanent',
      deletedAt: nowInSeconds(call.org),
      deletedBy: call.caller.user.id,
    };
    deleted.splice(deleted.indexOf(row), 1, gone);
    return success('record deleted permanently', { id: row.id });
  });
}

/** `POST /settings/recycle_bin/actions/restore?ids=` and `…/{id}/actions/restore`: with all that went with the record. */
export function restoreRecords(call: ApiCall): Reply {
  return forEachInBin(call, (found) => {
    restore(call.org, found);
    return success('record restored', { id: found.row.id });
  });
}

function forEachInBin(call: ApiCall, act: (found: BinRow) => ReturnType<typeof success>): Reply {
  const ids = call.params['id'] === undefined ? requiredIds(call.request.query, 100) : [idInPath(call, 'id', 2)];
  const results = eachElement(ids, (id) => {
    const found = rowsInBin(call.org).find(({ row }) => row.id === id);
    if (!found) throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', { id });
    return act(found);
  });
  return replyToWrite(results, 200, 'recycle_bin');
}

function restore(org: OrgState, { module, row }: BinRow): void {
  const table = org.records.table(module.apiName);
  table.deleted.splice(table.deleted.indexOf(row), 1);
  table.insert(row.record);
  updateRollups(org, module, undefined, row.record);
  for (const dependent of rowsInBin(org)) {
    if (dependent.row.deletedAt === row.deletedAt && belongsTo(dependent, row.id)) restore(org, dependent);
  }
}

/** Whether a record was removed because it hung on another one. */
function belongsTo({ module, row }: BinRow, parentId: string): boolean {
  return module.fields.some((field) => {
    if (field.type === 'multi_module_lookup') return isReferenceTo(row.record.values[field.apiName], parentId);
    const isLink =
      module.generatedType === 'linking' || (module.generatedType === 'subform' && field.apiName === 'Parent_Id');
    return isLink && field.type === 'lookup' && row.record.values[field.apiName] === parentId;
  });
}

function isReferenceTo(value: unknown, id: string): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && value.id === id;
}

function rowsInBin(org: OrgState): BinRow[] {
  return org.schema.modules.flatMap((module) =>
    org.records
      .table(module.apiName)
      .deleted.filter((row) => agedDeletion(org, row)?.type === 'recycle')
      .map((row) => ({ module, row })),
  );
}

function render({ org, caller }: ApiCall, { module, row }: BinRow): Record<string, unknown> {
  return {
    display_name: row.displayName,
    deleted_time: formatInZone(row.deletedAt, caller.user.timeZone),
    owner: renderUser(org, row.record.values['Owner'] ?? null, false),
    module: { api_name: module.apiName, id: module.id },
    deleted_by: renderUser(org, row.deletedBy, false),
    id: row.id,
  };
}
