import { Completer } from './completer.ts';
import { scopeOf } from './conditionText.ts';
import { BudgetSpentError } from './creditBudget.ts';
import type { FieldPlan } from './fieldPlan.ts';
import type { Lane } from './idRanges.ts';
import { IdRanges } from './idRanges.ts';
import type { Put } from './lanes.ts';
import { fromLanes, inOrder } from './lanes.ts';
import type { QueriedPage } from './queryPages.ts';
import { endId, QueryPages, settleQueries } from './queryPages.ts';
import { inOneBatch, readByTime } from './queriesByTime.ts';
import { clipped, evenParts, rangesFrom } from './rangeParts.ts';
import type { ReadContext } from './readContext.ts';
import type { IdRange, ReadRequest, RecordBatch } from './readRequest.ts';

export interface QueryReading {
  readonly request: ReadRequest;
  readonly fields: FieldPlan;
  readonly lanes: number;
  /** About how many records there are. */
  readonly rows: number;
}

/** Where order is promised, parts are made so that a page holds one of them even where they are not quite equal. */
const usualFill = 0.85;

/** Records by queries: parts of the ids are read in parallel, or in order of the last change by one lane. */
export async function* readByQueries(reading: QueryReading, context: ReadContext): AsyncGenerator<RecordBatch> {
  const { request, lanes } = reading;
  const isByTime = request.order === 'Modified_Time';
  const settling = settleQueries(request, reading.fields, context);
  const finding = isByTime || lanes === 1 ? Promise.resolve('1') : endId(request, 'id asc', [], context);
  // Whichever fails, none of the two is under way any longer.
  await Promise.allSettled([settling, finding]);
  const settled = await settling;
  const lowest = await finding;
  if (!settled) return;
  const fields = isByTime ? inOneBatch(settled.fields) : settled.fields;
  const completer = new Completer(fields, context, scopeOf(request));
  const pages = new QueryPages(request, fields, context, (id) => completer.readSingly(id));
  if (isByTime) {
    yield* readByTime(pages, completer);
    return;
  }
  const ranges = clipped(request.remaining, lowest ?? settled.highest, settled.highest);
  const parts = { pages, completer, ranges, highest: settled.highest };
  yield* request.order === 'id' ? readInOrder(reading, parts, context) : readAsReady(reading, parts, context);
}

interface Parts {
  readonly pages: QueryPages;
  readonly completer: Completer;
  readonly ranges: readonly IdRange[];
  readonly highest: string;
}

interface ReadPart extends Pick<QueriedPage, 'records' | 'rows'> {
  readonly lane: Lane;
  readonly upTo: bigint;
  readonly isOver: boolean;
}

interface CompletePart extends Pick<ReadPart, 'lane' | 'upTo' | 'isOver'> {
  readonly batch: Pick<RecordBatch, 'records' | 'exported'>;
}

async function* readAsReady(
  { lanes, request }: QueryReading,
  { pages, completer, ranges, highest }: Parts,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const open = new IdRanges(ranges, highest);
  open.divide(lanes);
  const change = new Change();
  const named = request.leavesNames !== true;
  const work = async (put: Put<CompletePart>, signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const lane = open.take();
      if (lane) await readLane(lane, put);
      else if (open.mayHaveMore) await change.next;
      else return;
    }
  };
  const readLane = async (lane: Lane, put: Put<CompletePart>): Promise<void> => {
    try {
      for (let isOver = false; !isOver;) {
        const part = await readPart(lane, pages, open);
        isOver = part.isOver;
        change.tell();
        const { upTo } = part;
        await put({ lane, upTo, isOver, batch: await completer.completePage(part, named) });
      }
    } finally {
      open.end(lane);
      change.tell();
    }
  };
  for await (const { lane, batch, upTo, isOver } of fromLanes(lanes, work, context.signal, isBudgetSpent)) {
    open.handOver(lane, upTo, isOver);
    if (hasRecords(batch)) yield { ...batch, remaining: open.remaining() };
  }
}

function hasRecords({ records, exported }: Pick<RecordBatch, 'records' | 'exported'>): boolean {
  return records.length > 0 || (exported?.count ?? 0) > 0;
}

function isBudgetSpent(error: unknown): boolean {
  return error instanceof BudgetSpentError;
}

/** The next page of a lane. Another lane may have taken over its upper end in the meantime. */
async function readPart(lane: Lane, pages: QueryPages, open: IdRanges): Promise<ReadPart> {
  const page = await pages.read({ after: String(lane.after), upTo: String(lane.upTo) });
  const { first, last, hasMore } = page;
  const isWithin = last !== undefined && BigInt(last) < lane.upTo;
  const { records, rows } = isWithin ? page : pageUpTo(page, lane.upTo);
  if (hasMore && first !== undefined && isWithin) open.advance(lane, first, last);
  else open.finish(lane);
  return { lane, records, ...(rows && { rows }), upTo: lane.after, isOver: lane.after >= lane.upTo };
}

function pageUpTo({ records, rows }: QueriedPage, id: bigint): Pick<QueriedPage, 'records' | 'rows'> {
  return rows ? { records, rows: rows.upTo(id) } : { records: records.filter((record) => BigInt(record.id) <= id) };
}

async function* readInOrder(
  { rows, lanes, request }: QueryReading,
  { pages, completer, ranges }: Parts,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const windows = evenParts(ranges, Math.max(lanes, Math.ceil(rows / (usualFill * pages.rows))));
  const readPage = async (window: IdRange) => {
    const page = await pages.read(window);
    const batch = await completer.completePage(page, request.leavesNames !== true);
    const rest = page.hasMore && page.last !== undefined ? { after: page.last, upTo: window.upTo } : undefined;
    return { window, batch, rest };
  };
  for await (const part of inOrder(windows, lanes, readPage, context.signal)) {
    for (let next: typeof part | undefined = part; next; next = next.rest && (await readPage(next.rest))) {
      const remaining = rangesFrom(ranges, next.rest?.after ?? next.window.upTo);
      if (hasRecords(next.batch)) yield { ...next.batch, remaining };
    }
  }
}

/** Something that happens again and again, to wait for. */
class Change {
  #next = Promise.withResolvers<undefined>();

  get next(): Promise<undefined> {
    return this.#next.promise;
  }

  tell(): void {
    this.#next.resolve(undefined);
    this.#next = Promise.withResolvers();
  }
}
