import type { ExportedRows } from '../../model/exportedRows.ts';
import { cellText, chosenRows } from '../../model/exportedRows.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import type { ChangeFilter } from '../reading/changes.ts';
import { chunksOf } from '../reading/chunks.ts';
import { planRead } from '../reading/readPlan.ts';
import { readRecords } from '../reading/readRecords.ts';
import type { RecordBatch, RecordStream } from '../reading/readRequest.ts';
import type { ExportedModule } from './exportDescription.ts';
import { convertedField } from './exportDescription.ts';
import type { ExportPosition } from './exportDraft.ts';
import type { ExportPlan } from './exportPlan.ts';
import type { StoppedExport } from './exportState.ts';
import { sortedRecords } from './sortedRecords.ts';

export interface ExportedBatch {
  readonly records: readonly CrmRecord[];
  /** More of them, after those. */
  readonly exported?: ExportedRows;
  /** Read from the CRM, those that are not exported included. */
  readonly read: number;
  /** Of those, records that are converted, or are not, when the job wants the others. */
  readonly leftOut: number;
  readonly position: ExportPosition;
}

export interface BatchesRequest {
  readonly plan: ExportPlan;
  readonly module: ExportedModule;
  readonly stopped: StoppedExport | undefined;
  /** Undefined where all records are exported. */
  readonly filter: ChangeFilter | undefined;
  /** Ids of records that may have been restored; those that are there are exported first. */
  readonly suspects: readonly string[];
  /** Hears the ids of those. */
  readonly restored: Set<string>;
}

/** The records to be written, each once, with how far the reading is after each batch. */
export async function* exportedBatches(
  { records }: Pick<JobParts, 'records'>,
  { plan, module, stopped, filter, suspects, restored }: BatchesRequest,
  { readParts }: JobReading,
): AsyncGenerator<ExportedBatch> {
  // A run that stopped has written them.
  for await (const found of stopped ? [] : recordsOf(suspects, plan, records, readParts)) {
    for (const { id } of found) restored.add(id);
    const wanted = found.filter((record) => isWanted(record, module));
    yield { records: wanted, read: found.length, leftOut: found.length - wanted.length, position: {} };
  }
  if (stopped?.remaining?.length === 0) return;
  const clock = plan.read.request.order === 'Modified_Time' ? new TimeOrder(stopped?.reached) : undefined;
  for await (const batch of counted(plan, records, readParts)) {
    const { exported } = batch;
    if (exported) {
      const rows = wantedRows(exported, module);
      const read = exported.count;
      yield {
        ...{ records: [], exported: rows, read, leftOut: read - rows.count },
        position: { remaining: batch.remaining },
      };
      continue;
    }
    const read = batch.records.length;
    const unread = clock ? clock.without(batch.records) : batch.records;
    const fresh = filter ? filter.newOf(unread) : unread;
    const position = clock?.reached ? { reached: clock.reached } : { remaining: batch.remaining };
    const unwritten = fresh.filter((record) => !restored.has(record.id));
    const wanted = unwritten.filter((record) => isWanted(record, module));
    yield { records: wanted, read, leftOut: unwritten.length - wanted.length, position };
  }
}

/** Ids that one query takes together with a condition. */
const idsInQuery = 50;

/** Lists know no conditions, and queries few ids. */
async function* recordsOf(
  ids: readonly string[],
  { read: { request, facts } }: ExportPlan,
  records: JobParts['records'],
  readParts: JobReading['readParts'],
): AsyncGenerator<readonly CrmRecord[]> {
  const { module, fields, condition } = request;
  for (const some of chunksOf(ids, condition ? idsInQuery : ids.length)) {
    const byIds = { module, fields, ids: some, ...(condition ? { condition, way: 'coql' as const } : {}) };
    const plan = planRead(byIds, { ...facts, count: some.length });
    for await (const batch of readRecords(records, plan, readParts)) yield batch.records;
  }
}

function counted(
  { read, sort }: ExportPlan,
  records: JobParts['records'],
  readParts: JobReading['readParts'],
): RecordStream {
  return sort ? inBatches(sortedRecords(records, read, sort, readParts)) : readRecords(records, read, readParts);
}

async function* inBatches(pages: AsyncIterable<readonly CrmRecord[]>): AsyncGenerator<RecordBatch> {
  for await (const records of pages) yield { records, remaining: undefined };
}

function isWanted(record: CrmRecord, { converted }: ExportedModule): boolean {
  if (converted === 'both') return true;
  return (record[convertedField] === true) === (converted === 'yes');
}

function wantedRows(rows: ExportedRows, { converted }: ExportedModule): ExportedRows {
  const cell = rows.cells.get(convertedField);
  if (converted === 'both' || !cell) return rows;
  const isConverted = (row: number): boolean => cellText(rows, row * rows.columns + cell.at) === 'true';
  return chosenRows(rows, (row) => isConverted(row) === (converted === 'yes'));
}

/** Where the order is by time, how far it got: to a second of which some records may still be missing. */
class TimeOrder {
  #timeMs: number;
  #ids: Set<string>;

  constructor(reached: StoppedExport['reached']) {
    this.#timeMs = reached?.timeMs ?? -Infinity;
    this.#ids = new Set(reached?.ids);
  }

  get reached(): StoppedExport['reached'] {
    return this.#timeMs === -Infinity ? undefined : { timeMs: this.#timeMs, ids: [...this.#ids] };
  }

  /** What was not there before; remembers the last second of it. */
  without(records: readonly CrmRecord[]): readonly CrmRecord[] {
    return records.filter((record) => {
      const time = record['Modified_Time'];
      const timeMs = typeof time === 'string' ? Date.parse(time) : Number.NaN;
      if (timeMs > this.#timeMs) {
        this.#timeMs = timeMs;
        this.#ids.clear();
      }
      if (timeMs < this.#timeMs) return true;
      if (this.#ids.has(record.id)) return false;
      this.#ids.add(record.id);
      return true;
    });
  }
}
