import { RetriableError } from '../../errors.ts';
import type { ExportedCell } from '../../model/exportedRows.ts';
import type { Field, FieldType } from '../../model/metadata.ts';
import type { CrmValue } from '../../model/record.ts';
import { cellReader, valueType } from './csvCells.ts';
import { isReference } from './fieldPaths.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { unlearned } from './learnedValues.ts';

/** What the columns of a bulk export's file are. */
export interface ExportLayout {
  readonly columns: number;
  readonly idAt: number;
  /** By API name or path: what was asked for, and what tells the version. */
  readonly cells: ReadonlyMap<string, ExportedCell>;
}

/** RetriableError for a file that lacks what was asked for. */
export function exportLayout(names: readonly string[], plan: FieldPlan): ExportLayout {
  // JSON says `id`, CSV says `Id` (zoho-api.md section 9, number 15).
  const idAt = names.findIndex((name) => name.toLowerCase() === 'id');
  const absent = (plan.columnBatches[0] ?? []).filter((name) => !names.includes(name));
  if (idAt === -1 || absent.length > 0) {
    throw new RetriableError(`The file of the bulk export of ${plan.module} lacks ${absent.join(', ') || 'the ids'}.`);
  }
  const wanted = new Map(plan.wanted.map(({ path, field }) => [path, field]));
  const cells = new Map<string, ExportedCell>();
  for (const [at, name] of names.entries()) {
    if (wanted.has(name) || name === plan.version) cells.set(name, cellAt(at, name, wanted.get(name), names, plan));
  }
  return { columns: names.length, idAt, cells };
}

function cellAt(
  at: number,
  name: string,
  field: Field | undefined,
  names: readonly string[],
  plan: FieldPlan,
): ExportedCell {
  const nameColumn = plan.names.get(name);
  const isOwnBox = field?.type === 'boolean' && !name.includes('.');
  const cell = {
    at,
    nameAt: nameColumn === undefined ? undefined : names.indexOf(nameColumn),
    // A box that was never touched is not checked; where a lookup leads nowhere, there is no box.
    empty: isOwnBox ? false : null,
    learned: undefined,
  };
  if (nameColumn !== undefined) return { ...cell, kind: 'reference', read: (id) => ({ name: null, id }) };
  const read = cellReader(field);
  if (plan.learned.includes(name) && !read) {
    return { ...cell, kind: field && isReference(field) ? 'reference' : 'other', read: unlearned };
  }
  if (!field || !read) return { ...cell, kind: 'text', read: (text) => text };
  return { ...cell, kind: kinds[valueType(field)] ?? 'other', read, learned: read.known };
}

/** The same cells, once more is known of what texts of some fields stand for. */
export function withLearned(
  cells: ReadonlyMap<string, ExportedCell>,
  learned: ReadonlyMap<string, ReadonlyMap<string, CrmValue>>,
): ReadonlyMap<string, ExportedCell> {
  const all = new Map(cells);
  for (const [field, values] of learned) {
    const cell = all.get(field);
    if (cell) all.set(field, { ...cell, learned: values });
  }
  return all;
}

const kinds: Readonly<Partial<Record<FieldType, ExportedCell['kind']>>> = {
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  currency: 'number',
  percent: 'number',
};
