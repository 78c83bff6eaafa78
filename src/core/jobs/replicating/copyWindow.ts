import type { CrmRecord } from '../../model/record.ts';
import type { ChangeWindow, ReadRequest } from '../reading/readRequest.ts';
import { CollectedRecords } from './collectedRecords.ts';
import type { ModulePass } from './modulePass.ts';
import { readOthers, readPlanned, wantedRecords } from './moduleReading.ts';
import type { ReplicaProgress } from './replicaProgress.ts';
import type { ModuleWork } from './replicaRun.ts';

/** Copies the records of a pass. With each portion of them it keeps what is still to be read. Answers what was there. */
export async function copyWindow(work: ModuleWork, pass: ModulePass, begun: ReplicaProgress): Promise<SeenVersions> {
  const { run, module, writer } = work;
  const seen = new Map<string, number>();
  const leavers = await changedIds(work, pass);
  // What changed is noted record by record.
  const takesExported = pass.window === undefined;
  const request: ReadRequest = { ...wantedRecords(module), ...pass.request, takesExported };
  const portion = new CollectedRecords();
  const expect = (records: number | undefined): void => {
    run.meter.expect(records);
  };
  try {
    for await (const batch of readPlanned(run, module, request, expect)) {
      for (const record of batch.records) {
        leavers.delete(record.id);
        if (pass.window) seen.set(record.id, versionOf(record, pass.window.field));
      }
      if (!portion.suits(batch)) await writePortion(work, portion, begun);
      portion.add(batch);
      if (portion.isFull) await writePortion(work, portion, begun);
    }
  } catch (error) {
    // What was read is paid for.
    if (!run.context.signal.aborted) await writePortion(work, portion, begun);
    throw error;
  }
  await writePortion(work, portion, begun);
  const deletedAt = run.crmNow();
  if (leavers.size > 0) await writer.write({ deletions: [...leavers].map((id) => ({ id, deletedAt })) });
  return seen;
}

/** Epoch milliseconds of the last change, by id; empty where all records were read. */
export type SeenVersions = ReadonlyMap<string, number>;

/**
 * Looks once more at what changed in the time of the pass. A record that was in the recycle bin just when its turn came, and
 * came back out of it, was not read, and no later pass would: being restored does not change it.
 */
export async function missedRecords(
  { run, module }: ModuleWork,
  { window }: ModulePass,
  seen: SeenVersions,
): Promise<ReadonlySet<string>> {
  const missed = new Set<string>();
  if (!window) return missed;
  const { condition } = module;
  const filter = condition === undefined ? {} : { condition };
  const request: ReadRequest = { module: module.module.apiName, fields: [window.field], changed: window, ...filter };
  for await (const { records } of readPlanned(run, module, request, undefined, seen.size)) {
    for (const record of records) if (seen.get(record.id) !== versionOf(record, window.field)) missed.add(record.id);
  }
  return missed;
}

function versionOf(record: CrmRecord, field: ChangeWindow['field']): number {
  const time = record[field];
  return typeof time === 'string' ? Date.parse(time) : 0;
}

async function writePortion(
  { writer, read }: ModuleWork,
  portion: CollectedRecords,
  begun: ReplicaProgress,
): Promise<void> {
  const { records, exported, remaining } = portion.take();
  const count = records.length + (exported?.count ?? 0);
  if (count === 0) return;
  const reading = begun.reading && { ...begun.reading, remaining };
  await writer.write({ records, ...(exported ? { exported } : {}), progress: { ...begun, reading } });
  read(count);
}

/** Where a condition chooses the records: all that changed, whether it still holds for them or not. */
async function changedIds({ run, module }: ModuleWork, { window }: ModulePass): Promise<Set<string>> {
  const ids = new Set<string>();
  if (!window || !module.condition) return ids;
  const request = { module: module.module.apiName, fields: [], changed: window };
  for await (const records of readOthers(run, request)) for (const { id } of records) ids.add(id);
  return ids;
}
