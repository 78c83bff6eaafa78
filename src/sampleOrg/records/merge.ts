import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { OrgState } from '../orgState.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { isJsonObject } from './body.ts';
import { updateRollups } from './computed.ts';
import { readWriteBody } from './insert.ts';
import { moduleOf, recordInPath } from './moduleAccess.ts';
import { removeRecord } from './removeRecord.ts';
import type { StoredRecord, StoredValue } from './store.ts';
import type { Values } from './readValues.ts';
import { updateRecord } from './writeRecord.ts';

/** A record takes in one or two others at a time (zoho-api.md section 4.22). */
const mostMerged = 2;

/**
 * `POST /{Module}/{id}/actions/merge`: the record takes over what it lacks, or what the body names, from one or two others,
 * and all lookups to them. These vanish without being told of in any list of deletions. Costs 50 credits.
 */
export function mergeRecords(call: ApiCall): Reply {
  const module = moduleOf(call, 'UPDATE');
  const master = recordInPath(call, module);
  const losers = readLosers(call, module, master);
  const values: Values = {};
  for (const { record, fields } of losers)
    Object.assign(values, takenOver(module, { ...master.values, ...values }, record, fields));
  for (const { record } of losers) {
    pointTo(call, module, record.id, master.id);
    vanish(call, module, record);
  }
  updateRecord(call, module, master, { values, rows: [] });
  const details = { id: master.id };
  return json(201, { merge: [{ code: 'SUCCESS', details, message: 'records merged', status: 'success' }] });
}

interface Loser {
  readonly record: StoredRecord;
  /** Names of fields whose values win over those of the master. */
  readonly fields: readonly string[];
}

function readLosers(call: ApiCall, module: ModuleDefinition, master: StoredRecord): readonly Loser[] {
  const body = readWriteBody(call);
  const [merge] = Array.isArray(body['merge']) ? (body['merge'] as readonly unknown[]) : [];
  if (!isJsonObject(merge))
    throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', at('merge', '$.merge'));
  const data: readonly unknown[] = Array.isArray(merge['data']) ? merge['data'] : [];
  if (data.length === 0)
    throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', at('data', '$.merge[0].data'));
  if (data.length > mostMerged) {
    const details = { ...at('data', '$.merge[0].data'), maximum_length: mostMerged };
    throw new ApiError(400, 'LIMIT_EXCEEDED', 'too many records', details);
  }
  const seen = new Set([master.id]);
  return data.map((element, index) => readLoser(call, module, { element, path: `$.merge[0].data[${index}]`, seen }));
}

function readLoser(
  { org }: ApiCall,
  module: ModuleDefinition,
  { element, path, seen }: { readonly element: unknown; readonly path: string; readonly seen: Set<string> },
): Loser {
  const { id, _fields: fields }: Readonly<Record<string, unknown>> = isJsonObject(element) ? element : {};
  const record = typeof id === 'string' ? org.records.table(module.apiName).get(id) : undefined;
  if (!record) throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', at('id', `${path}.id`));
  if (seen.has(record.id)) throw new ApiError(400, 'DUPLICATE_DATA', 'duplicate data', at('id', `${path}.id`));
  seen.add(record.id);
  const names = (Array.isArray(fields) ? fields : []).map((each: unknown) =>
    isJsonObject(each) ? each['api_name'] : undefined,
  );
  return { record, fields: names.filter((name) => typeof name === 'string') };
}

function at(apiName: string, jsonPath: string): { readonly api_name: string; readonly json_path: string } {
  return { api_name: apiName, json_path: jsonPath };
}

function takenOver(
  module: ModuleDefinition,
  before: Readonly<Record<string, StoredValue>>,
  { values }: StoredRecord,
  fields: readonly string[],
): Values {
  const taken: Values = {};
  for (const { apiName, writable } of module.fields) {
    const value = values[apiName] ?? null;
    const isEmpty = (before[apiName] ?? null) === null;
    if (writable && value !== null && (isEmpty || fields.includes(apiName))) taken[apiName] = value;
  }
  return taken;
}

/** Lookups to one record become lookups to another, without a word of the records that hold them. */
function pointTo({ org }: ApiCall, module: ModuleDefinition, from: string, to: string): void {
  for (const other of org.schema.modules) {
    for (const { apiName } of other.fields.filter((field) => mayPointTo(field, module))) {
      const table = org.records.table(other.apiName);
      for (const record of table.recordsWith(apiName, from)) {
        const value = record.values[apiName];
        const moved = typeof value === 'object' ? { module: module.apiName, id: to } : to;
        const after = { ...record, values: { ...record.values, [apiName]: moved } };
        table.replace(after);
        updateRollups(org, other, record, after);
      }
    }
  }
}

function mayPointTo({ type, lookup }: ModuleDefinition['fields'][number], { apiName }: ModuleDefinition): boolean {
  return type === 'multi_module_lookup' || (type === 'lookup' && lookup?.module === apiName);
}

/** Gone, and neither in the recycle bin nor in the list of what was deleted for good. */
function vanish(call: ApiCall, module: ModuleDefinition, record: StoredRecord): void {
  removeRecord(call, module, record);
  forget(call.org, module, record.id);
}

function forget(org: OrgState, module: ModuleDefinition, id: string): void {
  const { deleted } = org.records.table(module.apiName);
  const place = deleted.findIndex((each) => each.id === id);
  if (place >= 0) deleted.splice(place, 1);
}
