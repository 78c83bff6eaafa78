import { FatalError } from '../../errors.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { ExportedFile } from './bulkJobs.ts';
import { BulkJobs } from './bulkJobs.ts';
import { chunksOf } from './chunks.ts';
import { Completer } from './completer.ts';
import { scopeOf } from './conditionText.ts';
import { csvRecords } from './csvRecords.ts';
import { exportRequest, idParts, settleExport } from './exportParts.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { inOrder } from './lanes.ts';
import { isInRanges, rangesFrom } from './rangeParts.ts';
import type { ReadContext } from './readContext.ts';
import type { IdRange, ReadRequest, RecordBatch } from './readRequest.ts';
import { removeFile, unzipped } from './zipFile.ts';

export interface BulkReading {
  readonly request: ReadRequest;
  readonly fields: FieldPlan;
  /** Exports that are under way at once. */
  readonly lanes: number;
  /** In so many parts of the ids. */
  readonly parts: number;
}

/** Records that are completed at a time. */
const batchRows = 2_000;
const batchesAhead = 3;

/** Records by bulk exports: parts of the ids are exported side by side, and read in the order of the parts. */
export async function* readByExports(reading: BulkReading, context: ReadContext): AsyncGenerator<RecordBatch> {
  const ranges = await idParts(reading.request, reading.fields, reading.parts, context);
  if (ranges.length === 0) return;
  const jobs = new BulkJobs(context);
  try {
    yield* readParts(reading, ranges, jobs, context);
  } finally {
    await jobs.close();
  }
}

async function* readParts(
  { request, fields: planned, lanes }: BulkReading,
  ranges: readonly IdRange[],
  jobs: BulkJobs,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  // The first export shows which columns there are; the others then begin at once.
  const { fields, file, parts } = await settleExport(request, planned, ranges, jobs, context);
  const completer = new Completer(fields, context, scopeOf(request));
  const exported = (range: IdRange) =>
    range === parts[0] ? Promise.resolve(file) : jobs.export(exportRequest(request, fields, range));
  const work = async (range: IdRange) => ({ range, file: await exported(range) });
  for await (const part of inOrder(parts, lanes, work, context.signal)) {
    const tools = { request, fields, completer, jobs, ranges, isWhole: parts !== ranges };
    yield* readFiles(part.file, part.range, tools, context);
  }
}

interface Tools extends Pick<BulkReading, 'request' | 'fields'> {
  readonly completer: Completer;
  readonly jobs: BulkJobs;
  /** What is wanted. */
  readonly ranges: readonly IdRange[];
  /** The files hold more than that. */
  readonly isWhole: boolean;
}

/** The files of one part: the next one is exported while this one is read. */
async function* readFiles(
  first: ExportedFile,
  range: IdRange,
  { request, fields, completer, jobs, ranges, isWhole }: Tools,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const done = { upTo: range.after ?? '0' };
  const order = new IdOrder();
  for (let file: ExportedFile | undefined = first; file;) {
    const next: Promise<ExportedFile> | undefined = nextExport(file, request, jobs);
    next?.catch(() => undefined);
    try {
      const complete = async (batch: Batch) => {
        const wanted = isWhole ? batch.records.filter(({ id }) => isInRanges(id, ranges)) : batch.records;
        return { ...batch, records: await completer.complete(wanted) };
      };
      let rows = 0;
      for await (const batch of inOrder(batches(file.file, fields, order), batchesAhead, complete, context.signal)) {
        rows += batch.rows;
        done.upTo = batch.doneUpTo ?? done.upTo;
        const isLast = rows >= file.rows && file.nextPageToken === undefined;
        const remaining = rangesFrom(ranges, isLast ? range.upTo : done.upTo);
        if (batch.records.length > 0) yield { records: batch.records, remaining };
      }
      if (rows !== file.rows) {
        throw new FatalError(`A bulk export of ${request.module} promised ${file.rows} rows and held ${rows}.`);
      }
    } finally {
      await removeFile(file.file);
    }
    file = await next;
  }
}

function nextExport({ nextPageToken }: ExportedFile, { module }: ReadRequest, jobs: BulkJobs) {
  return nextPageToken === undefined ? undefined : jobs.export({ module, fields: [], pageToken: nextPageToken });
}

interface Batch {
  readonly records: readonly CrmRecord[];
  /** In the file. */
  readonly rows: number;
  /** Everything up to this id is in this batch or those before it; undefined when the ids do not ascend. */
  readonly doneUpTo: string | undefined;
}

async function* batches(file: string, fields: FieldPlan, order: IdOrder): AsyncGenerator<Batch> {
  const batchOf = (records: readonly CrmRecord[]): Batch => {
    for (const { id } of records) order.add(id);
    return { records, rows: records.length, doneUpTo: order.last };
  };
  let waiting: readonly CrmRecord[] = [];
  for await (const some of csvRecords(unzipped(file), fields)) {
    const chunks = chunksOf([...waiting, ...some], batchRows);
    waiting = chunks.at(-1) ?? [];
    for (const records of chunks.slice(0, -1)) yield batchOf(records);
  }
  if (waiting.length > 0) yield batchOf(waiting);
}

/** Whether ids ascend, in all files of a part together. */
class IdOrder {
  #last = 0n;
  #ascends = true;

  add(id: string): void {
    const number = BigInt(id);
    this.#ascends &&= number > this.#last;
    this.#last = number;
  }

  /** Undefined once they have not. */
  get last(): string | undefined {
    return this.#ascends ? String(this.#last) : undefined;
  }
}
