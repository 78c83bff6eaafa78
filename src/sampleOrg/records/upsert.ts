import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { JsonObject } from './body.ts';
import { isJsonObject, readData } from './body.ts';
import type { ElementResult, ElementSuccess } from './elementResult.ts';
import { eachElement, replyToWrite } from './elementResult.ts';
import { insertElement, readWriteBody } from './insert.ts';
import { moduleOf } from './moduleAccess.ts';
import { recordsWithValue } from './readValues.ts';
import { updateElement } from './update.ts';
import { idIn } from './writtenValue.ts';

/** `POST /{Module}/upsert` (zoho-api.md section 4.12). */
export function upsertRecords(call: ApiCall): Reply {
  moduleOf(call, 'UPDATE');
  const module = moduleOf(call, 'CREATE');
  const body = readWriteBody(call);
  const checked = fieldsToCheck(module, body['duplicate_check_fields']);
  return replyToWrite(
    eachElement(readData(body), (element, index) => upsertElement(call, module, checked, element, index)),
    200,
  );
}

function upsertElement(
  call: ApiCall,
  module: ModuleDefinition,
  checked: readonly FieldDefinition[],
  element: unknown,
  index: number,
): ElementResult {
  const json = isJsonObject(element) ? element : {};
  if (json['id'] !== undefined && json['id'] !== null) {
    return withAction(updateElement(call, module, idIn(json['id']), element, index), 'update', null);
  }
  const match = findMatch(call, module, checked, json);
  return match
    ? withAction(updateElement(call, module, match.id, element, index), 'update', match.field)
    : withAction(insertElement(call, module, element, index), 'insert', null);
}

function withAction(result: ElementResult, action: 'insert' | 'update', duplicateField: string | null): ElementResult {
  if (result.status === 'error') return result;
  const done: ElementSuccess = { ...result, action, duplicate_field: duplicateField };
  return done;
}

/** The first field by which a record is found decides; of several records the oldest one is updated. */
function findMatch(
  call: ApiCall,
  module: ModuleDefinition,
  checked: readonly FieldDefinition[],
  json: JsonObject,
): { readonly id: string; readonly field: string } | undefined {
  for (const field of checked) {
    const value = json[field.apiName];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const [record] = recordsWithValue(call.org, module, field, value);
    if (record) return { id: record.id, field: field.apiName };
  }
  return undefined;
}

/**
 * The fields that decide whether a record is there already, in the order in which they are asked: the named ones, then
 * the unique ones; the module's system field only when it is named or nothing is.
 */
function fieldsToCheck(module: ModuleDefinition, named: unknown): readonly FieldDefinition[] {
  const unique = module.fields.filter((field) => field.unique);
  const system = module.fields.filter((field) => field.apiName === module.duplicateCheckField);
  if (system.length === 0 && unique.length === 0) {
    throw new ApiError(400, 'NOT_SUPPORTED', 'upsert is not supported for the module', { module: module.apiName });
  }
  const chosen = namedFields([...system, ...unique], named);
  return [...new Set([...(chosen.length === 0 ? system : chosen), ...unique])];
}

function namedFields(possible: readonly FieldDefinition[], named: unknown): readonly FieldDefinition[] {
  if (named === undefined || named === null) return [];
  const place = { api_name: 'duplicate_check_fields', json_path: '$.duplicate_check_fields' };
  if (!Array.isArray(named)) {
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonarray', ...place });
  }
  return named.map((name: unknown, index) => {
    const field = possible.find((each) => each.apiName === name);
    if (field) return field;
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', {
      supported_values: possible.map((each) => each.apiName),
      ...place,
      json_path: `${place.json_path}[${index}]`,
    });
  });
}
