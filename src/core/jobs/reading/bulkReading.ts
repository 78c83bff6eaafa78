import { FatalError } from '../../errors.ts';
import type { ExportedFile } from './bulkJobs.ts';
import { BulkJobs } from './bulkJobs.ts';
import { Completer } from './completer.ts';
import { scopeOf } from './conditionText.ts';
import type { ExportLayout } from './exportedCells.ts';
import { exportRequest, idParts, settleExport } from './exportParts.ts';
import type { FieldPlan } from './fieldPlan.ts';
import type { FileBatch } from './fileBatches.ts';
import { fileBatches, IdOrder } from './fileBatches.ts';
import { inOrder } from './lanes.ts';
import { isInRanges, rangesFrom } from './rangeParts.ts';
import type { ReadContext } from './readContext.ts';
import type { IdRange, ReadRequest, RecordBatch } from './readRequest.ts';
import { removeFile } from './zipFile.ts';

export interface BulkReading {
  readonly request: ReadRequest;
  readonly fields: FieldPlan;
  /** Exports that are under way at once. */
  readonly lanes: number;
  /** In so many parts of the ids. */
  readonly parts: number;
}

/** That are completed at a time. */
const batchesAhead = 3;

/** Records by bulk exports: parts of the ids are exported side by side, and read in the order of the parts. */
export async function* readByExports(reading: BulkReading, context: ReadContext): AsyncGenerator<RecordBatch> {
  const ranges = await idParts(reading.request, reading.parts, context);
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
      const complete = async ({ rows, records, ...batch }: FileBatch): Promise<FileBatch> => {
        if (!records)
          return { ...batch, records, rows: await completer.completeExported(rows, request.leavesNames !== true) };
        const wanted = isWhole ? records.filter(({ id }) => isInRanges(id, ranges)) : records;
        return { ...batch, rows, records: await completer.complete(wanted) };
      };
      const takesExported = (layout: ExportLayout): boolean =>
        request.takesExported === true && !isWhole && completer.takesExported(layout);
      const batches = fileBatches(file.file, fields, takesExported, order);
      let rows = 0;
      for await (const batch of inOrder(batches, batchesAhead, complete, context.signal)) {
        rows += batch.count;
        done.upTo = batch.doneUpTo ?? done.upTo;
        const isLast = rows >= file.rows && file.nextPageToken === undefined;
        const remaining = rangesFrom(ranges, isLast ? range.upTo : done.upTo);
        if (!batch.records) yield { records: [], exported: batch.rows, remaining };
        else if (batch.records.length > 0) yield { records: batch.records, remaining };
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
