import { FatalError } from '../../errors.ts';
import { Completer } from './completer.ts';
import { scopeOf } from './conditionText.ts';
import { BudgetSpentError } from './creditBudget.ts';
import type { FieldPlan } from './fieldPlan.ts';
import type { Lane } from './idRanges.ts';
import { IdRanges } from './idRanges.ts';
import type { Put } from './lanes.ts';
import { fromLanes, inOrder } from './lanes.ts';
import type { MutableRecord } from './learnedValues.ts';
import { QueryPages, settleQueries } from './queryPages.ts';
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
  const settled = await settleQueries(reading.request, reading.fields, context);
  if (!settled) return;
  const fields = reading.request.order === 'Modified_Time' ? inOneBatch(settled.fields) : settled.fields;
  const completer = new Completer(fields, context, scopeOf(reading.request));
  const pages = new QueryPages(reading.request, fields, context, (id) => completer.readSingly(id));
  if (reading.request.order === 'Modified_Time') {
    yield* readByTime(pages, completer);
    return;
  }
  const lowest = reading.lanes > 1 ? ((await pages.end('id asc', []))?.id ?? settled.highest) : '1';
  const ranges = clipped(reading.request.remaining, lowest, settled.highest);
  const parts = { pages, completer, ranges, highest: settled.highest };
  yield* reading.request.order === 'id' ? readInOrder(reading, parts, context) : readAsReady(reading, parts, context);
}

interface Parts {
  readonly pages: QueryPages;
  readonly completer: Completer;
  readonly ranges: readonly IdRange[];
  readonly highest: string;
}

interface ReadPart {
  readonly lane: Lane;
  readonly records: readonly MutableRecord[];
  readonly upTo: bigint;
  readonly isOver: boolean;
}

async function* readAsReady(
  { lanes }: QueryReading,
  { pages, completer, ranges, highest }: Parts,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const open = new IdRanges(ranges, highest);
  open.divide(lanes);
  const change = new Change();
  const work = async (put: Put<ReadPart>, signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const lane = open.take();
      if (lane) await readLane(lane, put);
      else if (open.mayHaveMore) await change.next;
      else return;
    }
  };
  const readLane = async (lane: Lane, put: Put<ReadPart>): Promise<void> => {
    try {
      for (let isOver = false; !isOver;) {
        const part = await readPart(lane, pages, open);
        isOver = part.isOver;
        change.tell();
        await put({ ...part, records: (await completer.complete(part.records)) as readonly MutableRecord[] });
      }
    } finally {
      open.end(lane);
      change.tell();
    }
  };
  for await (const { lane, records, upTo, isOver } of fromLanes(lanes, work, context.signal, isBudgetSpent)) {
    open.handOver(lane, upTo, isOver);
    if (records.length > 0) yield { records, remaining: open.remaining() };
  }
}

function isBudgetSpent(error: unknown): boolean {
  return error instanceof BudgetSpentError;
}

/** The next page of a lane. Another lane may have taken over its upper end in the meantime. */
async function readPart(lane: Lane, pages: QueryPages, open: IdRanges): Promise<ReadPart> {
  const page = await pages.read({ after: String(lane.after), upTo: String(lane.upTo) });
  const { first, last, hasMore } = page;
  const isWithin = last !== undefined && BigInt(last) < lane.upTo;
  const records = isWithin ? page.records : page.records.filter((record) => BigInt(record.id) <= lane.upTo);
  if (hasMore && first !== undefined && isWithin) open.advance(lane, first, last);
  else open.finish(lane);
  return { lane, records, upTo: lane.after, isOver: lane.after >= lane.upTo };
}

async function* readInOrder(
  { rows, lanes }: QueryReading,
  { pages, completer, ranges }: Parts,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const windows = evenParts(ranges, Math.max(lanes, Math.ceil(rows / (usualFill * pages.rows))));
  const readPage = async (window: IdRange) => {
    const page = await pages.read(window);
    const records = await completer.complete(page.records);
    const rest = page.hasMore && page.last !== undefined ? { after: page.last, upTo: window.upTo } : undefined;
    return { window, records, rest };
  };
  for await (const part of inOrder(windows, lanes, readPage, context.signal)) {
    for (let next: typeof part | undefined = part; next; next = next.rest && (await readPage(next.rest))) {
      const remaining = rangesFrom(ranges, next.rest?.after ?? next.window.upTo);
      if (next.records.length > 0) yield { records: next.records, remaining };
    }
  }
}

/** One lane, as each page begins where the one before it ends; a record that is changed meanwhile comes again later. */
async function* readByTime(pages: QueryPages, completer: Completer): AsyncGenerator<RecordBatch> {
  const isWanted = pages.fields.wanted.some(({ path }) => path === 'Modified_Time');
  for (let after: { time: string; id: string } | undefined; ;) {
    const page = await pages.readByTime(after);
    const last = page.records.at(-1);
    const time = last?.['Modified_Time'];
    if (last && typeof time === 'string') after = { time, id: last.id };
    else if (last) throw new FatalError(`The CRM did not say when ${last.id} was changed last.`);
    if (!isWanted && pages.fields.listed.length + pages.fields.queried.length === 0) {
      for (const record of page.records) Reflect.deleteProperty(record, 'Modified_Time');
    }
    const records = await completer.complete(page.records);
    if (records.length > 0) yield { records, remaining: undefined };
    if (!page.hasMore || !last) return;
  }
}

/** What does not fit into one query is read by id. */
export function inOneBatch(fields: FieldPlan): FieldPlan {
  const [first = [], ...others] = fields.columnBatches;
  const more = others.flat().filter((each) => each !== fields.version);
  return {
    ...fields,
    columnBatches: [first],
    listed: [...fields.listed, ...more.filter((each) => !each.includes('.'))],
    queried: [...fields.queried, ...more.filter((each) => each.includes('.'))],
  };
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
