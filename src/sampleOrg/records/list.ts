import { ApiError, invalidParam } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { compileCriterion } from '../query/criterion.ts';
import type { CustomViewDefinition, FieldType, ModuleDefinition } from '../schema/module.ts';
import { moduleOf, requireListPermission } from './moduleAccess.ts';
import type { SortedRecords } from './paging.ts';
import { readPage } from './paging.ts';
import { ambiguous, instantHeader, optionalIds, requiredFields, wordParam } from './params.ts';
import { renderListField } from './render.ts';
import type { StoredRecord } from './store.ts';
import { systemKey } from './systemKeys.ts';

/** What the list call leaves out; only the call for a single record has it (zoho-api.md section 4.7). */
export const notInLists: ReadonlySet<FieldType> = new Set([
  ...(['subform', 'multiselectlookup', 'multiuserlookup'] as const),
  // Its parts are fields of their own.
  'address',
]);

const sortFields = ['id', 'Created_Time', 'Modified_Time'] as const;

/** `GET /{Module}` (zoho-api.md section 4.7). */
export function listRecords(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  requireListPermission(call, module);
  const ids = optionalIds(call.request.query, 100);
  const order = orderOf(call, module);
  const table = call.org.records.table(module.apiName);
  const conditions = [...conditionsOf(call, module), ...order.conditions];
  if (ids) conditions.push((record) => ids.has(record.id));
  return replyWithPage(call, module, {
    ascending: ids ? chosen(table.ascendingBy(order.sortBy), ids) : table.ascendingBy(order.sortBy),
    sortBy: order.sortBy,
    sortOrder: order.sortOrder,
    isShown: conditions.length === 0 ? () => true : (record) => conditions.every((holds) => holds(record)),
  });
}

/** Credits of a list call: 3 with a custom view, else 1 (zoho-api.md section 7.1). */
export function listCredits(call: ApiCall): number {
  return call.request.query.has('cvid') ? 3 : 1;
}

/** Sorted lists and custom views count against the sub-limit (zoho-api.md section 7.1). */
export function isHeavyList(call: ApiCall): boolean {
  return call.request.query.has('cvid') || call.request.query.has('sort_by');
}

/**
 * One page of records of a module with the chosen fields; 204 without any, 304 when `If-Modified-Since` leaves none.
 * `more` adds named values that are not the record's own. Throws what `requiredFields` and `readPage` throw.
 */
export function replyWithPage(
  call: ApiCall,
  module: ModuleDefinition,
  records: SortedRecords,
  more?: (record: StoredRecord, names: readonly string[]) => Record<string, unknown>,
): Reply {
  const names = requiredFields(call.request.query);
  const renderOwn = rowRenderer(call, module, names);
  const renderRow = more ? (record: StoredRecord) => ({ ...renderOwn(record), ...more(record, names) }) : renderOwn;
  const modifiedSince = instantHeader(call.request, 'If-Modified-Since');
  const page = readPage(
    call,
    modifiedSince === undefined
      ? records
      : { ...records, isShown: (record) => wasModifiedSince(record, modifiedSince) && records.isShown(record) },
  );
  if (page.records.length === 0) return empty(modifiedSince === undefined ? 204 : 304);
  return json(200, { data: page.records.map((record) => renderRow(record)), info: page.info });
}

/** The named fields of a record and its id. Names that are no fields of the module are left out. */
export function rowRenderer(
  call: ApiCall,
  module: ModuleDefinition,
  names: readonly string[],
): (record: StoredRecord) => Record<string, unknown> {
  const { org, caller } = call;
  const columns = names
    .map((name) => ({ name, field: org.schema.field(module, name) }))
    .filter(({ name, field }) => (field ? !notInLists.has(field.type) : name.startsWith('$')));
  return (record) => {
    const row: Record<string, unknown> = {};
    for (const { name, field } of columns) {
      const value = field
        ? renderListField(org, field, record, caller)
        : systemKey({ org, caller, module }, record, name);
      if (value !== undefined) row[name] = value;
    }
    row['id'] = record.id;
    return row;
  };
}

function wasModifiedSince(record: StoredRecord, since: number): boolean {
  const at = record.values['Modified_Time'] ?? record.values['Created_Time'];
  return typeof at === 'number' && at >= since;
}

interface Order extends Pick<SortedRecords, 'sortBy' | 'sortOrder'> {
  readonly conditions: ((record: StoredRecord) => boolean)[];
}

function orderOf(call: ApiCall, module: ModuleDefinition): Order {
  const { query } = call.request;
  const view = viewOf(call, module);
  const sortBy = wordParam(query, 'sort_by', sortFields, 'id');
  if (!view) return { sortBy, sortOrder: wordParam(query, 'sort_order', ['asc', 'desc'], 'desc'), conditions: [] };
  return {
    sortBy: view.sortBy ?? 'id',
    sortOrder: wordParam(query, 'sort_order', ['asc', 'desc'], view.sortOrder ?? 'desc'),
    conditions: view.criterion ? [compileCriterion(call.org, module, view.criterion, call.caller)] : [],
  };
}

function viewOf(call: ApiCall, module: ModuleDefinition): CustomViewDefinition | undefined {
  const id = call.request.query.get('cvid');
  if (id === null) return undefined;
  if (call.request.query.has('sort_by')) throw ambiguous('cvid', 'sort_by');
  const view = module.customViews.find((each) => each.id === id);
  if (!view) throw invalidParam('cvid');
  return view;
}

/** Converted leads are hidden unless asked for. Territories are refused: the organization has none. */
function conditionsOf(call: ApiCall, module: ModuleDefinition): ((record: StoredRecord) => boolean)[] {
  const { query } = call.request;
  if (query.has('territory_id')) {
    throw new ApiError(400, 'FEATURE_NOT_ENABLED', 'territories are not enabled', { param_name: 'territory_id' });
  }
  const converted = wordParam(query, 'converted', ['false', 'true', 'both'], 'false');
  if (module.apiName !== 'Leads' || converted === 'both') return [];
  return [(record) => (record.values['Converted__s'] === true) === (converted === 'true')];
}

/** Only some records of a sorted list, in the same order; quicker for the pages that follow than asking each record. */
function chosen(ascending: readonly StoredRecord[], ids: ReadonlySet<string>): readonly StoredRecord[] {
  return ascending.filter((record) => ids.has(record.id));
}
