import type { ErrorBody } from '../api/apiError.ts';
import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { isJsonObject } from './body.ts';
import type { RowChanges } from './childRows.ts';
import { readAllRows } from './childRows.ts';
import type { Values } from './readValues.ts';
import { readValues, throwProblems } from './readValues.ts';
import type { StoredRecord } from './store.ts';

/** What a write does to one record, checked and ready to be carried out. */
export interface RecordChange {
  readonly values: Values;
  readonly rows: readonly RowChanges[];
}

/**
 * Reads one element of `data`. Nothing is changed before all of it is known to be right. Throws ApiError with the
 * problem, or MULTIPLE_OR_MULTI_ERRORS with all of them (zoho-api.md section 4.12).
 */
export function readRecord(
  { org, caller }: Pick<ApiCall, 'org' | 'caller'>,
  module: ModuleDefinition,
  element: unknown,
  index: number,
  existing?: StoredRecord,
): RecordChange {
  const path = `$.data[${index}]`;
  if (!isJsonObject(element)) {
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'jsonobject',
      api_name: 'data',
      json_path: path,
    });
  }
  const written = { org, caller, module, json: element, path, existing };
  const problems: ErrorBody[] = [];
  const values = readValues(written, problems);
  const rows = readAllRows(written, problems);
  throwProblems(problems);
  return { values, rows };
}
