import { InputError } from '../../errors.ts';
import type { QueryCalls } from './queryCalls.ts';
import { countRows } from './queryCalls.ts';
import type { QueryPaging } from './queryPaging.ts';
import type { QueryRequest } from './queryRequest.ts';
import { mostRows } from './queryRequest.ts';

/** Throws InputError where OFFSET will not do for all the rows. Counts them, by one call, where only that can tell. */
export async function requireReach(
  calls: QueryCalls,
  request: QueryRequest,
  paging: QueryPaging,
  reach: number,
): Promise<void> {
  const offset = request.query.offset?.value ?? 0;
  if (offset >= reach) throw new InputError(`OFFSET must be below ${inGroups(reach)}.`, 'query');
  if (paging.kind !== 'byOffset' || !countsFirst(request, paging, reach)) return;
  const found = (await countRows(calls, request)) ?? 0;
  if (Math.min(found, offset + mostRows(request)) > reach) throw beyondReach(paging.order, reach, found);
}

/** Whether running the query counts before it reads. */
export function countsFirst(request: QueryRequest, paging: QueryPaging, reach: number): boolean {
  if (paging.kind !== 'byOffset' || paging.isGrouped) return false;
  return (request.query.offset?.value ?? 0) + mostRows(request) > reach;
}

/** `order`: names of the columns; `found`: where it is known. */
export function beyondReach(order: string, reach: number, found?: number): InputError {
  const finds = found === undefined ? '' : `The query finds ${inGroups(found)} records. `;
  const inOrder = order === '' ? '' : ` in the order by ${order}`;
  const wayOut = 'Order by id, or by one date, datetime or number; or narrow the condition, or add a LIMIT.';
  return new InputError(`${finds}The CRM gives at most ${inGroups(reach)} rows${inOrder}. ${wayOut}`, 'query');
}

function inGroups(count: number): string {
  return count.toLocaleString('en');
}
