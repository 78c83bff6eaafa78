import type { SQLInputValue } from 'node:sqlite';

import type { ExportedCell, ExportedRows } from '../../../model/exportedRows.ts';
import type { CrmValue } from '../../../model/record.ts';
import { CellError } from '../../cells.ts';
import { rowReader } from '../../rowsOfRecord.ts';
import type { Column, Table } from '../../tablePlan.ts';
import { ByteMemory } from '../exportedText/byteMemory.ts';
import { bindable } from './bindable.ts';
import type { ExportedTexts } from './exportedTexts.ts';
import { sqliteDialect } from './sqliteDialect.ts';

/** Columns of one field. */
export interface FieldColumns {
  /** API name. */
  readonly field: string;
  readonly columns: readonly Column[];
  /** Of each, its place among the columns of the table. */
  readonly places: readonly number[];
}

/** What the columns of a field bind; undefined where one of them cannot hold the value. */
export type Bound = readonly SQLInputValue[] | undefined;

/** Makes the function that binds a value of a field as the record would that has it. */
export function valueReader(table: Table, { field, columns }: FieldColumns): (value: CrmValue) => Bound {
  const read = rowReader({ ...table, columns, role: { kind: 'records' } }, sqliteDialect.rules);
  const bind = bindable(columns);
  return (value) => {
    try {
      return read({ id: '1', [field]: value }).map(bind)[0];
    } catch (error) {
      if (error instanceof CellError) return undefined;
      throw error;
    }
  };
}

interface FieldSource {
  readonly field: string;
  readonly cell: ExportedCell;
  readonly rows: ExportedRows;
  readonly texts: ExportedTexts;
}

/** Makes the function that binds a field of a row by way of its value. It remembers what short texts become. */
export function fieldReader(
  { field, cell, rows, texts }: FieldSource,
  readValue: (value: CrmValue) => Bound,
): (row: number) => Bound {
  const { bytes, starts, ends, columns } = rows;
  const empty = readValue(cell.empty);
  const known = new ByteMemory<Bound>();
  return (row) => {
    const place = row * columns + cell.at;
    const start = starts[place] ?? 0;
    const end = ends[place] ?? 0;
    if (start === end) return empty;
    // Two cells make one value.
    if (cell.nameAt !== undefined && cell.nameAt >= 0) return readValue(rows.record(row)[field] ?? null);
    const make = (): Bound => {
      const text = texts.text(start, end);
      return readValue(cell.learned?.get(text) ?? cell.read(text));
    };
    return end < 0 ? make() : known.get(bytes, start, end, make);
  };
}
