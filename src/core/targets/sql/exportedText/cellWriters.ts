import type { ExportedRows } from '../../../model/exportedRows.ts';
import type { Copy } from './copies.ts';
import type { TextBuffer } from '../textBuffer.ts';

/** Writes the cells of a row in one or more columns, with tabs between them. False, with anything written, where that is not sure. */
export type FieldWriter = (row: number, to: TextBuffer) => boolean;

export function textCopy({ bytes, starts, ends, columns }: ExportedRows, column: number): FieldWriter {
  return (row, to) => {
    const place = row * columns + column;
    const start = starts[place] ?? 0;
    const end = ends[place] ?? 0;
    return end < 0 ? to.escaped(bytes, start, ~end, true) : to.escaped(bytes, start, end, false);
  };
}

export function bytesCopy({ bytes, starts, ends, columns }: ExportedRows, column: number, copy: Copy): FieldWriter {
  return (row, to) => {
    const place = row * columns + column;
    const end = ends[place] ?? 0;
    return end >= 0 && copy(bytes, starts[place] ?? 0, end, to);
  };
}
