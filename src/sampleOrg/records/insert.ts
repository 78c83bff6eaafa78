import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { JsonObject } from './body.ts';
import { countData, readData, readJsonObject } from './body.ts';
import type { ElementResult } from './elementResult.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { moduleOf } from './moduleAccess.ts';
import { readRecord } from './readRecord.ts';
import { writeDetails } from './writeDetails.ts';
import { insertRecord } from './writeRecord.ts';

/** `POST /{Module}` (zoho-api.md section 4.12). */
export function insertRecords(call: ApiCall): Reply {
  const module = moduleOf(call, 'CREATE');
  const body = readWriteBody(call);
  return replyToWrite(
    eachElement(readData(body), (element, index) => insertElement(call, module, element, index)),
    201,
  );
}

/** One element of an insert. Throws what `readRecord` throws. */
export function insertElement(call: ApiCall, module: ModuleDefinition, element: unknown, index: number): ElementResult {
  const record = insertRecord(call, module, readRecord(call, module, element, index));
  return success('record added', writeDetails(call, record));
}

/** The body of a write. `trigger` and its like are looked at for their shape only: there are no automations to run. */
export function readWriteBody(call: ApiCall): JsonObject {
  const body = readJsonObject(call.request);
  for (const name of ['trigger', 'skip_feature_execution', 'apply_feature_execution']) {
    if (body[name] === undefined || body[name] === null || Array.isArray(body[name])) continue;
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'jsonarray',
      api_name: name,
      json_path: `$.${name}`,
    });
  }
  return body;
}

/** A credit for ten records or a part of them (zoho-api.md section 7.1). */
export function writeCredits(call: ApiCall): number {
  return Math.ceil(countData(call.request) / 10);
}

/** Writes of more than ten records count against the sub-limit (zoho-api.md section 7.1). */
export function isHeavyWrite(call: ApiCall): boolean {
  return countData(call.request) > 10;
}
