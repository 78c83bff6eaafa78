import type { ExportedCell, ExportedRows } from '../../../model/exportedRows.ts';
import { cellText } from '../../../model/exportedRows.ts';
import type { CrmValue } from '../../../model/record.ts';
import type { CellRules } from '../../cells.ts';
import { CellError } from '../../cells.ts';
import { rowReader } from '../../rowsOfRecord.ts';
import type { Column, Table } from '../../tablePlan.ts';
import { TextBuffer } from '../textBuffer.ts';
import { cellsWriter, spareBytes } from '../textRows.ts';
import { ByteMemory } from './byteMemory.ts';
import type { FieldWriter } from './cellWriters.ts';
import { bytesCopy } from './cellWriters.ts';
import { copies } from './copies.ts';
import { referenceWriter } from './referenceWriter.ts';

/** Columns side by side that are filled from one field of an export. */
export interface FieldColumns {
  readonly table: Table;
  readonly columns: readonly Column[];
  /** API name. */
  readonly field: string;
  readonly rules: CellRules;
}

/** Copies bytes where they are the value. Else it makes of the value what records would become, and remembers that. */
export function fieldWriter(of: FieldColumns, exported: ExportedRows): FieldWriter {
  const cell = exported.cells.get(of.field);
  const toText = valueWriter(of);
  if (!cell) return constant(toText(null));
  const { starts, ends, columns } = exported;
  const empty = constant(toText(cell.empty));
  const exact = exactWriter(of.field, cell, exported, toText);
  const copy = copyingWriter(of.columns, cell, exported);
  return (row, to) => {
    const place = row * columns + cell.at;
    if (starts[place] === ends[place]) return empty(row, to);
    const before = to.length;
    if (copy?.(row, to) === true) return true;
    to.length = before;
    return exact(row, to);
  };
}

/** The column of the file with the texts that one column takes as they are; undefined where there is more to it. */
export function plainTextAt({ columns, field }: FieldColumns, { cells }: ExportedRows): number | undefined {
  const cell = cells.get(field);
  const column = columns[0];
  if (cell?.kind !== 'text' || cell.learned || cell.empty !== null) return undefined;
  if (columns.length > 1 || column?.source.kind !== 'value') return undefined;
  return column.type === 'text' || column.type === 'longText' ? cell.at : undefined;
}

/** Undefined where a column cannot hold the value. */
type ValueWriter = (value: CrmValue) => Buffer | undefined;

function valueWriter({ table, columns, field, rules }: FieldColumns): ValueWriter {
  const read = rowReader({ ...table, columns, role: { kind: 'records' } }, rules);
  const write = cellsWriter(columns);
  const to = new TextBuffer(256, spareBytes * columns.length);
  return (value) => {
    try {
      to.length = 0;
      write(read({ id: '1', [field]: value })[0] ?? [], to);
      return Buffer.from(to.written());
    } catch (error) {
      if (error instanceof CellError) return undefined;
      throw error;
    }
  };
}

function constant(text: Buffer | undefined): FieldWriter {
  return (_row, to) => {
    if (text) to.plain(text);
    return text !== undefined;
  };
}

function exactWriter(field: string, cell: ExportedCell, exported: ExportedRows, toText: ValueWriter): FieldWriter {
  const write = (text: Buffer | undefined, to: TextBuffer): boolean => {
    if (text) to.plain(text);
    return text !== undefined;
  };
  // Two cells make one value.
  if (cell.nameAt !== undefined && cell.nameAt >= 0) {
    return (row, to) => write(toText(exported.record(row)[field] ?? null), to);
  }
  const memory = new ByteMemory<Buffer | undefined>();
  const { bytes, starts, ends, columns } = exported;
  return (row, to) => {
    const place = row * columns + cell.at;
    const make = (): Buffer | undefined => {
      const text = cellText(exported, place);
      return toText(cell.learned?.get(text) ?? cell.read(text));
    };
    const start = starts[place] ?? 0;
    const end = ends[place] ?? 0;
    return write(end < 0 ? make() : memory.get(bytes, start, end, make), to);
  };
}

/** Undefined where values have to be made. */
function copyingWriter(
  columns: readonly Column[],
  cell: ExportedCell,
  exported: ExportedRows,
): FieldWriter | undefined {
  const [column] = columns;
  if (cell.learned || !column) return undefined;
  if (cell.kind === 'reference') return referenceWriter(columns, cell, exported);
  if (column.source.kind !== 'value' || columns.length > 1) return undefined;
  const copy = copies[cell.kind]?.[column.type];
  return copy && bytesCopy(exported, cell.at, copy);
}
