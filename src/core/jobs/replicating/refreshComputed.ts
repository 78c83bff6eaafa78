import { computedFields } from '../reading/computedFields.ts';
import type { ReadRequest } from '../reading/readRequest.ts';
import type { ReplicateJob } from '../jobFile/jobSchema.ts';
import { CollectedRecords } from './collectedRecords.ts';
import { readPlanned, wantedRecords } from './moduleReading.ts';
import type { ReplicaModule } from './replicaPlan.ts';
import type { ReplicaProgress } from './replicaProgress.ts';
import type { ModuleWork } from './replicaRun.ts';
import type { Often } from './schedules.ts';
import { isAnyDue } from './schedules.ts';

/** Whether values that change without their record are to be read again: by how old they are, and for one that stopped. */
export function isRefreshDue(
  { formulas, to }: ReplicateJob,
  module: ReplicaModule,
  { computedAt, computing }: ReplicaProgress,
  nowMs: number,
): boolean {
  if (formulas === 'withRecord' || changingFields(module, to.names).length === 0) return false;
  const often: Often = formulas;
  return computing !== undefined || (computedAt !== nowMs && isAnyDue(often, computedAt, nowMs));
}

/** Reads them again for all records: only these columns, or whole records where rows of their own hold names, too. */
export async function refreshComputed(work: ModuleWork, progress: ReplicaProgress, nowMs: number): Promise<void> {
  const { run, module, plan, writer, read } = work;
  run.meter.enter('reading');
  const fields = changingFields(module, run.job.to.names);
  const hasNamesInRows = plan.children.some(({ columns }) => columns.some(({ source }) => isName(source)));
  const isWhole = run.job.to.names && hasNamesInRows;
  const startedAt = progress.computing?.startedAt ?? nowMs;
  const request: ReadRequest = {
    ...wantedRecords(module),
    ...(isWhole ? {} : { fields }),
    ...(progress.computing ? { remaining: progress.computing.remaining } : {}),
  };
  const portion = new CollectedRecords();
  const flush = async (): Promise<void> => {
    const { records, remaining = [] } = portion.take();
    if (records.length === 0) return;
    const reached = { ...progress, computing: { startedAt, remaining } };
    await writer.write({ records, ...(isWhole ? {} : { onlyFields: fields }), progress: reached });
    read(records.length);
  };
  for await (const batch of readPlanned(run, module, request, (count) => {
    run.meter.expect(count);
  })) {
    portion.add(batch);
    if (portion.isFull) await flush();
  }
  await flush();
  await writer.write({ progress: { ...progress, computing: undefined, computedAt: startedAt } });
  await writer.settle();
}

/** API names of fields whose values change without their record. */
function changingFields({ fields }: ReplicaModule, names: boolean): readonly string[] {
  const named = fields.filter(
    ({ type }) => names && (type === 'lookup' || type === 'userLookup' || type === 'multiLookup'),
  );
  return [...computedFields(fields), ...named.map(({ apiName }) => apiName)];
}

function isName(source: ModuleWork['plan']['main']['columns'][number]['source']): boolean {
  return source.kind === 'linkedName' || (source.kind === 'reference' && source.part === 'name');
}
