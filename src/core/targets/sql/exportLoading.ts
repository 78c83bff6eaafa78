import type { ExportedRows } from '../../model/exportedRows.ts';
import { cellText, recordsOf } from '../../model/exportedRows.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { WriteBatch } from '../dataTarget.ts';
import type { PreparedExport, SqlSession } from './sqlSession.ts';

/** Undefined where the rows of an export have to go as records: see `exportedRecords`. */
export function prepareExport(
  { plan, records, exported, onlyFields }: WriteBatch,
  session: SqlSession,
): PreparedExport | undefined {
  if (!exported || !session.prepareExported || records.length > 0 || onlyFields) return undefined;
  if (plan.children.length > 0 || plan.history || !hasDistinctIds(exported)) return undefined;
  return session.prepareExported(plan.main, exported);
}

/** All rows of an export as records, or those with these numbers. */
export function exportedRecords(exported: ExportedRows | undefined, rows?: readonly number[]): readonly CrmRecord[] {
  if (!exported) return [];
  return rows ? rows.map((row) => exported.record(row)) : recordsOf(exported);
}

export function idsOf(exported: ExportedRows): readonly string[] {
  return Array.from({ length: exported.count }, (_, row) => cellText(exported, row * exported.columns + exported.idAt));
}

/** Mostly ids ascend, which shows without making texts of them. */
function hasDistinctIds(exported: ExportedRows): boolean {
  const { columns, idAt, count } = exported;
  for (let row = 1, at = columns + idAt; row < count; row += 1, at += columns) {
    if (!isAfter(exported, at, at - columns)) return new Set(idsOf(exported)).size === count;
  }
  return true;
}

/** Of two cells of the same length; false for others. */
function isAfter({ bytes, starts, ends }: ExportedRows, one: number, other: number): boolean {
  const [start, before] = [starts[one] ?? 0, starts[other] ?? 0];
  const length = (ends[one] ?? 0) - start;
  if (length !== (ends[other] ?? 0) - before) return false;
  let at = 0;
  while (at < length && bytes[start + at] === bytes[before + at]) at += 1;
  return at < length && (bytes[start + at] ?? 0) > (bytes[before + at] ?? 0);
}
