import type { ExportedRows } from '../../../model/exportedRows.ts';
import type { CellRules } from '../../cells.ts';
import type { Column, Table } from '../../tablePlan.ts';
import type { FieldWriter } from './cellWriters.ts';
import { bytesCopy } from './cellWriters.ts';
import { idCopies } from './copies.ts';
import { fieldWriter, plainTextAt } from './fieldWriter.ts';
import { TextBuffer } from '../textBuffer.ts';

const [tab, lineFeed] = [9, 10];
/** More than what any cell takes that is not copied: a datetime, or the mark for nothing, and the tab. */
const spareBytes = 32;

/** Rows of an export in the text that `textRows` describes. */
export interface ExportedText {
  readonly bytes: Buffer;
  /** Rows in there. */
  readonly rows: number;
  /** Numbers of the rows that are not: of them it is not sure what they become. */
  readonly left: readonly number[];
}

/** Undefined where no row can be taken as it is. */
export function exportedText(table: Table, rules: CellRules, exported: ExportedRows): ExportedText | undefined {
  const parts = rowParts(table, rules, exported);
  if (!parts) return undefined;
  const to = new TextBuffer(exported.bytes.length, spareBytes * table.columns.length);
  const left: number[] = [];
  for (let row = 0; row < exported.count; row += 1) {
    to.reserve(0);
    const before = to.length;
    if (writeRow(parts, exported, row, to)) continue;
    to.length = before;
    left.push(row);
  }
  return { bytes: to.written(), rows: exported.count - left.length, left };
}

/** What fills one or more columns: texts as they are, which most are, or anything else. */
interface Part {
  /** Column of the file with such texts; -1 for anything else. */
  readonly textAt: number;
  readonly write: FieldWriter;
}

function writeRow(parts: readonly Part[], exported: ExportedRows, row: number, to: TextBuffer): boolean {
  const { bytes, starts, ends } = exported;
  const first = row * exported.columns;
  let isFirst = true;
  for (const { textAt, write } of parts) {
    if (!isFirst) to.byte(tab);
    isFirst = false;
    if (textAt === -1) {
      if (write(row, to)) continue;
      return false;
    }
    const start = starts[first + textAt] ?? 0;
    const end = ends[first + textAt] ?? 0;
    if (start === end) to.nothing();
    else if (!to.escaped(bytes, start, end < 0 ? ~end : end, end < 0)) return false;
  }
  to.byte(lineFeed);
  return true;
}

function rowParts(table: Table, rules: CellRules, exported: ExportedRows): readonly Part[] | undefined {
  const parts = runsOfFields(table.columns).map((columns): Part | undefined => {
    const [column] = columns;
    if (!column) return undefined;
    const { source, type } = column;
    if ('field' in source) {
      const of = { table, columns, field: source.field, rules };
      return { textAt: plainTextAt(of, exported) ?? -1, write: fieldWriter(of, exported) };
    }
    const copy = source.kind === 'id' ? idCopies[type] : undefined;
    return copy && { textAt: -1, write: idWriter(exported, bytesCopy(exported, exported.idAt, copy)) };
  });
  return parts.every((each) => each !== undefined) ? parts : undefined;
}

/** A record without an id is none. */
function idWriter({ starts, ends, columns, idAt }: ExportedRows, write: FieldWriter): FieldWriter {
  return (row, to) => {
    const place = row * columns + idAt;
    return starts[place] !== ends[place] && write(row, to);
  };
}

/** Columns in their order, those of one field together. */
function runsOfFields(columns: readonly Column[]): readonly (readonly Column[])[] {
  const runs: Column[][] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last && fieldOf(last[0]) !== undefined && fieldOf(last[0]) === fieldOf(column)) last.push(column);
    else runs.push([column]);
  }
  return runs;
}

function fieldOf(column: Column | undefined): string | undefined {
  return column && 'field' in column.source ? column.source.field : undefined;
}
