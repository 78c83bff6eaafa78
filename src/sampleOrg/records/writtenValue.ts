import type { Caller } from '../accounts/caller.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import type { FieldDefinition } from '../schema/module.ts';
import { isJsonObject } from './body.ts';
import type { StoredRecord } from './store.ts';

/** A value in the body of a write and where it stands. */
export interface WrittenValue {
  readonly org: OrgState;
  readonly caller: Caller;
  readonly moduleName: string;
  readonly field: FieldDefinition;
  /** Neither null nor "": those clear a field, whatever its type. */
  readonly json: unknown;
  /** `$.data[0].Email` */
  readonly path: string;
  /** The record or row around the value, as it was sent. */
  readonly around: Readonly<Record<string, unknown>>;
  /** What an update changes. */
  readonly existing: StoredRecord | undefined;
}

/** INVALID_DATA for a value of another type than the field's (zoho-api.md section 4.12). */
export function unexpectedType(written: WrittenValue, expected: string): ApiError {
  return invalidValue(written, { expected_data_type: expected });
}

export function invalidValue(
  written: Pick<WrittenValue, 'field' | 'path'>,
  details: Readonly<Record<string, unknown>> = {},
): ApiError {
  return new ApiError(400, 'INVALID_DATA', 'invalid data', {
    ...details,
    api_name: written.field.apiName,
    json_path: written.path,
  });
}

/** The id in `{"id": …}` or a bare id, as text; undefined for anything else. */
export function idIn(json: unknown): string | undefined {
  const id = isJsonObject(json) ? json['id'] : json;
  if (typeof id === 'number' && Number.isSafeInteger(id)) return String(id);
  return typeof id === 'string' ? id : undefined;
}
