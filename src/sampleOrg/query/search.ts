import { ApiError, invalidParam } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { notInLists, rowRenderer } from '../records/list.ts';
import { moduleOf, requireListPermission } from '../records/moduleAccess.ts';
import { optionalFields, wordParam } from '../records/params.ts';
import type { StoredRecord } from '../records/store.ts';
import { allSystemKeys } from '../records/systemKeys.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { RecordTest } from './criterion.ts';
import { searchParamMissing } from './searchErrors.ts';
import { compileSearch, compileVisibility, searchParamOf, searchParams } from './searchTest.ts';

/** Pages reach so many records; there is no page token (zoho-api.md section 4.9). */
const searchReach = 2000;
const maximumPerPage = 200;
const sortFields = ['id', 'Created_Time', 'Modified_Time'] as const;

/** `GET /{Module}/search`: newest first; 204 when nothing is found. Source: zoho-api.md section 4.9. */
export function searchRecords(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  requireListPermission(call, module);
  const param = searchParamOf(call.request.query);
  if (!param) throw searchParamMissing(searchParams);
  const matches = compileSearch(call, module, param);
  const isVisible = compileVisibility(call, module);
  const { page, perPage } = pageOf(call.request.query);
  const end = page * perPage;
  const found = newestFirst(call, module, (record) => isVisible(record) && matches(record), end + 1);
  const records = found.slice(end - perPage, end);
  if (records.length === 0) return empty(204);
  const info = { per_page: perPage, count: records.length, page, more_records: found.length > end };
  return json(200, { data: records.map(rowOf(call, module)), info });
}

function pageOf(query: URLSearchParams): { page: number; perPage: number } {
  const page = wholeNumber(query, 'page', 1);
  const perPage = wholeNumber(query, 'per_page', maximumPerPage);
  if (perPage > maximumPerPage) throw invalidParam('per_page', { maximum_value: maximumPerPage });
  if (page * perPage <= searchReach) return { page, perPage };
  // Here, and only here, Zoho writes the number as text.
  throw new ApiError(400, 'LIMIT_REACHED', 'maximum response iteration limit reached', { limit: String(searchReach) });
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalidParam(name, { expected_data_type: 'integer' });
  return Number(text);
}

function newestFirst(call: ApiCall, module: ModuleDefinition, matches: RecordTest, count: number): StoredRecord[] {
  const { query } = call.request;
  const sortBy = wordParam(query, 'sort_by', sortFields, 'id');
  const sortOrder = wordParam(query, 'sort_order', ['asc', 'desc'], 'desc');
  const ordered = call.org.records.table(module.apiName).ascendingBy(sortBy);
  const found: StoredRecord[] = [];
  for (let place = 0; place < ordered.length && found.length < count; place++) {
    const record = ordered[sortOrder === 'asc' ? place : ordered.length - 1 - place];
    if (record && matches(record)) found.push(record);
  }
  return found;
}

/** The chosen fields, or everything that a list can have and the `$` keys. */
function rowOf(call: ApiCall, module: ModuleDefinition): (record: StoredRecord) => Record<string, unknown> {
  const names = optionalFields(call.request.query);
  if (names) return rowRenderer(call, module, names);
  const all = module.fields.filter((field) => field.visible && !notInLists.has(field.type));
  const render = rowRenderer(
    call,
    module,
    all.map((field) => field.apiName),
  );
  return (record) => ({ ...render(record), ...allSystemKeys({ org: call.org, caller: call.caller, module }, record) });
}
