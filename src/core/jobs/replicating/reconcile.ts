import { parentOf, storedRows } from './changedRows.ts';
import { copyByIds } from './copyByIds.ts';
import { readOthers, wantedIds } from './moduleReading.ts';
import { tableOfRows } from './replicaPlan.ts';
import type { ModuleWork } from './replicaRun.ts';

/**
 * Compares the ids of all records with those in the table, and does what they ask for: whatever nobody told of is found
 * here. Each difference is asked for once more by its id before anything is deleted.
 */
export async function reconcile(work: ModuleWork, doneAt: number): Promise<void> {
  work.run.meter.enter('reconciling');
  const differing = [...(await differingRecords(work)), ...(await differingRows(work))];
  await copyByIds(work, new Set(differing), { deletesMissing: true });
  await work.writer.write({ reconciliation: { doneAt } });
  await work.writer.settle();
}

async function differingRecords(work: ModuleWork): Promise<readonly string[]> {
  const { run, module, plan } = work;
  const inCrm = new Set<string>();
  for await (const ids of wantedIds(run, module)) for (const id of ids) inCrm.add(id);
  const gone: string[] = [];
  for await (const ids of run.target.ids(plan, run.context.signal)) {
    for (const id of ids) if (!inCrm.delete(id)) gone.push(id);
  }
  return [...gone, ...inCrm];
}

/** Records of the table whose rows are not those of the CRM. */
async function differingRows(work: ModuleWork): Promise<readonly string[]> {
  const parents = new Set<string>();
  for (const rows of work.module.rows) {
    const table = tableOfRows(work.plan, rows);
    if (!table) continue;
    const inCrm = new Map<string, string>();
    const { module, parentField, otherField } = rows;
    const fields = otherField === undefined ? [parentField] : [parentField, otherField];
    for await (const records of readOthers(work.run, { module, fields })) {
      for (const row of records) {
        const parent = parentOf(row, parentField);
        const isWhole = otherField === undefined || parentOf(row, otherField) !== undefined;
        if (parent !== undefined && isWhole) inCrm.set(row.id, parent);
      }
    }
    for await (const [id, parent] of storedRows(work, table)) {
      if (inCrm.get(id) === parent) inCrm.delete(id);
      else parents.add(parent);
    }
    for (const parent of inCrm.values()) parents.add(parent);
  }
  return parents.size === 0 ? [] : await ofTable(work, parents);
}

/** Rows of records that the job does not want are none of ours. */
async function ofTable({ run, plan }: ModuleWork, ids: ReadonlySet<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of run.target.ids(plan, run.context.signal)) {
    for (const id of page) if (ids.has(id)) found.push(id);
  }
  return found;
}
