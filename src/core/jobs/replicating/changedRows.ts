import type { CrmRecord } from '../../model/record.ts';
import { asReference } from '../../model/record.ts';
import type { Table } from '../../targets/tablePlan.ts';
import type { ReadRequest } from '../reading/readRequest.ts';
import { findDeletions } from './findDeletions.ts';
import { readOthers } from './moduleReading.ts';
import type { RowsOfModule } from './replicaPlan.ts';
import { tableOfRows } from './replicaPlan.ts';
import type { Recycled, RecycledRecord } from './replicaProgress.ts';
import type { ModuleWork } from './replicaRun.ts';

export interface ChangedRows {
  /** Ids of records whose rows were added, changed, deleted or restored without the records being changed themselves. */
  readonly parents: ReadonlySet<string>;
  readonly recycled: ReadonlyMap<string, readonly RecycledRecord[]>;
}

export interface RowsWindow {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly nowMs: number;
}

/**
 * Rows of subforms and links are records of their own: what happened to them is asked of their own modules. Who reads all
 * records (not `isWindow`) has their rows with them, and only has to know the recycle bin.
 */
export async function changedRows(
  work: ModuleWork,
  window: RowsWindow,
  before: Recycled,
  isWindow: boolean,
): Promise<ChangedRows> {
  const parents = new Set<string>();
  const recycled = new Map<string, readonly RecycledRecord[]>();
  const add = (id: string | undefined): void => {
    if (id !== undefined) parents.add(id);
  };
  for (const rows of work.module.rows) {
    const { module, parentField, changeField } = rows;
    const request = { module, fields: [parentField] };
    const { fromMs, untilMs, nowMs } = window;
    const found = await findDeletions(work.run, module, fromMs, nowMs, before);
    recycled.set(module, found.recycled);
    if (!isWindow) continue;
    const changed = changeField ? { changed: { field: changeField, fromMs, untilMs } } : {};
    for await (const id of parentsOf(work, rows, { ...request, ...changed })) add(id);
    if (found.suspects.length > 0) {
      for await (const id of parentsOf(work, rows, { ...request, ids: found.suspects })) add(id);
    }
    const table = tableOfRows(work.plan, rows);
    const deleted = new Set(found.deletions.map(({ id }) => id));
    if (table && deleted.size > 0) {
      for await (const [id, parent] of storedRows(work, table)) if (deleted.has(id)) add(parent);
    }
  }
  return { parents, recycled };
}

/** Ids of the records that rows belong to. */
async function* parentsOf(
  { run }: ModuleWork,
  { parentField }: RowsOfModule,
  request: ReadRequest,
): AsyncGenerator<string> {
  for await (const records of readOthers(run, request)) {
    for (const record of records) {
      const parent = parentOf(record, parentField);
      if (parent !== undefined) yield parent;
    }
  }
}

export function parentOf(row: CrmRecord, parentField: string): string | undefined {
  return asReference(row[parentField])?.id;
}

/** Id and record of each row of a child table. */
export async function* storedRows(
  { run: { target, context } }: ModuleWork,
  table: Table,
): AsyncGenerator<readonly [id: string, parent: string]> {
  const nameOf = (kind: 'id' | 'parentId'): string =>
    table.columns.find(({ source }) => source.kind === kind)?.name ?? '';
  const [id, parent] = [nameOf('id'), nameOf('parentId')];
  for await (const page of target.rows(table, context.signal)) {
    for (const row of page) yield [String(row[id]), String(row[parent])];
  }
}
