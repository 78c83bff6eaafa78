import { queryLimits } from '../../coql/limits.ts';
import type { Query } from '../../coql/syntax.ts';
import type { RecordPage } from '../../crm/crmRecords.ts';
import type { CrmRecord } from '../../model/record.ts';
import { keyCondition } from './keyCondition.ts';
import type { QueryCalls } from './queryCalls.ts';
import type { PageKey, QueryPaging } from './queryPaging.ts';
import { ownField } from './queryPaging.ts';
import type { QueryRequest, QueryRunLimits } from './queryRequest.ts';
import { mostRows, rowsToAsk } from './queryRequest.ts';
import { pageStatement } from './queryText.ts';
import { beyondReach } from './reach.ts';

type PagingInPages = Exclude<QueryPaging, { kind: 'asWritten' }>;

/** The pages of a query, without what was added to it for our sake. */
export async function* readPages(
  calls: QueryCalls,
  request: QueryRequest,
  paging: PagingInPages,
  limits: QueryRunLimits,
): AsyncGenerator<RecordPage> {
  const { document, query } = request;
  const key = paging.kind === 'byKey' ? paging.key : undefined;
  const most = mostRows(request);
  const added = { hiddenColumn: hiddenColumn(key), addsOrderById: addsOrderById(query, paging) };
  let [received, offset] = [0, query.offset?.value ?? 0];
  let behind: string | undefined;
  let first: CrmRecord | undefined;
  while (received < most) {
    const rows = Math.min(rowsToAsk(received, most, limits), limits.reach - offset);
    if (rows === 0) throw beyondReach(paging.kind === 'byOffset' ? paging.order : 'id', limits.reach);
    const page = await calls.ask(pageStatement(document, query, { ...added, behind, rows, offset }));
    yield withoutColumn(page, added.hiddenColumn);
    const last = page.records.at(-1);
    if (!page.hasMore || !last) return;
    received += page.records.length;
    first ??= page.records[0];
    if (key) [behind, offset] = [behindRow(key, first, last), 0];
    else offset += page.records.length;
  }
}

function behindRow(key: PageKey, first: CrmRecord | undefined, last: CrmRecord): string {
  const name = key.column?.rowName;
  const valueOf = (row: CrmRecord | undefined) => (name === undefined ? undefined : row?.[name]);
  return keyCondition(key, { lastId: last.id, lastValue: valueOf(last), firstValue: valueOf(first) });
}

function hiddenColumn(key: PageKey | undefined): string | undefined {
  return key?.column?.isHidden === true ? key.column.apiName : undefined;
}

function withoutColumn(page: RecordPage, name: string | undefined): RecordPage {
  if (name === undefined) return page;
  const without = (record: CrmRecord): CrmRecord =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== name)) as CrmRecord;
  return { ...page, records: page.records.map(without) };
}

/** Groups have no id; and a query that names ids itself knows their place. */
function addsOrderById({ orderBy }: Query, paging: PagingInPages): boolean {
  if (paging.kind === 'byOffset' && paging.isGrouped) return false;
  const columns = orderBy?.columns ?? [];
  return columns.length < queryLimits.orderColumns && !columns.some((each) => ownField(each) === 'id');
}
