import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { rowPlaceOf, rowsOf } from './childRows.ts';
import { idInPath, moduleOf, requireListPermission } from './moduleAccess.ts';
import { instantHeader, optionalFields } from './params.ts';
import { renderField } from './render.ts';
import type { StoredRecord } from './store.ts';
import { allSystemKeys, systemKey } from './systemKeys.ts';

/** `GET /{Module}/{id}`: every field, or those in `fields`; 204 for an absent id (zoho-api.md section 4.8). */
export function getRecord(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  requireListPermission(call, module);
  const record = call.org.records.table(module.apiName).get(idInPath(call, 'id', 1));
  const names = optionalFields(call.request.query);
  const modifiedSince = instantHeader(call.request, 'If-Modified-Since');
  if (!record) return empty(204);
  const modifiedAt = record.values['Modified_Time'];
  if (modifiedSince !== undefined && typeof modifiedAt === 'number' && modifiedAt < modifiedSince) return empty(304);
  return json(200, { data: [names ? chosenFields(call, module, record, names) : allFields(call, module, record)] });
}

function allFields(call: ApiCall, module: ModuleDefinition, record: StoredRecord): Record<string, unknown> {
  const row = allSystemKeys({ org: call.org, caller: call.caller, module }, record);
  const hasMore: Record<string, boolean> = {};
  for (const field of module.fields) {
    if (field.type === 'address') continue;
    row[field.apiName] = renderWithRows(call, field, record);
    // Rows are limited to what one answer holds, so nothing is ever cut.
    if (rowPlaceOf(call.org, field)) hasMore[field.apiName] = false;
  }
  if (Object.keys(hasMore).length > 0) row['$has_more'] = hasMore;
  row['id'] = record.id;
  return row;
}

function chosenFields(
  call: ApiCall,
  module: ModuleDefinition,
  record: StoredRecord,
  names: readonly string[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const name of names) {
    const field = call.org.schema.field(module, name);
    if (field?.type === 'address') continue;
    const value = field
      ? renderWithRows(call, field, record)
      : systemKey({ org: call.org, caller: call.caller, module }, record, name);
    if (value !== undefined) row[name] = value;
  }
  row['id'] = record.id;
  return row;
}

function renderWithRows(call: ApiCall, field: FieldDefinition, record: StoredRecord): unknown {
  const place = rowPlaceOf(call.org, field);
  if (!place) return renderField(call.org, field, record, call.caller);
  const rows = rowsOf(call.org, place, record.id);
  const { otherField } = place;
  if (otherField === undefined) return rows.map((row) => renderRow(call, place.module, row));
  const other = call.org.schema.field(place.module, otherField);
  return rows.map((row) => ({
    [field.apiName]: other ? renderField(call.org, other, row, call.caller) : null,
    id: row.id,
  }));
}

/** A subform row with all of its fields (zoho-api.md section 4.20). */
function renderRow(call: ApiCall, module: ModuleDefinition, row: StoredRecord): Record<string, unknown> {
  const values = module.fields.map((field) => [field.apiName, renderField(call.org, field, row, call.caller)]);
  return {
    ...(Object.fromEntries(values) as Record<string, unknown>),
    $in_merge: false,
    $field_states: null,
    id: row.id,
  };
}
