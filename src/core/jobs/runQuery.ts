import { statementOf } from '../coql/strip.ts';
import type { CrmRecords, ReadLimits, RecordPage } from '../crm/crmRecords.ts';
import { countRows, QueryCalls } from './querying/queryCalls.ts';
import { pagingOf } from './querying/queryPaging.ts';
import type { QueryBatch, QueryContext, QueryRequest } from './querying/queryRequest.ts';
import { mostRows, rowsToAsk, usualLimits } from './querying/queryRequest.ts';
import { countsFirst, requireReach } from './querying/reach.ts';
import { readPages } from './querying/readPages.ts';

/**
 * Runs a query: all rows that it asks for, in its order, however many, a page at a time; without LIMIT all that there are.
 * Nothing is asked for before it is wanted: who stops asking for batches stops the calls, and may go on later. Rejects
 * with QueryRefusedError for the text, with places as in the statement as it was written; with InputError, before any row
 * is read, where the order is one in which the CRM does not give as many rows; and as `CrmRecords` does.
 */
export async function* runQuery(
  records: CrmRecords,
  request: QueryRequest,
  context: QueryContext,
): AsyncGenerator<QueryBatch> {
  const calls = new QueryCalls(records, request, context);
  const rowLimit = request.rowLimit ?? Infinity;
  const isItsOwn = (request.query.limit?.value ?? Infinity) <= rowLimit;
  let received = 0;
  for await (const page of pagesOf(calls, request, context)) {
    received += page.records.length;
    const reachedLimit = page.hasMore && received >= rowLimit && !isItsOwn;
    const { made: callsMade, creditsSpent } = calls;
    yield { records: page.records, received, callsMade, creditsSpent, reachedLimit };
  }
}

/**
 * How many rows the query would find without its LIMIT. One call. Undefined where its rows are groups, or where it lacks
 * what counting needs. Rejects as `runQuery` does.
 */
export async function countQuery(
  records: CrmRecords,
  request: QueryRequest,
  context: QueryContext,
): Promise<number | undefined> {
  const paging = pagingOf(request.query, request.fields);
  if (paging.kind === 'byOffset' && paging.isGrouped) return undefined;
  return countRows(new QueryCalls(records, request, context), request);
}

/** What running a query takes. */
export interface QueryCost {
  /** How its pages are had: see `QueryPaging`. */
  readonly paging: 'asWritten' | 'byKey' | 'byOffset';
  /** Undefined where it is not known how many rows there are. */
  readonly calls: number | undefined;
  readonly credits: number | undefined;
  /** Of the first call, after which the first rows are shown. */
  readonly creditsOfFirstCall: number;
}

/** `found`: rows that the query finds without its LIMIT, where that is known (`countQuery`). Nothing is asked. */
export function planQuery(
  request: QueryRequest,
  limits: { readonly credits: Pick<ReadLimits['credits'], 'query'> },
  found: number | undefined,
): QueryCost {
  const paging = pagingOf(request.query, request.fields);
  const { kind } = paging;
  const price = limits.credits.query;
  const most = mostRows(request);
  const creditsOfFirstCall = price(rowsToAsk(0, most, usualLimits));
  if (kind === 'asWritten') return { paging: kind, calls: 1, credits: creditsOfFirstCall, creditsOfFirstCall };
  const offset = request.query.offset?.value ?? 0;
  const rows = Math.min(most, found === undefined ? Infinity : Math.max(0, found - offset));
  if (rows === Infinity) return { paging: kind, calls: undefined, credits: undefined, creditsOfFirstCall };
  const counts = countsFirst(request, paging, usualLimits.reach);
  let calls = counts ? 2 : 1;
  let credits = creditsOfFirstCall + (counts ? price(1) : 0);
  for (let received = usualLimits.firstRows; received < rows; calls++) {
    const asked = rowsToAsk(received, most, usualLimits);
    credits += price(asked);
    received += asked;
  }
  return { paging: kind, calls, credits, creditsOfFirstCall };
}

async function* pagesOf(
  calls: QueryCalls,
  request: QueryRequest,
  { limits = usualLimits }: QueryContext,
): AsyncGenerator<RecordPage> {
  const { document, query, fields } = request;
  const paging = pagingOf(query, fields);
  if (paging.kind === 'asWritten') {
    yield await calls.ask(statementOf(query, document));
    return;
  }
  await requireReach(calls, request, paging, limits.reach);
  yield* readPages(calls, request, paging, limits);
}
