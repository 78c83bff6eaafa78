import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { ElementResult } from './elementResult.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { idInPath, moduleOf } from './moduleAccess.ts';
import { requiredIds } from './params.ts';
import { removeRecord } from './removeRecord.ts';

/** `DELETE /{Module}?ids=` (zoho-api.md section 4.13). */
export function deleteRecords(call: ApiCall): Reply {
  return replyToDelete(call, moduleOf(call, 'DELETE'), requiredIds(call.request.query, 100));
}

/** `DELETE /{Module}/{id}` */
export function deleteOneRecord(call: ApiCall): Reply {
  return replyToDelete(call, moduleOf(call, 'DELETE'), [idInPath(call, 'id', 1)]);
}

/** Deletes what is there; ids of no record are reported one by one. */
export function replyToDelete(call: ApiCall, module: ModuleDefinition, ids: readonly string[]): Reply {
  return replyToWrite(
    eachElement(ids, (id) => deleteElement(call, module, id)),
    200,
  );
}

function deleteElement(call: ApiCall, module: ModuleDefinition, id: string): ElementResult {
  const record = call.org.records.table(module.apiName).get(id);
  if (!record) throw new ApiError(400, 'INVALID_DATA', 'record not deleted', { id });
  removeRecord(call, module, record);
  return success('record deleted', { id });
}
