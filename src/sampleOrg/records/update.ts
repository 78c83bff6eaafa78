import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { isJsonObject, readData } from './body.ts';
import type { ElementResult } from './elementResult.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { readWriteBody } from './insert.ts';
import { idInPath, moduleOf } from './moduleAccess.ts';
import { instantHeader } from './params.ts';
import { readRecord } from './readRecord.ts';
import { mandatoryNotFound } from './readValues.ts';
import type { StoredRecord } from './store.ts';
import { auditDetails, writeDetails } from './writeDetails.ts';
import { updateRecord } from './writeRecord.ts';
import { idIn } from './writtenValue.ts';

/** `PUT /{Module}`: each element names its record by `id` (zoho-api.md section 4.12). */
export function updateRecords(call: ApiCall): Reply {
  const module = moduleOf(call, 'UPDATE');
  const unmodifiedSince = instantHeader(call.request, 'If-Unmodified-Since');
  const data = readData(readWriteBody(call));
  return replyToWrite(
    eachElement(data, (element, index) => {
      const id = isJsonObject(element) ? element['id'] : undefined;
      if (id === undefined || id === null) throw mandatoryNotFound('id', `$.data[${index}].id`);
      return updateElement(call, module, idIn(id), element, index, unmodifiedSince);
    }),
    200,
  );
}

/** `PUT /{Module}/{id}`: the body's only element is for the record in the path. */
export function updateOneRecord(call: ApiCall): Reply {
  const module = moduleOf(call, 'UPDATE');
  const id = idInPath(call, 'id', 1);
  const unmodifiedSince = instantHeader(call.request, 'If-Unmodified-Since');
  const data = readData(readWriteBody(call));
  if (data.length > 1) {
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', {
      maximum_length: 1,
      api_name: 'data',
      json_path: '$.data',
    });
  }
  return replyToWrite(
    eachElement(data, (element, index) => updateElement(call, module, id, element, index, unmodifiedSince)),
    200,
  );
}

/**
 * One element of an update. Throws INVALID_DATA for an id of no record, ALREADY_MODIFIED for a record changed after
 * `unmodifiedSince` (epoch milliseconds), and what `readRecord` throws.
 */
export function updateElement(
  call: ApiCall,
  module: ModuleDefinition,
  id: string | undefined,
  element: unknown,
  index: number,
  unmodifiedSince?: number,
): ElementResult {
  const existing = id === undefined ? undefined : call.org.records.table(module.apiName).get(id);
  if (!existing) {
    throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', {
      api_name: 'id',
      json_path: `$.data[${index}].id`,
    });
  }
  checkUnmodified(call, existing, unmodifiedSince);
  const record = updateRecord(call, module, existing, readRecord(call, module, element, index, existing));
  return success('record updated', writeDetails(call, record));
}

function checkUnmodified(call: ApiCall, existing: StoredRecord, since: number | undefined): void {
  const modifiedAt = existing.values['Modified_Time'];
  if (since === undefined || typeof modifiedAt !== 'number' || modifiedAt <= since) return;
  throw new ApiError(412, 'ALREADY_MODIFIED', 'the record was modified already', auditDetails(call, existing));
}
