import type { ExportedCell, ExportedRows } from '../../../model/exportedRows.ts';
import type { Column } from '../../tablePlan.ts';
import type { FieldWriter } from './cellWriters.ts';
import { bytesCopy, textCopy } from './cellWriters.ts';
import { idCopies } from './copies.ts';

const tab = 9;

/** The parts of a reference that is not empty, from the cell with the id and the one with the name. */
export function referenceWriter(
  columns: readonly Column[],
  { at, nameAt }: ExportedCell,
  exported: ExportedRows,
): FieldWriter | undefined {
  const writers = columns.map(({ source, type }): FieldWriter | undefined => {
    if (source.kind !== 'reference') return undefined;
    const copy = idCopies[type];
    if (source.part === 'id') return copy && bytesCopy(exported, at, copy);
    return source.part === 'name' && nameAt !== undefined && nameAt >= 0 ? nameWriter(exported, nameAt) : nothing;
  });
  if (!writers.every((each) => each !== undefined)) return undefined;
  return (row, to) => {
    let isFirst = true;
    for (const write of writers) {
      if (!isFirst) to.byte(tab);
      isFirst = false;
      if (!write(row, to)) return false;
    }
    return true;
  };
}

/** Where a lookup leads to a record that is gone, there is no name. */
function nameWriter(exported: ExportedRows, nameAt: number): FieldWriter {
  const { starts, ends, columns } = exported;
  const copy = textCopy(exported, nameAt);
  return (row, to) => {
    const place = row * columns + nameAt;
    return starts[place] === ends[place] ? nothing(row, to) : copy(row, to);
  };
}

const nothing: FieldWriter = (_row, to) => {
  to.nothing();
  return true;
};
