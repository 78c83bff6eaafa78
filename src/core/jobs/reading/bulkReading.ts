import type { BulkCriteria, BulkReadRequest } from '../../crm/crmRecords.ts';
import { FieldRefusedError, FatalError, InputError, RefusedError } from '../../errors.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { ExportedFile } from './bulkJobs.ts';
import { BulkJobs } from './bulkJobs.ts';
import { chunksOf } from './chunks.ts';
import { Completer } from './completer.ts';
import { bulkCriteria } from './conditionText.ts';
import { csvRecords } from './csvRecords.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { planFields } from './fieldPlan.ts';
import { inOrder } from './lanes.ts';
import { rangesFrom } from './queryLanes.ts';
import { QueryPages } from './queryPages.ts';
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
  const jobs = new BulkJobs(context);
  const ranges = await idParts(reading, context);
  const [firstRange] = ranges;
  if (!firstRange) return;
  // The first export shows which columns there are; the others then begin at once.
  const { fields, file } = await settleExport(reading, firstRange, jobs, context);
  const completer = new Completer(fields, context);
  const exported = (range: IdRange) =>
    range === firstRange ? Promise.resolve(file) : jobs.export(exportRequest(reading.request, fields, range));
  const files = inOrder(
    ranges,
    reading.lanes,
    async (range) => ({ range, file: await exported(range) }),
    context.signal,
  );
  for await (const part of files) {
    yield* readFiles(part.file, part.range, { reading, fields, completer, jobs, ranges }, context);
  }
}

interface Parts {
  readonly reading: BulkReading;
  readonly fields: FieldPlan;
  readonly completer: Completer;
  readonly jobs: BulkJobs;
  readonly ranges: readonly IdRange[];
}

/** The files of one part: the next one is exported while this one is read. */
async function* readFiles(
  first: ExportedFile,
  range: IdRange,
  { reading, fields, completer, jobs, ranges }: Parts,
  context: ReadContext,
): AsyncGenerator<RecordBatch> {
  const done = { upTo: range.after ?? '0' };
  for (let file: ExportedFile | undefined = first; file;) {
    const next: Promise<ExportedFile> | undefined = nextExport(file, reading.request, jobs);
    next?.catch(() => undefined);
    try {
      const complete = async (batch: Batch) => ({ ...batch, records: await completer.complete(batch.records) });
      let rows = 0;
      for await (const batch of inOrder(batches(file.file, fields), batchesAhead, complete, context.signal)) {
        rows += batch.rows;
        done.upTo = batch.doneUpTo ?? done.upTo;
        const isLast = rows >= file.rows && file.nextPageToken === undefined;
        const remaining = rangesFrom(ranges, isLast ? range.upTo : done.upTo);
        if (batch.records.length > 0) yield { records: batch.records, remaining };
      }
      if (rows !== file.rows) {
        throw new FatalError(`A bulk export of ${reading.request.module} promised ${file.rows} rows and held ${rows}.`);
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

async function* batches(file: string, fields: FieldPlan): AsyncGenerator<Batch> {
  let last = 0n;
  let ascends = true;
  for await (const all of csvRecords(unzipped(file), fields)) {
    for (const records of chunksOf(all, batchRows)) {
      for (const record of records) {
        const id = BigInt(record.id);
        ascends &&= id > last;
        last = id;
      }
      yield { records, rows: records.length, doneUpTo: ascends ? String(last) : undefined };
    }
  }
}

async function settleExport(
  reading: BulkReading,
  range: IdRange,
  jobs: BulkJobs,
  context: ReadContext,
): Promise<{ readonly fields: FieldPlan; readonly file: ExportedFile }> {
  const refused = new Set<string>();
  for (let { fields } = reading; ;) {
    try {
      return { fields, file: await jobs.export(exportRequest(reading.request, fields, range)) };
    } catch (error) {
      const column = error instanceof FieldRefusedError ? error.field : undefined;
      if (column === undefined || refused.has(column)) throw error;
      refused.add(column);
      context.log.info(`Bulk exports of ${reading.request.module} do not give ${column}; it is read by id.`);
      const paths = fields.wanted.map((each) => each.path);
      fields = planFields('bulk', reading.request.module, paths, context.known, context.limits, refused);
    }
  }
}

function exportRequest(
  { module, condition, changed }: ReadRequest,
  fields: FieldPlan,
  range: IdRange,
): BulkReadRequest {
  const criteria = bulkCriteria(condition, changed, range);
  if (criteria === undefined) {
    throw new InputError(
      'A bulk export cannot have this condition. Read by queries, or ask for less at a time.',
      'condition',
    );
  }
  const columns = fields.columnBatches[0] ?? [];
  return {
    module,
    fields: columns.length === 0 ? ['id'] : columns,
    ...(criteria === 'none' ? {} : { criteria: criteria satisfies BulkCriteria }),
  };
}

/** What is to be read, in parts that span equally many ids; one part where queries do not tell where the ids end. */
async function idParts({ request, fields, parts }: BulkReading, context: ReadContext): Promise<readonly IdRange[]> {
  const remaining = request.remaining ?? [{ after: undefined, upTo: undefined }];
  if (parts <= 1 || request.remaining) return remaining;
  const pages = new QueryPages(request, fields, context, () => Promise.resolve(undefined));
  try {
    const ends = await Promise.all([pages.end('id asc', []), pages.end('id desc', [])]);
    const [low, high] = ends.map((record) => record && BigInt(record.id));
    if (low === undefined || high === undefined) return remaining;
    const edge = (index: number): string => String(low - 1n + ((high - low + 1n) * BigInt(index)) / BigInt(parts));
    return Array.from({ length: parts }, (_, index) => ({
      after: index === 0 ? undefined : edge(index),
      upTo: edge(index + 1),
    }));
  } catch (error) {
    if (error instanceof RefusedError || error instanceof InputError) return remaining;
    throw error;
  }
}
