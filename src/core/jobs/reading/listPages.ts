import type { ListPage } from '../../crm/crmRecords.ts';
import type { CrmRecord } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import { Completer } from './completer.ts';
import { scopeOf } from './conditionText.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { planFields } from './fieldPlan.ts';
import { inOrder } from './lanes.ts';
import { listedRecords, withConverted } from './listedRecords.ts';
import { readByQueries } from './queryLanes.ts';
import { isInRanges } from './rangeParts.ts';
import type { ReadContext } from './readContext.ts';
import type { ReadRequest, RecordBatch } from './readRequest.ts';

export interface ListReading {
  readonly request: ReadRequest;
  readonly fields: FieldPlan;
  readonly lanes: number;
  readonly rows: number;
}

/** Pages that are completed while the next one is on its way. */
const pagesAhead = 3;

/** Ids that one batch of records is made of, where records are listed by their ids. */
const idsInBatch = 1_000;

/**
 * Records by lists. One chain of pages, as each page's token is in the page before; or, as lists know no parts of the
 * ids, a hundred ids at a time in parallel, the ids being those asked for or found by queries.
 */
export async function* readByLists(reading: ListReading, context: ReadContext): AsyncGenerator<RecordBatch> {
  const completer = new Completer(reading.fields, context, scopeOf(reading.request));
  if (isChain(reading.request, reading.rows, context.limits)) yield* readChain(reading, completer, context);
  else yield* readByIds(reading, completer, context);
}

/** Whether one chain of pages can have these records, and is not much slower than lanes. */
export function isChain(
  { condition, changed, ids, remaining, order }: ReadRequest,
  rows: number,
  { listReach, queryRows }: ReadContext['limits'],
): boolean {
  if (condition || ids || remaining || (changed && changed.field !== 'Modified_Time')) return false;
  return rows <= (order === 'Modified_Time' ? listReach : queryRows);
}

async function* readChain(
  { request, fields }: ListReading,
  completer: Completer,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const isByTime = request.order === 'Modified_Time';
  const needsTime = isByTime || request.changed !== undefined;
  const columns = withColumn(fields.columnBatches[0] ?? [], needsTime ? 'Modified_Time' : undefined);
  const complete = async (page: ListPage) => ({
    page,
    records: await completer.complete(page.records.filter((record) => isWithin(record, request))),
  });
  const wantsTime = fields.wanted.some(({ path }) => path === 'Modified_Time');
  for await (const { page, records } of inOrder(
    chain(request, columns, context),
    pagesAhead,
    complete,
    context.signal,
  )) {
    if (needsTime && !wantsTime) for (const record of records) Reflect.deleteProperty(record, 'Modified_Time');
    const last = page.records.at(-1)?.id;
    const remaining = !page.hasMore || last === undefined ? [] : [restAfter(last, request)];
    if (records.length > 0) yield { records, remaining: isByTime ? undefined : remaining };
  }
}

function restAfter(last: string, { order }: ReadRequest) {
  if (order === 'id') return { after: last, upTo: undefined };
  return { after: undefined, upTo: String(BigInt(last) - 1n) };
}

/** Without a promised order, the usual one from the newest down: records that come while we read are not in the way. */
async function* chain(
  { module, order, changed }: ReadRequest,
  fields: readonly string[],
  { records, signal }: ReadContext,
): AsyncGenerator<ListPage> {
  const request = {
    module,
    fields,
    ...(order === undefined ? {} : { sortBy: order, ascending: true }),
    ...(changed?.fromMs === undefined ? {} : { modifiedSinceMs: changed.fromMs }),
    ...withConverted(module),
  };
  for (let token: string | undefined; ;) {
    const page: ListPage = await records.list(token === undefined ? request : { ...request, pageToken: token }, signal);
    yield page;
    token = page.nextPageToken;
    if (token === undefined) return;
  }
}

function isWithin(record: CrmRecord, { changed }: ReadRequest): boolean {
  const time = record['Modified_Time'];
  return changed === undefined || typeof time !== 'string' || Date.parse(time) <= changed.untilMs;
}

async function* readByIds(
  reading: ListReading,
  completer: Completer,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const { request, fields } = reading;
  const columns = fields.columnBatches[0] ?? [];
  const listed = async ({ records, remaining }: RecordBatch): Promise<RecordBatch> => {
    const ids = records.map((record) => record.id);
    const found = await listedRecords(request.module, ids, columns.length === 0 ? ['id'] : columns, context);
    const present = ids.map((id) => found.get(id)).filter((record) => record !== undefined);
    return { records: await completer.complete(present), remaining };
  };
  for await (const batch of inOrder(idBatches(reading, context), 2, listed, context.signal)) {
    if (batch.records.length > 0) yield batch;
  }
}

/** Ids in the order that was promised, in batches. */
async function* idBatches(reading: ListReading, context: ReadContext): AsyncGenerator<RecordBatch> {
  const { request } = reading;
  if (request.ids) {
    const ids = [...new Set(request.ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const open = request.remaining ? ids.filter((id) => isInRanges(id, request.remaining ?? [])) : ids;
    for (const some of chunksOf(open, idsInBatch)) {
      const last = some.at(-1);
      const remaining = last === open.at(-1) ? [] : [{ after: last, upTo: undefined }];
      yield { records: some.map((id) => ({ id })), remaining };
    }
    return;
  }
  const idsOnly = { ...request, fields: [] };
  const fields = planFields('coql', request.module, [], context.known, context.limits);
  yield* readByQueries({ ...reading, request: idsOnly, fields }, context);
}

function withColumn(columns: readonly string[], more: string | undefined): readonly string[] {
  const all = more === undefined ? columns : [...new Set([more, ...columns])];
  return all.length === 0 ? ['id'] : all;
}
